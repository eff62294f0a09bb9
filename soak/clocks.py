"""The clock of one process is set forward and back, and it sleeps, while people walk through checks."""

import signal
from collections.abc import Iterator
from datetime import timedelta

from bot.sandbox import Sandbox, flood
from soak.ahead import remind
from soak.figures import Figures, Size
from soak.progress import Progress
from soak.setting import setting, sleep, to_and_fro
from soak.stage import a_stage
from soak.troubled import SCALES, Fared, Scale, Trouble, aims, needless, table, walk_through
from soak.weather import SENDING
from tests.end_to_end.crowd import undisturbed
from tests.end_to_end.false_clock import FalseClock, NoFalseClock
from tests.end_to_end.jumps import NUDGES
from tests.end_to_end.process import BotProcess

NAME = "A clock that is set, one process"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
STEPS = {"20 minutes": 20 * MINUTE, "three hours": 3 * HOUR, "a day": 24 * HOUR}
ASLEEP = 8.0  # seconds; longer than a lease
TRAVELLERS = {Size.SMALL: 20, Size.MEDIUM: 200, Size.FULL: 1000}


async def soak(size: Size) -> Figures:
    scale, progress = SCALES[size], Progress("clocks")
    try:
        fared = await _walk(scale, progress)
        progress.say("reminders")
        reminded = await remind(TRAVELLERS[size], scale.seconds)
    except NoFalseClock as error:
        return Figures(NAME, f"Not tried: {error}.", [])
    done = _done(scale, TRAVELLERS[size])
    return Figures(NAME, done, [*aims(fared), needless(fared), *reminded], table(fared))


def _done(scale: Scale, travellers: int) -> str:
    return (
        f"In each kind of trouble {scale.people:,} people walk through a check, {scale.at_once} at once, with"
        f" `legwise run` (polling, SQLite), whose clock is set {scale.times} times, or which is stopped for"
        f" {ASLEEP:.0f} s each time. Whoever is asked again, because an answer is too old by the new clock, answers as"
        f" before, and has to come to the same end. {travellers:,} others have {len(NUDGES)} nudges and a piece of care"
        " ahead, some more were in an emergency, when the clock is set forward past most of it, back, to and fro, and"
        " forward again."
    )


async def _walk(scale: Scale, progress: Progress) -> list[Fared]:
    async with a_stage() as stage:
        clock = FalseClock(stage.folder / "clock")
        process = stage.process(**clock.settings)
        async with process.running():
            expected, walked = await undisturbed(stage.sandbox), []
            for trouble, how in _troubles(stage.sandbox, process, clock, scale):
                progress.say(trouble.name)
                walked.append(await walk_through(trouble, stage.sandbox, how))
            await process.end(signal.SIGTERM)
        async with stage.memory() as memory:
            left = len(await memory.pending()) + len(stage.sandbox.world.updates.pending)
            return [await one.fared(left, expected, memory) for one in walked]


def _troubles(
    sandbox: Sandbox, process: BotProcess, clock: FalseClock, scale: Scale
) -> Iterator[tuple[Trouble, Scale]]:
    at_once = scale._replace(seconds=0.0)
    for name, by in STEPS.items():
        yield setting(f"set forward by {name}", by, clock), at_once
        yield setting(f"set back by {name}", -by, clock), at_once
    yield to_and_fro("set to and fro by 20 minutes", 20 * MINUTE, clock), scale

    async def refuse() -> None:
        sandbox.faults.storm(0.5, [flood(1)], seed=2026, methods=SENDING)

    async def relent() -> None:
        clock.move(-HOUR)
        sandbox.faults.calm()

    asked = "set back by an hour while Telegram asks for peace (429)"
    yield Trouble(asked, refuse, relent, time_passes=True), scale

    async def the_one() -> BotProcess:
        return process

    yield sleep("asleep", sandbox, the_one), scale._replace(seconds=ASLEEP)
