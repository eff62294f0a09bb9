"""A plan to files: a calendar that follows an earlier one, and a picture."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.flow.drawings import TripCalendar, TripCard
from bot.pictures.calendar import Earlier, read_calendar
from bot.pictures.printing import print_out
from bot.plan.trips.plan import Plan
from bot.texts.speaker import Speaker


class CannotWrite(Exception):
    """A file cannot be written, or should not be overwritten; the message says why."""


def write_calendar(path: Path, booked: Plan, plan: Plan, now: datetime, speaker: Speaker) -> None:
    """Write the calendar file. One of the same trip is followed: changes rise, and what is no more is cancelled.

    Args:
        booked: The plan before any delay, so that a cancelled trip has something to cancel.

    Raises:
        CannotWrite: The file is of something else, or the place is no good.
    """
    before = {reminder.id: reminder.at for reminder in booked.reminders}
    earlier = _earlier(path, before) if path.exists() else Earlier(0, before)
    now_at = {reminder.id: reminder.at for reminder in plan.reminders}
    gone = tuple((name, at) for name, at in earlier.events.items() if name not in now_at)
    revision = plan.trip.revision
    if earlier.events != now_at:
        revision = max(revision, earlier.revision + path.exists())
    trip = replace(plan.trip, revision=max(revision, earlier.revision))
    made = TripCalendar(replace(plan, trip=trip), now, gone)
    _write(path, print_out(made, speaker).data)


def write_card(path: Path, plan: Plan, speaker: Speaker, *, dark: bool) -> None:
    """Write the trip card.

    Raises:
        CannotWrite: The place is no good.
    """
    _write(path, print_out(TripCard(plan, dark), speaker).data)


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written: {error.strerror or error}") from None


def _earlier(path: Path, booked: dict[str, datetime]) -> Earlier:
    try:
        earlier = read_calendar(path.read_bytes())
    except (OSError, ValueError, KeyError):
        raise CannotWrite(f"{path} is something else: name another file") from None
    if earlier.events and not earlier.events.keys() & booked.keys():
        raise CannotWrite(f"{path} is the calendar of another trip: name another file")
    return earlier
