"""When a reminder comes, and comes again.

A zone is an IANA name. Whose zone it is, home's or that of where the person is, is settled before.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, assert_never
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.plan.local import DAY, day_of, moment
from bot.plan.quiet import NIGHT, Quiet

LOOK_AHEAD = 4  # days; what is silent for so long is silent for ever …
ONCE_A_WEEK = 9  # … and so long where some days of the week are left out
WEEKDAYS = range(7)  # Monday is 0


class Once(Struct, frozen=True, tag=True):
    """On one day, when the clock on the wall shows a time (minutes after midnight)."""

    day: date
    minute: int
    zone: str


class Daily(Struct, frozen=True, tag=True):
    """At these times (minutes after midnight), every day or on these days of the week; Monday is 0."""

    minutes: tuple[int, ...]
    zone: str
    days: tuple[int, ...] = ()


class Every(Struct, frozen=True, tag=True):
    """Every so many minutes within a window of the day (minutes after midnight; `ends` included).

    The window is the clock's on the wall; within it real minutes are counted, from its beginning, or from
    `since` (seconds since 1970, UTC) where only elapsed time counts. `days` are those it begins on, as of `Daily`.
    """

    step: int
    begins: int
    ends: int
    zone: str
    since: int | None = None
    days: tuple[int, ...] = ()


Recurrence = Once | Daily | Every


def days_of(recurrence: Recurrence | None) -> tuple[int, ...]:
    """Return the days of the week it is limited to; none where it is not."""
    return recurrence.days if isinstance(recurrence, Daily | Every) else ()


class Occasion(NamedTuple):
    """A moment at which a recurrence comes, and, of a daily one, the day and time it is meant for (`face_of`)."""

    at: datetime
    face: str = ""


def next_occasion(
    recurrence: Recurrence, after: datetime, quiet: Quiet = NIGHT, heard: str = ""
) -> Occasion | None:
    """Return when a recurrence next comes due, strictly later than `after`; None where it never does again.

    A time in the quiet hours is put off to their end; one of many (Every) is left out instead.

    Args:
        heard: The face of what came last, maybe by another clock; a daily one comes for none up to it again.
    """
    match recurrence:
        case Once(day, minute, zone):
            times = iter((Occasion(quiet.over(moment(day, minute, zone), zone)),))
        case Daily():
            times = _daily(recurrence, after, quiet, heard)
        case Every():
            return next(map(Occasion, _through_the_day(recurrence, after, quiet)), None)
        case _:
            assert_never(recurrence)
    return min((o for o in times if o.at > after), key=lambda o: o.at, default=None)


def next_after(recurrence: Recurrence, after: datetime, quiet: Quiet = NIGHT) -> datetime | None:
    """Return when `next_occasion` comes."""
    following = next_occasion(recurrence, after, quiet)
    return None if following is None else following.at


def on_arrival(recurrence: Recurrence, now: datetime, quiet: Quiet, heard: str) -> Occasion | None:
    """Return when a recurrence next comes due, now that it goes by this clock instead of another.

    A daily one comes once for each day of the person's, whichever clock shows it: what was heard today by the
    clock before is not heard again, and what this clock has passed over comes at once.

    Args:
        heard: As in `next_occasion`; empty where nothing is known.
    """
    if heard and isinstance(recurrence, Daily):
        zone, at = recurrence.zone, quiet.over(now, recurrence.zone)
        due = [o for o in _daily(recurrence, now, quiet, heard) if o.at <= at]
        if any(o.at <= now and day_of(o.at, zone) == day_of(now, zone) for o in due):
            return Occasion(at, max(o.face for o in due))  # what comes at one time comes as one
    return next_occasion(recurrence, now, quiet, heard)


def resumed(recurrence: Recurrence, now: datetime, quiet: Quiet, heard: str) -> Occasion | None:
    """Return when a recurrence next comes due; what a daily one owes by now comes at once, outside the quiet hours.

    Args:
        heard: As in `next_occasion`; empty where nothing is known, and so nothing owed.
    """
    if heard and isinstance(recurrence, Daily):
        at = quiet.over(now, recurrence.zone)
        due = [o for o in _daily(recurrence, now, quiet, heard) if o.at <= at]
        if any(o.at <= now for o in due):
            return Occasion(at, max(o.face for o in due))
    return next_occasion(recurrence, now, quiet, heard)


def gone_by(recurrence: Recurrence, now: datetime, quiet: Quiet) -> str:
    """Return the face of what came last up to now, of a daily one; empty for others."""
    if not isinstance(recurrence, Daily):
        return ""
    return max((o.face for o in _daily(recurrence, now, quiet, "") if o.at <= now), default="")


def face_of(at: datetime, zone: str) -> str:
    """What calendar and clock show in a zone, such as 2026-11-24T09:00: later ones sort higher."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None).isoformat(timespec="minutes")


def _daily(recurrence: Daily, about: datetime, quiet: Quiet, heard: str) -> Iterator[Occasion]:
    zone = recurrence.zone
    for day in _days(about, zone, recurrence.days):
        for minute in sorted(recurrence.minutes, reverse=True):  # of two at once, the later counts
            face = f"{day.isoformat()}T{minute // 60:02}:{minute % 60:02}"
            if face > heard:
                yield Occasion(quiet.over(moment(day, minute, zone), zone), face)


def missed(
    recurrence: Recurrence, since: datetime, now: datetime, quiet: Quiet = NIGHT
) -> Iterator[datetime]:
    """Yield the moments it came due after `since`, up to `now`, one after another."""
    at = next_after(recurrence, since, quiet)
    while at is not None and at <= now:
        yield at
        at = next_after(recurrence, at, quiet)


def _days(about: datetime, zone: str, weekdays: tuple[int, ...]) -> Iterator[date]:
    """Begin two days early: a night's reminder is put off to a morning, a window may cross midnight."""
    first = day_of(about, zone) - timedelta(days=2)
    ahead = ONCE_A_WEEK if weekdays else LOOK_AHEAD
    days = (first + timedelta(days=number) for number in range(2 + ahead))
    return (day for day in days if not weekdays or day.weekday() in weekdays)


def _through_the_day(recurrence: Every, after: datetime, quiet: Quiet) -> Iterator[datetime]:
    for day in _days(after, recurrence.zone, recurrence.days):
        for at in _within(recurrence, day, after):
            if not quiet.covers(at, recurrence.zone):
                yield at


def _within(recurrence: Every, day: date, after: datetime) -> Iterator[datetime]:
    """Yield the moments of one day's window that are later than `after`."""
    begins = moment(day, recurrence.begins, recurrence.zone)
    ends = moment(
        day, recurrence.ends + (DAY if recurrence.ends < recurrence.begins else 0), recurrence.zone
    )
    step = timedelta(minutes=recurrence.step)
    start = begins if recurrence.since is None else datetime.fromtimestamp(recurrence.since, UTC)
    passed = max(-((start - begins) // step), (after - start) // step + 1)
    at = start + passed * step
    while at <= ends:
        yield at
        at += step
