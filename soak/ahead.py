"""Nudges and care that are ahead while the clock is set: said once, or told of once."""

import signal
import time
from datetime import timedelta

from soak.figures import Aim, equal, none_of
from soak.stage import a_stage
from tests.end_to_end.due import heard
from tests.end_to_end.false_clock import FalseClock
from tests.end_to_end.jumps import (
    MOST_ARE_OVER,
    NUDGES,
    flickering,
    look_now,
    make_coming,
    told,
)
from tests.end_to_end.walkers import PATIENCE

IN_NEED = 5  # of the travellers: for one in so many somebody else is in an emergency
ASKED = "Did you reach someone?"
THE_LAST = timedelta(minutes=30)  # to the last nudge
NOTICED = 45.0  # seconds; it looks again after thirty, and there is much to send


async def remind(people: int, seconds: float) -> list[Aim]:
    """
    Args:
        seconds: How long the clock goes to and fro.

    Raises:
        NoFalseClock: No clock can be set here.
    """
    async with a_stage() as stage:
        clock = FalseClock(stage.folder / "clock")
        sandbox, process = stage.sandbox, stage.process(**clock.settings)
        travellers = [sandbox.user("Ana") for _ in range(people)]
        in_need = [sandbox.user("Ben") for _ in range(people // IN_NEED)]
        async with stage.memory() as memory:
            await make_coming(memory, travellers, clock.now())
        async with process.running():
            for one in in_need:
                one.send("I can't breathe")
            await look_now(sandbox)
            set_at = time.monotonic()
            clock.move(MOST_ARE_OVER)
            await sandbox.until(lambda: told(travellers).sent == people, PATIENCE)
            noticed = time.monotonic() - set_at
            await sandbox.quiet(1, PATIENCE)
            clock.move(-MOST_ARE_OVER)
            await look_now(sandbox)
            async with flickering(clock, MOST_ARE_OVER):
                await sandbox.quiet(seconds, PATIENCE)
            for further in (MOST_ARE_OVER, THE_LAST):
                clock.move(further)
                await look_now(sandbox)
            await sandbox.until(lambda: told(travellers).sent == 2 * people, PATIENCE)
            await sandbox.quiet(1, PATIENCE)
            await process.end(signal.SIGTERM)
    seen, asked = told(travellers), [heard(one, ASKED) for one in in_need]
    again = sum(max(times - 1, 0) for times in asked)
    return [
        none_of("nudges sent twice", seen.twice),
        equal("nudges sent, or told of in a line", people * len(NUDGES), seen.sent + seen.went_by),
        Aim("such lines one person got", "at most 1", f"{seen.lines}", seen.lines <= 1),
        none_of("care left out, follow-ups too", seen.care_lost + asked.count(0)),
        none_of("care sent again", seen.care_repeats + again),
        Aim(
            "seconds until all is said that went by when it was set forward",
            f"at most {NOTICED:.0f}",
            f"{noticed:.1f}",
            noticed <= NOTICED,
        ),
    ]
