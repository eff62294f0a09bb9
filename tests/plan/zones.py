"""Every IANA zone, and every change of its clocks from 2024 to 2040."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

ZONES = sorted(available_timezones())
FIRST, LAST = date(2024, 1, 3), date(2040, 12, 28)
DAY = 86_400  # seconds
APART = 8  # days


class Change(NamedTuple):
    """The clocks of a zone are put from one offset to another (seconds), at a moment (seconds since 1970)."""

    at: int
    before: int
    after: int


@cache
def all_changes(zone: str) -> tuple[Change, ...]:
    """Return every change from 2024 to 2040, looked for on every third day."""
    clock = ZoneInfo(zone)
    looks = range(_seconds(FIRST), _seconds(LAST), 3 * DAY)
    offsets = [_offset(clock, at) for at in looks]
    spans = pairwise(zip(looks, offsets, strict=True))
    return tuple(_change(clock, a, b) for (a, before), (b, after) in spans if before != after)


def changes(zone: str) -> tuple[date, ...]:
    """Return the local days on which they are."""
    return tuple(datetime.fromtimestamp(c.at, ZoneInfo(zone)).date() for c in all_changes(zone))


def shapes() -> dict[tuple[Change, ...], tuple[str, date]]:
    """Return every way in which clocks change, each with a zone and a local day where they do.

    Alike are changes at the same time of the day between the same offsets, with the same others within eight
    days. Whoever reads clocks only some days around a moment cannot tell alike ones apart, but by the date.
    """
    found: dict[tuple[Change, ...], tuple[str, date]] = {}
    for zone in ZONES:
        every = all_changes(zone)
        for change, day in zip(every, changes(zone), strict=True):
            near = [c for c in every if abs(c.at - change.at) <= APART * DAY]
            start = change.at - change.at % DAY
            shape = tuple(c._replace(at=c.at - start) for c in near)
            found.setdefault(shape, (zone, day))
    return found


def offsets() -> dict[int, tuple[str, date]]:
    """Return every offset that is ever kept for sixteen days, with a zone and the day in the middle of those."""
    found: dict[int, tuple[str, date]] = {}
    for zone in ZONES:
        edges = (_seconds(FIRST), *(change.at for change in all_changes(zone)), _seconds(LAST))
        for begin, end in pairwise(edges):
            middle = (begin + end) // 2
            if end - begin > 2 * APART * DAY:
                day = datetime.fromtimestamp(middle, ZoneInfo(zone)).date()
                found.setdefault(_offset(ZoneInfo(zone), middle), (zone, day))
    return found


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _offset(clock: ZoneInfo, at: int) -> int:
    offset = datetime.fromtimestamp(at, clock).utcoffset() or timedelta()
    return round(offset.total_seconds())


def _change(clock: ZoneInfo, begin: int, end: int) -> Change:
    before, after = _offset(clock, begin), _offset(clock, end)
    while end - begin > 1:
        middle = (begin + end) // 2
        if _offset(clock, middle) == before:
            begin = middle
        else:
            end = middle
    return Change(end, before, after)
