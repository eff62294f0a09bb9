"""People who tap through an everyday cramp with any bot, and go away when it has fallen silent.

A bot that has forgotten them acknowledged their tap to Telegram and never answers: they are stranded.
"""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.play import TAPS
from bench.script import COMMAND
from bot.sandbox import Message, Person, Sandbox
from bot.sandbox.views import NotHeardError

PATIENCE = 10.0  # seconds without an answer; several times a restart
THOUGHT = (0.0, 1.0)  # seconds before a tap: enough that no bot has a queue of its own making


@dataclass
class Visitor:
    """One of them."""

    person: Person
    chance: random.Random
    thought: tuple[float, float] = THOUGHT
    stranded: bool = False
    waits: list[float] = field(default_factory=list)  # seconds from each tap to what it led to

    async def visit(self) -> None:
        """Return with the result, or stranded."""
        try:
            self.person.send(f"/{COMMAND}")
            for label in TAPS:
                asked = await self._hears(_offers(label))
                await asyncio.sleep(self.chance.uniform(*self.thought))
                tapped = time.monotonic()
                self.person.tap(label, asked)
                await self._hears(_after(asked))
                self.waits.append(time.monotonic() - tapped)
        except NotHeardError:
            self.stranded = True

    async def _hears(self, wanted: Callable[[Message], bool]) -> Message:
        """Wait; while Telegram still has what they did, the bot can be silent as long as it likes."""
        while True:
            try:
                return await self.person.hears(wanted, PATIENCE)
            except NotHeardError:
                if not self._waits():
                    raise

    def _waits(self) -> bool:
        waiting = self.person.world.updates.pending
        return any(update.key == self.person.id for update in waiting)


def _after(asked: Message) -> Callable[[Message], bool]:
    return lambda message: message.id > asked.id


def _offers(label: str) -> Callable[[Message], bool]:
    return lambda message: label in message.labels


@dataclass
class Stream:
    """So many visitors at any time, until the doors are closed."""

    sandbox: Sandbox
    at_once: int
    thought: tuple[float, float] = THOUGHT
    visitors: list[Visitor] = field(default_factory=list)
    closed: bool = False
    _chance: random.Random = field(default_factory=lambda: random.Random(2026))

    async def flow(self) -> None:
        """Return once the doors are closed and the last has gone."""
        async with asyncio.TaskGroup() as visits:
            for _ in range(self.at_once):
                visits.create_task(self._one_after_another())

    async def _one_after_another(self) -> None:
        while not self.closed:
            visitor = Visitor(self.sandbox.user("Ana"), self._chance, self.thought)
            self.visitors.append(visitor)
            await visitor.visit()
