"""What becomes of a trip on the way: late, or cancelled."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.plan.trips.trip import Leg, Trip, journeys


def delayed(trip: Trip, by: timedelta, now: datetime) -> Trip:
    """Shift what remains of the journey that is next or under way; a leg under way only arrives later.

    Args:
        by: Delays add up; less than nothing takes one back.
        now: Aware.
    """
    shifted = {
        leg.key: replace(
            leg,
            late_out=leg.late_out + (by if leg.leaves > now else timedelta(0)),
            late_in=leg.late_in + by,
        )
        for leg in _current(trip, now)
        if leg.lands > now
    }
    return trip.with_legs(tuple(shifted.get(leg.key, leg) for leg in trip.legs))


def cancelled(trip: Trip, now: datetime) -> Trip:
    """Drop what has not departed of the journey that is next or under way."""
    dropped = {leg.key for leg in _current(trip, now) if leg.leaves > now}
    return trip.with_legs(tuple(leg for leg in trip.legs if leg.key not in dropped))


def can_be_earlier(trip: Trip, by: timedelta, now: datetime) -> bool:
    """Whether the ride that is next or under way can be so much earlier: not over by then, and with none behind it.

    A ride behind it leaves when it did, whatever became of this one.
    """
    left = [leg for leg in _current(trip, now) if leg.lands > now]
    if len(left) != 1:
        return False
    return (left[0].leaves if left[0].leaves > now else left[0].lands) - by > now


def under_way(trip: Trip, now: datetime) -> Leg | None:
    """The leg somebody is on."""
    return next((leg for leg in trip.legs if leg.leaves <= now < leg.lands), None)


def next_to_leave(trip: Trip, now: datetime) -> Leg | None:
    """The leg that departs next, of the journey that is next or under way."""
    return next((leg for leg in _current(trip, now) if leg.leaves > now), None)


def _current(trip: Trip, now: datetime) -> tuple[Leg, ...]:
    return next((legs for legs in journeys(trip) if legs[-1].lands > now), ())
