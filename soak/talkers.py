"""People who send several things at once, so that one chat's updates can be delivered out of order."""

import asyncio
from dataclasses import dataclass, field
from typing import Self

from bot.sandbox import Person, Sandbox
from tests.end_to_end.chats import sent_to
from tests.end_to_end.walkers import PATIENCE

ASKED = {"/about": "Free software", "/privacy": "end-to-end encrypted"}  # and a part of the answer


@dataclass
class Talker:
    """One of them."""

    sandbox: Sandbox
    person: Person = field(init=False)
    asked: int = 0

    def __post_init__(self) -> None:
        self.person = self.sandbox.user("Zoe")

    async def talk(self, over: asyncio.Event) -> None:
        """Ask everything at once, again and again, each time when all was answered."""
        while not over.is_set():
            self.asked += 1
            for command in ASKED:
                self.person.send(command)
            await self.sandbox.until(lambda: not self.unanswered, PATIENCE)

    @property
    def unanswered(self) -> int:
        return sum(max(0, self.asked - times) for times in self._answers())

    @property
    def answered_again(self) -> int:
        return sum(max(0, times - self.asked) for times in self._answers())

    def _answers(self) -> list[int]:
        said = [call.params["text"] for call in sent_to(self.sandbox, self.person)]
        return [sum(words in text for text in said) for words in ASKED.values()]


@dataclass
class Talk:
    """Several talkers, until it is over."""

    sandbox: Sandbox
    people: int
    over: asyncio.Event = field(default_factory=asyncio.Event)
    talkers: list[Talker] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        self.talkers = [Talker(self.sandbox) for _ in range(self.people)]
        self._talking = [asyncio.create_task(one.talk(self.over)) for one in self.talkers]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.over.set()
        await asyncio.gather(*self._talking, return_exceptions=True)
