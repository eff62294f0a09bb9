"""A crowd that walks through checks while processes are killed, and what must be so afterwards."""

import asyncio
import random
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from typing import NamedTuple

from bot.sandbox import Sandbox
from bot.store import Store
from soak.figures import Aim, equal, none_of
from soak.progress import Progress
from tests.end_to_end.crowd import SCRIPTS, Crowd, Seen, moments, outcome, undisturbed
from tests.end_to_end.kills import kill_at
from tests.end_to_end.process import BotProcess
from tests.end_to_end.walkers import PATIENCE

JITTER = 0.03  # seconds at most from a tap to a kill, so that every instant between two can be hit


class Scale(NamedTuple):
    people: int
    at_once: int
    kills: int

    def __str__(self) -> str:
        return f"{self.people:,} people ({self.at_once} at once, {SCRIPTS} sets of answers)"


@dataclass(frozen=True, slots=True)
class Walked:
    """What happened, to be compared with what is remembered."""

    scale: Scale
    crowd: Crowd
    expected: Sequence[Seen]
    kills: Sequence[float]

    async def aims(self, store: Store) -> list[Aim]:
        """What has to be so however processes were killed. No process may be running."""
        updates = self.crowd.sandbox.world.updates.pending
        left = len(await store.pending()) + len(updates)
        fared = await outcome(self.crowd, self.expected, self.kills, store)
        return [
            equal("kills", self.scale.kills, len(self.kills)),
            none_of("updates or messages left over", left),
            none_of("taps never answered", fared.unanswered),
            none_of("chats stuck", fared.stuck),
            none_of("chats whose kept answers are not those given", fared.forgotten),
            none_of("chats that end otherwise than undisturbed", fared.different),
            none_of("messages repeated without a kill, or twice after one", fared.needless),
            Aim(
                "messages repeated",
                "at most one a chat and kill",
                f"{fared.repeats:,}",
                not fared.needless,
            ),
        ]


async def walk_while_killed(
    sandbox: Sandbox,
    scale: Scale,
    victims: Callable[[int], Sequence[BotProcess]],
    progress: Progress,
    beside: AbstractAsyncContextManager[object] | None = None,
) -> Walked:
    """Let some walk undisturbed, then all while the victims are killed, until all is quiet.

    Args:
        victims: Who may be killed, by the number of the kill; all are running.
        beside: What goes on meanwhile, once some have walked undisturbed.
    """
    chance = random.Random(2026)
    expected = await undisturbed(sandbox)
    before = len(sandbox.queries)
    taps = before * scale.people // SCRIPTS

    def tell(number: int) -> None:
        done = scale.people - crowd.left
        progress.now_and_then(f"{number} of {scale.kills} kills, {done:,} people are done")

    crowd = Crowd(sandbox, scale.people, scale.at_once)
    times = moments(chance, scale.kills, (before, before + taps * 95 // 100))
    async with beside or nullcontext():
        walking = asyncio.create_task(crowd.walk())
        kills = await kill_at(crowd, times, victims, chance, tell, JITTER)
        await walking
    await sandbox.quiet(1, PATIENCE)
    return Walked(scale, crowd, expected, kills)
