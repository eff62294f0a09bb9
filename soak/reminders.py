"""Thousands of reminders that are due at once, while the bot is killed: nudges at most once, care at least once."""

import signal
from typing import NamedTuple

from soak.figures import Aim, Figures, Size, Table, none_of
from soak.progress import Progress
from soak.stage import a_stage
from tests.end_to_end.crowd import repeats_and_needless
from tests.end_to_end.due import CARE, heard, kill_between_calls, make_due, rung
from tests.end_to_end.walkers import PATIENCE


class Scale(NamedTuple):
    people: int
    kills: int


SCALES = {Size.SMALL: Scale(120, 3), Size.MEDIUM: Scale(600, 15), Size.FULL: Scale(3000, 60)}
CALLS = (5, 80)  # from one kill to the next


async def soak(size: Size) -> Figures:
    scale, progress = SCALES[size], Progress("reminders")
    async with a_stage() as stage:
        sandbox, process = stage.sandbox, stage.process()
        people = [sandbox.user("Ana") for _ in range(scale.people)]
        async with stage.memory() as memory:
            await make_due(memory, people)
        async with process.running():
            killed = await kill_between_calls(sandbox, process, scale.kills, CALLS, PATIENCE)
            progress.say(f"{scale.kills} kills; waiting for the rest")
            left = set(range(scale.people))

            def all_cared_for() -> bool:
                left.difference_update([n for n in left if heard(people[n], CARE)])
                return not left

            await sandbox.until(all_cared_for, PATIENCE)
            await sandbox.quiet(1, PATIENCE)
            await process.end(signal.SIGTERM)
        async with stage.memory() as memory:
            waiting = len(await memory.pending()) + (await memory.next_alarm() is not None)
    told = rung(people)
    needless = sum(repeats_and_needless(sandbox, one, killed, CARE)[1] for one in people)
    aims = [
        none_of("nudges sent twice", told.nudges_twice),
        none_of("care left out", told.care_lost),
        none_of("care sent again without a kill, or twice after one", needless),
        none_of("messages or alarms left over", waiting),
        Aim(
            "care sent again",
            "at most once a chat and kill",
            f"{told.care_repeats:,}",
            not needless,
        ),
    ]
    beside = Table(("also", "times"), [("nudges left out", f"{told.nudges_lost:,}")])
    return Figures("Reminders", _done(scale), aims, beside)


def _done(scale: Scale) -> str:
    return (
        f"{scale.people:,} people have a nudge and a piece of care due at once, and `legwise run` (SQLite) is killed"
        f" {scale.kills} times, after {CALLS[0]} to {CALLS[1]} calls each."
    )
