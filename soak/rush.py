"""What goes on while thousands are reminded: taps, questions, emergencies; and how long each waits."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from bot.sandbox import Group, Person, Sandbox
from soak.visitors import Stream
from tests.end_to_end.due import NUDGE
from tests.end_to_end.rush import IN_PRIVATE, Asked, ask_all_at_once, ask_in_group, cry, sent

PAUSES = (1.0, 4.0)  # seconds from one emergency to the next
PATIENCE = 600.0  # seconds; a group's lines take minutes


class Scale(NamedTuple):
    reminders: int
    tapping: int  # at any time
    asked_in_group: int


@dataclass
class Rush:
    """Everything that goes on while people are reminded."""

    sandbox: Sandbox
    scale: Scale
    reminded: Sequence[Person]
    stream: Stream
    group: Group
    emergencies: list[Asked] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    begun: float = 0.0  # by the sandbox's clock, as all times here
    asked_in_group: float = 0.0

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Let people tap, ask and be in danger while inside; afterwards all have had their answers."""
        self.begun = self.sandbox.world.clock()
        asking = asyncio.create_task(self._ask())
        async with asyncio.TaskGroup() as tapping:
            tapping.create_task(self.stream.flow())
            yield
            self.stream.closed = True
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        asked = (*self.emergencies, *self.questions)
        await self.sandbox.until(
            lambda: all(each.answered(self.sandbox) for each in asked), PATIENCE
        )

    async def _ask(self) -> None:
        chance = random.Random(2026)
        self.asked_in_group = self.sandbox.world.clock()
        ask_in_group(self.sandbox, self.group, self.group.owner, self.scale.asked_in_group)
        while True:
            await asyncio.sleep(chance.uniform(*PAUSES))  # as chance has it
            self.emergencies.append(cry(self.sandbox))
            self.questions.append(ask_all_at_once(self.sandbox))

    @cached_property
    def reminders(self) -> list[float]:
        """When each reminder was taken by Telegram, once all are."""
        calls = (sent(self.sandbox.calls_to(person.id)) for person in self.reminded)
        return sorted(c.at for each in calls for c in each if NUDGE in c.params["text"])

    @property
    def rate(self) -> float:
        """Messages to anybody, a second, between the first reminder and the last."""
        first, last = self.reminders[0], self.reminders[-1]
        return len([c for c in sent(self.sandbox.calls) if first <= c.at <= last]) / (last - first)

    @property
    def reminder_waits(self) -> list[float]:
        return [at - self.begun for at in self.reminders]

    @property
    def emergency_waits(self) -> list[float]:
        return [each.wait(self.sandbox) for each in self.emergencies]

    @property
    def question_waits(self) -> list[float]:
        return [each.wait(self.sandbox) for each in self.questions]

    @property
    def group_waits(self) -> list[float]:
        """For the first of what was asked at once in the group, the second, and so on."""
        calls = sent(self.sandbox.calls_to(self.group.id))
        return [c.at - self.asked_in_group for c in calls if IN_PRIVATE in c.params["text"]]

    @property
    def tap_waits(self) -> list[float]:
        return [wait for visitor in self.stream.visitors for wait in visitor.waits]
