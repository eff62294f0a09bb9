"""Delays typed while a trip is planned: done where they are clear, asked about where not, taken back by a tap."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.flow.cards.delays import not_after, noted_delay, noted_early
from bot.flow.hearing.delays import Arrives, Cancelled, Early, Late, Leaves, read_delay
from bot.flow.hearing.moments import Moments
from bot.flow.moves import trips
from bot.flow.moves.cancelling import off
from bot.flow.moves.desk import Desk
from bot.plan.local import readings
from bot.plan.trips.changes import can_be_earlier, next_to_leave, under_way
from bot.plan.trips.trip import Leg, Trip
from bot.text import Text, text

MOST = timedelta(hours=24)
USUAL = timedelta(hours=12)  # a time that is further on was not meant for the next day
EARLIEST = timedelta(hours=3)  # a new arrival that is further back is another day's
DAY = timedelta(days=1)
NOT_EARLIER = text(
    "I can't move it to so early, or other rides come after it. Plan the trip anew, with its new times."
)
HOW_TO_TELL = text(
    "I didn't understand that. Tap a button, or type “40 minutes late”, “leaves at 21:15” or “cancelled”."
)


def told_delay(desk: Desk, words: str) -> bool:
    """Take typed words as what became of the trip; False where they are about something else."""
    kept = desk.state.trip
    if kept is None or all(leg.lands <= desk.at for leg in kept.trip.legs):
        return False
    leg = next_to_leave(kept.trip, desk.at)
    there = desk.at.astimezone(ZoneInfo(leg.origin.zone if leg else "UTC"))
    riding = under_way(kept.trip, desk.at)
    landing = desk.at.astimezone(ZoneInfo(riding.destination.zone)) if riding else None
    told = read_delay(words, desk.library.tongues, there, landing)
    if told is not None and desk.state.view != "trip":
        desk.leave()  # a result stays to be read
    match told:
        case Cancelled():
            return off(desk)
        case Late(minutes) if timedelta(minutes=minutes) <= MOST:
            return _late(desk, minutes)
        case Late():
            _show(desk, text("That is more than a day. Plan the trip anew, with its new times."))
        case Early(minutes):
            _early(desk, kept.trip, minutes)
        case Leaves(moments) if leg is not None:
            _leaves(desk, leg, moments)
        case Arrives(moments) if riding is not None:
            return _arrives(desk, kept.trip, riding, moments)
        case _:
            return False
    return True


def _late(desk: Desk, minutes: int) -> bool:
    desk.news = noted_delay(minutes)
    return trips.late(desk, minutes, offered=(-minutes,))


def _early(desk: Desk, trip: Trip, minutes: int) -> None:
    if can_be_earlier(trip, timedelta(minutes=minutes), desk.at):
        desk.news = noted_early(minutes)
        trips.late(desk, -minutes, offered=(minutes,))
    else:
        _show(desk, NOT_EARLIER)


def _arrives(desk: Desk, trip: Trip, leg: Leg, moments: Moments) -> bool:
    """Take a new arrival of the ride under way; False where it is no time near the one that was known."""
    found = tuple(
        by
        for by in _shifts(leg.lands, leg.destination.zone, moments)
        if -EARLIEST <= by <= (MOST if moments.days else USUAL) and by
    )
    if len(found) != 1 or (not moments.sure_of_time and found[0] < timedelta(0)):
        return False
    minutes = int(found[0].total_seconds()) // 60
    if minutes < 0:
        _early(desk, trip, -minutes)
    elif moments.sure_of_time:
        _late(desk, minutes)
    else:
        trips.offer(desk, (minutes,))
        _show(desk, text("Which time do you mean?"))
    return True


def _leaves(desk: Desk, leg: Leg, moments: Moments) -> None:
    later = _later(leg, moments)
    if len(later) == 1 and moments.sure_of_time:
        _late(desk, later[0])
        return
    trips.offer(desk, later)
    _show(desk, text("Which time do you mean?") if later else not_after(leg))


def _later(leg: Leg, moments: Moments) -> tuple[int, ...]:
    """By how many minutes it leaves later, for each moment that may be meant, the nearest first."""
    most = MOST if moments.days else USUAL
    found = _shifts(leg.leaves, leg.origin.zone, moments)
    return tuple(int(by.total_seconds()) // 60 for by in found if timedelta(0) < by <= most)


def _shifts(known: datetime, zone: str, moments: Moments) -> list[timedelta]:
    """How far from the moment that was known each is that may be meant, on a day that was said or near it."""
    day = known.astimezone(ZoneInfo(zone)).date()
    found = {
        moment.astimezone(known.tzinfo) - known
        for day in moments.days or (day - DAY, day, day + DAY)
        for clock in moments.times
        for moment in readings(datetime.combine(day, clock), zone)
    }
    return sorted(found)


def _show(desk: Desk, note: Text) -> None:
    desk.retire()
    desk.put("trip", note)
