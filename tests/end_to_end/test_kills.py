"""A hundred checks while the bot is killed again and again: nothing is lost, hardly anything said twice.

`make soak` plays the long form.
"""

import asyncio
import random
import signal
from dataclasses import replace

from tests.end_to_end.conftest import Stage
from tests.end_to_end.crowd import Crowd, Outcome, moments, outcome, undisturbed
from tests.end_to_end.kills import kill_at
from tests.end_to_end.process import BotProcess
from tests.end_to_end.walkers import PATIENCE

CHATS = 100
KILLS = 8
TAPS = 500  # at the least, until all are done


async def test_killed_at_any_moment_it_loses_nothing_and_hardly_repeats_itself(
    stage: Stage, process: BotProcess
) -> None:
    sandbox, chance = stage.sandbox, random.Random(2026)
    async with stage.bot():
        expected = await undisturbed(sandbox)
    crowd, before = Crowd(sandbox, CHATS), len(sandbox.queries)
    async with process.running():
        walking = asyncio.create_task(crowd.walk())
        times = moments(chance, KILLS, (before, before + TAPS))
        kills = await kill_at(crowd, times, lambda _: [process], chance)
        await walking
        await sandbox.quiet(0.3, PATIENCE)
        assert await process.end(signal.SIGTERM) == 0
    assert len(kills) == KILLS
    async with stage.memory() as memory:
        assert await memory.pending() == []
        fared = await outcome(crowd, expected, kills, memory)
    assert replace(fared, repeats=0) == Outcome()
