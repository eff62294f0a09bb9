"""Somebody sets the computer's clock while people walk and reminders are ahead.

`make soak` plays the long form.
"""

import asyncio
import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Stage
from tests.end_to_end.crowd import Crowd, Outcome, outcome, undisturbed
from tests.end_to_end.false_clock import FalseClock, NoFalseClock
from tests.end_to_end.jumps import (
    MOST_ARE_OVER,
    NUDGES,
    Told,
    flickering,
    look_now,
    make_coming,
    told,
)
from tests.end_to_end.process import BotProcess
from tests.end_to_end.walkers import PATIENCE

HOUR = timedelta(hours=1)
JUMPS = (24 * HOUR, -HOUR / 2, 3 * HOUR, -30 * HOUR)
BETWEEN = 20  # taps
WALKERS, TRAVELLERS = 20, 10


@pytest.fixture
def clock(tmp_path: Path, process: BotProcess) -> FalseClock:
    """The process's clock, to be set; where there can be none this goes untested, but never in CI."""
    try:
        clock = FalseClock(tmp_path / "clock")
    except NoFalseClock as error:
        if "CI" in os.environ:
            raise
        pytest.skip(str(error))
    process.settings.update(clock.settings)
    return clock


async def test_however_the_clock_is_set_every_check_ends_as_it_would_have(
    stage: Stage, process: BotProcess, clock: FalseClock
) -> None:
    sandbox = stage.sandbox
    async with process.running():
        expected = await undisturbed(sandbox)
        crowd = Crowd(sandbox, WALKERS, time_passes=True)
        walking = asyncio.create_task(crowd.walk())
        for jump in JUMPS:
            await crowd.tapped(len(sandbox.queries) + BETWEEN)
            clock.move(jump)
        async with flickering(clock, HOUR / 3):
            await walking
        await sandbox.quiet(0.3, PATIENCE)
        assert await process.end(signal.SIGTERM) == 0
    async with stage.memory() as memory:
        assert await memory.pending() == []
        assert await outcome(crowd, expected, [], memory) == Outcome()


async def test_however_the_clock_is_set_nobody_is_nudged_twice_or_in_heaps_and_no_care_is_left_out(
    stage: Stage, process: BotProcess, clock: FalseClock
) -> None:
    people = [stage.sandbox.user("Ana") for _ in range(TRAVELLERS)]
    async with stage.memory() as memory:
        await make_coming(memory, people, clock.now())
    async with process.running():
        await look_now(stage.sandbox)
        assert told(people).sent == 0
        clock.move(MOST_ARE_OVER)
        await look_now(stage.sandbox)
        await stage.sandbox.until(lambda: told(people).sent == TRAVELLERS, PATIENCE)
        await stage.sandbox.quiet(0.3, PATIENCE)
        once = Told(
            sent=TRAVELLERS,
            twice=0,
            went_by=(len(NUDGES) - 2) * TRAVELLERS,
            lines=1,
            care_lost=0,
            care_repeats=0,
        )
        assert told(people) == once
        clock.move(-MOST_ARE_OVER)
        await look_now(stage.sandbox)
        async with flickering(clock, MOST_ARE_OVER):
            await look_now(stage.sandbox)
        clock.move(MOST_ARE_OVER)
        await look_now(stage.sandbox)
        assert told(people) == once
        assert await process.end(signal.SIGTERM) == 0
