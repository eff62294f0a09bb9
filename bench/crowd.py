"""People who walk through the check by what the bot shows them: the next button is one of its last message."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bench.play import TAPS, Json, commanded, message, moves, tapped
from bench.script import Said

NOTHING = Said("")


@dataclass
class _Person:
    chat: int
    turn: int = 0  # moves made
    seen: Said = NOTHING
    since: float = 0.0  # when the last move was made
    told: int = 0  # messages that came


class Crowd:
    """People who do the next thing once the last was answered, all at once or at a pace."""

    def __init__(self, push: Callable[[Json], None]) -> None:
        self._push = push
        self._people: dict[int, _Person] = {}
        self._number = 0
        self._ready: deque[_Person] | None = None  # with a pace: whoever may go next
        self._walking = 0
        self._done = asyncio.Event()
        self.waited: list[float] = []  # seconds, from each move to the message that answers it

    def said(self, method: str, params: dict[str, str]) -> object:
        """Take note of a call, and return its result as Telegram would."""
        if method == "answerCallbackQuery":
            return True
        chat = int(params["chat_id"])
        rows = json.loads(params.get("reply_markup") or "{}").get("inline_keyboard", ())
        said = Said(params["text"], tuple(map(tuple, rows)))
        if method == "sendMessage":
            self._answered(self._people[chat], said)
        return message(chat, said)

    async def at_once(self, first: int, people: int) -> float:
        """Let people walk, nobody waiting for another; return how many seconds it took until all arrived."""
        self._gather(first, people)
        self._ready = None
        begun = time.perf_counter()
        for person in self._people.values():
            self._move(person)
        await self._done.wait()
        return time.perf_counter() - begun

    async def at_pace(self, first: int, people: int, rate: float) -> None:
        """Let one move be made every so often, by whoever has waited longest for their turn."""
        self._gather(first, people)
        self._ready = ready = deque(self._people.values())
        loop = asyncio.get_running_loop()
        due = loop.time()
        while not self._done.is_set():
            due += 1 / rate
            await asyncio.sleep(max(0.0, due - loop.time()))
            if ready:
                self._move(ready.popleft())

    def _gather(self, first: int, people: int) -> None:
        self._people = {chat: _Person(chat) for chat in range(first, first + people)}
        self._walking, self.waited = people, []
        self._done.clear()

    def _move(self, person: _Person) -> None:
        self._number += 1
        person.turn += 1
        if person.turn == 1:
            update = commanded(self._number, person.chat)
        else:
            data = _button(person.seen, TAPS[person.turn - 2])
            update = tapped(self._number, person.chat, person.seen, data)
        person.since = time.perf_counter()
        self._push(update)

    def _answered(self, person: _Person, said: Said) -> None:
        person.seen = said
        person.told += 1
        if person.told != person.turn:
            raise RuntimeError(f"{person.told} messages answer {person.turn} moves")
        self.waited.append(time.perf_counter() - person.since)
        if person.turn == len(moves()):
            self._walking -= 1
            if not self._walking:
                self._done.set()
        elif self._ready is not None:
            self._ready.append(person)
        else:
            self._move(person)


def _button(said: Said, label: str) -> str:
    for row in said.keyboard:
        for key in row:
            if key["text"] == label:
                return key["callback_data"]
    raise RuntimeError(f"no button says '{label}' below '{said.text[:60]}'")
