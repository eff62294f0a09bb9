"""Every IANA zone, and the days on which its clocks change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo, available_timezones

ZONES = sorted(available_timezones())
FIRST, LAST = date(2024, 1, 3), date(2040, 12, 28)


@cache
def changes(zone: str) -> tuple[date, ...]:
    """The local days from 2024 to 2040 on which a zone's offset changes."""
    days = _looks()
    clock = ZoneInfo(zone)
    offsets = [at.astimezone(clock).utcoffset() for at in days]
    spans = pairwise(zip(days, offsets, strict=True))
    return tuple(_change(clock, a, b) for (a, before), (b, after) in spans if before != after)


@cache
def _looks() -> tuple[datetime, ...]:
    begin = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
    return tuple(begin + timedelta(days=days) for days in range(0, (LAST - FIRST).days, 14))


def _change(clock: ZoneInfo, before: datetime, after: datetime) -> date:
    earlier = before.astimezone(clock).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) / 2
        if middle.astimezone(clock).utcoffset() == earlier:
            before = middle
        else:
            after = middle
    return after.astimezone(clock).date()


def days_to_try(zone: str) -> Iterator[date]:
    """Some of the days about which the clocks change, and some others, the same each time."""
    chance = Random(zone)
    changing = changes(zone)
    yield from chance.sample(changing, min(3, len(changing)))
    yield FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
