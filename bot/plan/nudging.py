"""What becomes of a nudge: put off, or, where nobody heeds them, fewer."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.plan.local import DAY
from bot.plan.quiet import Quiet
from bot.plan.recurrence import Daily, Every, Once, Recurrence
from bot.plan.trips.plan import Plan
from bot.plan.trips.trip import INTERVALS

SNOOZES = (10, 60)  # minutes
HOUR = 60  # minutes
UNHEEDED = 3  # nudges in a row; then it is asked whether fewer would do
STEPS = (30, 45, 60, 90, 120, 180, 240)  # minutes


def snoozed(now: datetime, minutes: int, zone: str | None, quiet: Quiet) -> datetime:
    """Return when a nudge comes again; not in the quiet hours, where the zone is known."""
    again = now + timedelta(minutes=minutes)
    return again if zone is None else quiet.over(again, zone)


def slower_interval(interval: timedelta) -> timedelta | None:
    """Return a longer time between two exercises of a trip; None where there is none."""
    longer = (timedelta(minutes=each) for each in STEPS)
    return next((each for each in longer if interval < each <= INTERVALS[1]), None)


def beside(step: int) -> tuple[int, ...]:
    """The next shorter and the next longer pace, in minutes, where there are any."""
    shorter = [each for each in STEPS if each < step][-1:]
    return (*shorter, *[each for each in STEPS if each > step][:1])


def begins_beside(recurs: Every) -> tuple[int, ...]:
    """An hour sooner and an hour later to begin, as far as its step still fits (minutes after midnight)."""
    both = recurs.begins - HOUR, recurs.begins + HOUR
    return tuple(m for m in both if m >= 0 and recurs.ends - m >= recurs.step)


def ends_beside(recurs: Every) -> tuple[int, ...]:
    """The same of its end."""
    both = recurs.ends - HOUR, recurs.ends + HOUR
    return tuple(m for m in both if m < DAY and m - recurs.begins >= recurs.step)


def trip_paces(plan: Plan) -> tuple[int, ...]:
    """The same of the exercises of a trip, where there are any on a seat that is not the driver's."""
    if all(leg.driving for leg in plan.trip.legs):
        return ()
    least, most = (int(each.total_seconds()) // 60 for each in INTERVALS)
    return tuple(
        m for m in beside(int(plan.choices.interval.total_seconds()) // 60) if least <= m <= most
    )


def slower(recurs: Recurrence) -> Recurrence | None:
    """Return a recurrence that comes less often; None where there is none but stopping."""
    match recurs:
        case Every(step=step):
            longer = next((each for each in STEPS if each > step), None)
            return None if longer is None else replace(recurs, step=longer)
        case Daily(minutes=minutes) if len(minutes) > 1:
            return replace(recurs, minutes=minutes[::2])
        case Daily() | Once():
            return None
