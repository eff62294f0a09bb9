"""SIGKILL at random instants while thousands of people walk through a check."""

import asyncio
import random
import signal
from typing import NamedTuple

from soak.figures import Aim, Figures, Size, equal, none_of
from soak.progress import Progress
from soak.stage import Stage, a_stage
from tests.end_to_end.crowd import SCRIPTS, Crowd, Outcome, moments, outcome, undisturbed
from tests.end_to_end.kills import kill_at
from tests.end_to_end.walkers import PATIENCE


class Scale(NamedTuple):
    people: int
    at_once: int
    kills: int


SCALES = {
    Size.SMALL: Scale(100, 50, 8),
    Size.MEDIUM: Scale(1000, 200, 40),
    Size.FULL: Scale(5000, 200, 200),
}


async def soak(size: Size) -> Figures:
    scale, progress = SCALES[size], Progress("kills")
    async with a_stage() as stage:
        kills, lost, fared = await _play(stage, scale, progress)
    return Figures("Killed at random instants", _done(scale), aims(scale, kills, lost, fared))


def _done(scale: Scale) -> str:
    return (
        f"{scale.people:,} people walk through a check, {scale.at_once} at once, with one of {SCRIPTS} sets of"
        " answers each, while `legwise run` (polling, SQLite) is killed with SIGKILL and started again."
    )


def aims(scale: Scale, kills: int, lost: int, fared: Outcome) -> list[Aim]:
    """What has to be so however the bot was killed."""
    return [
        equal("kills", scale.kills, kills),
        none_of(
            "updates lost: taps never answered, effects never performed", lost + fared.unanswered
        ),
        none_of("chats stuck", fared.stuck),
        none_of("chats whose kept answers are not those given", fared.forgotten),
        none_of("chats that end otherwise than undisturbed", fared.different),
        none_of("messages repeated without a kill, or twice after one", fared.needless),
        Aim("messages repeated", "at most one a chat and kill", f"{fared.repeats:,}", met=True),
    ]


async def _play(stage: Stage, scale: Scale, progress: Progress) -> tuple[int, int, Outcome]:
    """Kills that were made, updates and effects that are left over, and how the people fared."""
    sandbox, chance, process = stage.sandbox, random.Random(2026), stage.process()
    async with process.running():
        expected = await undisturbed(sandbox)
        before = len(sandbox.calls)
        crowd = Crowd(sandbox, scale.people, scale.at_once)
        walking = asyncio.create_task(crowd.walk())
        calls = before * scale.people // SCRIPTS  # as many again as they took, for each person
        times = moments(chance, scale.kills, (before, before + calls * 95 // 100))
        kills = await kill_at(
            crowd,
            times,
            lambda _: [process],
            chance,
            lambda number: progress.now_and_then(
                f"{number} of {scale.kills} kills, {scale.people - crowd.left:,} people are done"
            ),
        )
        await walking
        await sandbox.quiet(1, PATIENCE)
        await process.end(signal.SIGTERM)
    async with stage.memory() as memory:
        left = len(await memory.pending()) + len(sandbox.world.updates.pending)
        return len(kills), left, await outcome(crowd, expected, kills, memory)
