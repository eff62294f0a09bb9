"""Glasses that somebody noted, by the days of the clock they are reminded by. A day without notes is not kept."""

from datetime import date, datetime, timedelta

from msgspec import Struct

from bot.plan.local import day_of

KEPT = 7  # days, today among them


class Noted(Struct, frozen=True):
    """The glasses or cups of one day; `day` is ISO 8601."""

    day: str
    glasses: int


def local_day(at: datetime, zone: str) -> str:
    """Return the day it is in a zone, as ISO 8601."""
    return day_of(at, zone).isoformat()


def glasses_on(notes: tuple[Noted, ...], day: str) -> int:
    """How many were noted on a day; 0 where none were."""
    return sum(each.glasses for each in notes if each.day == day)


def note(notes: tuple[Noted, ...], day: str, glasses: int) -> tuple[Noted, ...]:
    """Add glasses to a day, or take some back where the number is negative; never below none."""
    others = [each for each in notes if each.day != day]
    left = glasses_on(notes, day) + glasses
    added = [Noted(day, left)] if left > 0 else []
    return tuple(sorted((*others, *added), key=lambda each: each.day))


def recent(notes: tuple[Noted, ...], today: str) -> tuple[Noted, ...]:
    """Leave out what is older than a week."""
    return tuple(each for each in notes if each.day >= _days(today)[0])


def week(notes: tuple[Noted, ...], today: str) -> tuple[Noted, ...]:
    """The last seven days, oldest first; those without notes have 0."""
    return tuple(Noted(day, glasses_on(notes, day)) for day in _days(today))


def _days(today: str) -> list[str]:
    last = date.fromisoformat(today)
    return [(last - timedelta(days=back)).isoformat() for back in reversed(range(KEPT))]
