"""Delays typed while a trip is planned: done where they are clear, asked about where not, taken back by a tap."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.flow.cards.delays import not_after, noted_delay
from bot.flow.hearing.delays import Cancelled, Late, Leaves, read_delay
from bot.flow.hearing.moments import Moments
from bot.flow.moves import trips
from bot.flow.moves.cancelling import off
from bot.flow.moves.desk import Desk
from bot.plan.local import readings
from bot.plan.trips.changes import next_to_leave
from bot.plan.trips.trip import Leg
from bot.text import Text, text

MOST = timedelta(hours=24)
USUAL = timedelta(hours=12)  # a time that is further on was not meant for the next day
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
    told = read_delay(words, desk.library.tongues, there)
    if told is not None and desk.state.view != "trip":
        desk.leave()  # a result stays to be read
    match told:
        case Cancelled():
            return off(desk)
        case Late(minutes) if timedelta(minutes=minutes) <= MOST:
            return _late(desk, minutes)
        case Late():
            _show(desk, text("That is more than a day. Plan the trip anew, with its new times."))
        case Leaves(moments) if leg is not None:
            _leaves(desk, leg, moments)
        case _:
            return False
    return True


def _late(desk: Desk, minutes: int) -> bool:
    desk.news = noted_delay(minutes)
    return trips.late(desk, minutes, offered=(-minutes,))


def _leaves(desk: Desk, leg: Leg, moments: Moments) -> None:
    later = _later(leg, moments)
    if len(later) == 1 and moments.sure_of_time:
        _late(desk, later[0])
        return
    trips.offer(desk, later)
    _show(desk, text("Which time do you mean?") if later else not_after(leg))


def _later(leg: Leg, moments: Moments) -> tuple[int, ...]:
    """By how many minutes it leaves later, for each moment that may be meant, the nearest first."""
    booked = leg.leaves.astimezone(ZoneInfo(leg.origin.zone))
    days = moments.days or (booked.date(), booked.date() + timedelta(days=1))
    most = MOST if moments.days else USUAL
    found = {
        moment.astimezone(leg.leaves.tzinfo) - leg.leaves
        for day in days
        for clock in moments.times
        for moment in readings(datetime.combine(day, clock), leg.origin.zone)
    }
    return tuple(int(by.total_seconds()) // 60 for by in sorted(found) if timedelta(0) < by <= most)


def _show(desk: Desk, note: Text) -> None:
    desk.retire()
    desk.put("trip", note)
