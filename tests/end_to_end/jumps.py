"""Somebody sets the clock while nudges and care are ahead, and what people heard of them."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.flow.alarm import Alarm
from bot.flow.effects import SetAlarm
from bot.flow.state import State
from bot.sandbox import Person, Sandbox
from bot.store import ChatKey, Store, Turn
from bot.text import text
from tests.end_to_end.due import CARE, NUDGE, heard
from tests.end_to_end.false_clock import FalseClock
from tests.end_to_end.walkers import PATIENCE

MINUTE = timedelta(minutes=1)
NUDGES = range(30, 181, 30)  # minutes until each
LOOK = 60  # minutes until the piece of care
MOST_ARE_OVER = timedelta(minutes=155)  # after which the last but one has just been due
FLICKERS = 0.05  # seconds
WENT_BY = re.compile(r"reminders went by unsent: (\d+)")


def _coming(now: datetime) -> Iterator[SetAlarm]:
    for minutes in NUDGES:
        words = text("Stretch, {number}.", number=minutes)
        yield SetAlarm(Alarm("custom", "move", _in(now, minutes), words))
    words = text("Look again, {number}.", number=LOOK)
    yield SetAlarm(Alarm("watch", "watch", _in(now, LOOK), words))


def _in(now: datetime, minutes: int) -> int:
    return int((now + minutes * MINUTE).timestamp())


async def make_coming(store: Store, people: Sequence[Person], now: datetime) -> None:
    """Let all of it be ahead for everybody."""
    for person in people:
        effects = tuple(_coming(now))
        await store.commit(Turn(ChatKey(person.id), State(language="en", card=1), 0, effects, now))


@dataclass(frozen=True, slots=True)
class Told:
    """What people heard, counted."""

    sent: int  # nudges
    twice: int  # nudges somebody got again
    went_by: int  # nudges that somebody was told of, in one line, instead
    lines: int  # the most of these lines that one person got
    care_lost: int
    care_repeats: int


def told(people: Sequence[Person]) -> Told:
    nudges = [heard(one, f"{NUDGE}, {minutes}.") for one in people for minutes in NUDGES]
    care = [heard(one, CARE) for one in people]
    lines = [[int(n) for m in one.messages for n in WENT_BY.findall(m.text)] for one in people]
    return Told(
        sent=sum(map(bool, nudges)),
        twice=sum(times > 1 for times in nudges),
        went_by=sum(map(sum, lines)),
        lines=max(map(len, lines)),
        care_lost=sum(not times for times in care),
        care_repeats=sum(times - 1 for times in care if times),
    )


async def look_now(sandbox: Sandbox) -> None:
    """Make the bot look at its alarms at once, as it does whenever one is set: somebody is in an emergency."""
    person = sandbox.user("Zoe")
    person.send("I can't breathe")
    await person.hears(lambda message: "ambulance" in message.text, PATIENCE)
    await sandbox.quiet(0.3, PATIENCE)


@asynccontextmanager
async def flickering(clock: FalseClock, by: timedelta) -> AsyncIterator[None]:
    """Set it forward and back again and again, around where it stands; afterwards it stands there again."""
    middle = clock.ahead

    async def flicker() -> None:
        while True:
            for ahead in (middle + by, middle, middle - by, middle):
                clock.put(ahead)
                await asyncio.sleep(FLICKERS)

    task = asyncio.create_task(flicker())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        clock.put(middle)
