"""A crowd on a sandbox: chats that really go on, and between them whatever else can come."""

import random
from collections import Counter
from contextlib import suppress
from typing import Any

from bot.sandbox import Group, Person, Sandbox
from bot.sandbox.queries import Query
from bot.sandbox.shapes import Chat, Message, User
from bot.sandbox.updates import Pending
from tests.strangers.damage import damaged
from tests.strangers.kinds import any_kind
from tests.strangers.words import typed

Json = dict[str, Any]

LANGUAGES = ("en", "es", "en-GB", "pt-br", "de", "ar", "zz", "", None)
KEPT = 40  # messages of a chat; older ones are of no use here, and take memory


class Crowd:
    """People and groups who act by chance, the same for one seed and one bot."""

    def __init__(self, sandbox: Sandbox, seed: int, people: int = 40) -> None:
        self.sandbox, self.chance = sandbox, random.Random(seed)
        self.people = [
            sandbox.user(f"Ana {number}", self.chance.choice(LANGUAGES)) for number in range(people)
        ]
        self.groups = [self._group(number) for number in range(max(1, people // 20))]
        self.sent: Counter[str] = Counter()

    def _group(self, number: int) -> Group:
        owner, *others = self.chance.sample(self.people, 4)
        return self.sandbox.group(f"Knees {number}", owner, *others, topics=bool(number % 2))

    @property
    def total(self) -> int:
        return sum(self.sent.values())

    def act(self, number: int) -> None:
        """Let somebody do something, `number` times; nearly each is an update on its way to the bot."""
        for _ in range(number):
            pick = self.chance.random()
            if pick < 0.55:
                self._go_on(self.chance.choice(self.people))
            elif pick < 0.75:
                self._put("odd", self._any_update())
            else:
                self._put("damaged", damaged(self.chance, self._any_update()))

    def _go_on(self, person: Person) -> None:
        """Do what people do: mostly the next thing."""
        pick = self.chance.random()
        self.sent["true"] += 1
        if person.chat.blocked:
            person.unblock()
        elif pick < 0.7 and (taps := _taps(person)):
            person.press(*self.chance.choice(taps))
        elif pick < 0.94:
            person.send(typed(self.chance) or "x")
        elif pick < 0.96 and (own := [m for m in person.messages if "text" in m.body]):
            person.edit(own[-1], typed(self.chance))
        elif pick < 0.99:
            person.send(f"/{self.chance.choice(('check', 'start', 'x'))}", self._group_of(person))
        else:
            person.block()

    def _group_of(self, person: Person) -> Group | None:
        return next((group for group in self.groups if person.id in group.chat.members), None)

    def _any_update(self) -> Json:
        person = self.chance.choice(self.people)
        group = self._group_of(person) if self.chance.random() < 0.2 else None
        kind, content = any_kind(self.chance, (group or person).chat.shape(), person.user.shape())
        return {"update_id": self.sandbox.world.updates._next_id, kind: content}

    def _put(self, what: str, update: Json) -> None:
        """Let an update wait for the bot; the chats and taps it tells of exist, as they would at Telegram."""
        for content in update.values():
            if isinstance(content, dict):
                self._let_be(content)
        updates = self.sandbox.world.updates
        updates._pending[updates._next_id] = Pending(updates._next_id, self.total, update)
        updates._next_id += 1
        updates.arrived.ring()
        self.sent[what] += 1

    def _let_be(self, content: Json) -> None:
        on = content.get("message")
        told = on if isinstance(on, dict) else content
        chat = self._chat(told.get("chat"))
        if chat is None:
            return
        thread = told.get("message_thread_id")
        if isinstance(thread, int):
            chat.topics.setdefault(thread, "a topic")
        if isinstance(query := content.get("id"), str):
            message = Message(0, chat, None, 0, {})
            user = self.people[0].user
            waiting = Query(query, user, message, "", float("inf"))
            self.sandbox.world.queries.setdefault(query, waiting)

    def _chat(self, told: object) -> Chat | None:
        if not isinstance(told, dict) or not isinstance(number := told.get("id"), int | float):
            return None
        world = self.sandbox.world
        with suppress(OverflowError, ValueError):
            if int(number) not in world.chats:
                user = User(int(number), "Somebody")
                world.chats[int(number)] = Chat(int(number), "private", user=user)
            return world.chats[int(number)]
        return None

    def forget(self) -> list[str]:
        """Throw away what is over, and return what was refused of it: code and words, planned trouble left out."""
        sandbox = self.sandbox
        refused = [
            f"{call.method}: {call.code} {call.description}"
            for call in sandbox.calls
            if call.code not in {None, 200, 403} and call.fault is None
        ]
        sandbox.calls.clear()
        for query in [q for q in sandbox.world.queries.values() if q.answered]:
            del sandbox.world.queries[query.id]
        for chat in sandbox.world.chats.values():
            for number in list(chat.messages)[:-KEPT]:
                if not chat.messages[number].keyboard:
                    del chat.messages[number]
        return refused


def _taps(person: Person) -> list[tuple[Message, str]]:
    """Every button somebody can tap on the newest message that has some."""
    for message in reversed(person.from_bot):
        if found := [
            (message, button.data) for row in message.buttons for button in row if button.data
        ]:
            return found
    return []
