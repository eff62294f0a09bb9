"""A time picked by taps: first the hour, then the minute, in steps of five. Any other minute is typed."""

from datetime import time

from bot.flow.cards import choice
from bot.flow.effects import Button
from bot.flow.hearing.dating import kept_times
from bot.flow.hearing.filled import Around
from bot.text import Clock, Text, text

STEP = 5
SIDE_BY_SIDE = 4
NOTHING = Text("·")  # where an hour is over, or the clocks skip it


def dial_rows(around: Around) -> list[tuple[Button, ...]]:
    """Lay out the hours of the day; or the minutes of one, once it is chosen."""
    if around.page.isdecimal() and int(around.page) < 24:
        found = [_minute(around, clock) for clock in _minutes(int(around.page))]
    else:
        found = [_hour(around, hour) for hour in range(24)]
    return [tuple(found[at : at + SIDE_BY_SIDE]) for at in range(0, len(found), SIDE_BY_SIDE)]


def _minutes(hour: int) -> list[time]:
    return [time(hour, minute) for minute in range(0, 60, STEP)]


def _hour(around: Around, hour: int) -> Button:
    if not any(_ahead(around, clock) for clock in _minutes(hour)):
        return choice(NOTHING, f"not:{hour}")
    return choice(text("{time}", time=Clock(f"{hour:02}:00")), f"page:{hour:02}")


def _minute(around: Around, clock: time) -> Button:
    if not _ahead(around, clock):
        return choice(NOTHING, f"not:{clock:%H:%M}")
    return choice(text("{time}", time=Clock(f"{clock:%H:%M}")), f"d:{clock:%H:%M}")


def _ahead(around: Around, clock: time) -> bool:
    """Is this time still to come on its day? Without a day any is."""
    return around.day is None or bool(kept_times((clock,), around.day, around.now))
