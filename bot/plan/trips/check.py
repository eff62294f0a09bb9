"""What is wrong with a trip, or needs to be asked about: all of it at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.plan.trips.distance import leg_km, plausible
from bot.plan.trips.moments import drives_asleep
from bot.plan.trips.spelling import spell_length
from bot.plan.trips.trip import INTERVALS, Choices, Leg, Mode, Trip
from bot.text import Text, text

LONGEST: dict[Mode, timedelta] = {
    "plane": timedelta(hours=23),  # the longest without a stop take 19, and 22 are planned
    "train": timedelta(hours=24),
    "bus": timedelta(hours=24),
    "car": timedelta(hours=16),
}
HORIZON = timedelta(days=30 * 365)  # nobody knows the clocks of later years


@dataclass(frozen=True, slots=True)
class TripProblem:
    """`doubt`: unusual rather than impossible; a person may say that it is right.

    `leg` counts from 1, 0 is the whole trip; `field` names what to ask again: origin, destination, departs,
    arrives, leg, sleep or interval.
    """

    leg: int
    field: str
    what: Text
    doubt: bool = False


def check_trip(trip: Trip, choices: Choices, now: datetime) -> tuple[TripProblem, ...]:
    """Look for everything that is wrong.

    Args:
        now: Aware. A leg that has departed before is in the past: for a trip under way, pass when it was planned.
    """
    found: list[TripProblem] = []
    if not trip.legs:
        found.append(TripProblem(0, "leg", text("There is no ride: a trip needs one at least.")))
    for number, leg in enumerate(trip.legs, 1):
        found += _time(leg, number, now) or _doubts(leg, number)
        if number > 1 and leg.leaves <= trip.legs[number - 2].lands:
            found.append(TripProblem(number, "departs", _overlap(number)))
        if drives_asleep(leg, choices.sleep):
            found.append(TripProblem(number, "sleep", _sleepy(number)))
    found += _choices(choices)
    return tuple(found)


def _time(leg: Leg, number: int, now: datetime) -> list[TripProblem]:
    """What is impossible about the times of a leg."""
    if leg.leaves > now + HORIZON:
        what = text("Ride {leg} departs more than 30 years from now.", leg=number)
        return [TripProblem(number, "departs", what)]
    found = []
    if leg.leaves <= now:
        what = text("Ride {leg} departs in the past.", leg=number)
        found.append(TripProblem(number, "departs", what))
    if leg.lasts <= timedelta(0):
        found.append(TripProblem(number, "arrives", _backwards(leg, number)))
    return found


def _backwards(leg: Leg, number: int) -> Text:
    if not leg.lasts:
        return text("Ride {leg} arrives at the moment it departs.", leg=number)
    return text(
        "Ride {leg} arrives {length} before it departs, each on its own clock.",
        leg=number,
        length=spell_length(leg.lasts),
    )


def _overlap(number: int) -> Text:
    return text("Ride {leg} departs before ride {before} arrives.", leg=number, before=number - 1)


def _sleepy(number: int) -> Text:
    return text("On ride {leg} you'd be at the wheel during your sleep window.", leg=number)


def _doubts(leg: Leg, number: int) -> Iterator[TripProblem]:
    km = leg_km(leg)
    hours = leg.lasts.total_seconds() / 3600
    length = spell_length(leg.lasts)
    if (leg.origin.name, leg.origin.zone) == (leg.destination.name, leg.destination.zone):
        what = text("Ride {leg} ends where it begins: {place}.", leg=number, place=leg.origin.name)
        yield TripProblem(number, "destination", what, doubt=True)
    elif leg.lasts > LONGEST[leg.mode]:
        what = text("Ride {leg} takes {length}: is that one ride?", leg=number, length=length)
        yield TripProblem(number, "arrives", what, doubt=True)
    elif km is not None and not plausible(leg.mode, km, hours):
        what = text(
            "Ride {leg}, {origin} to {destination}, is {km} km in {length}: that would be {speed} km/h.",
            leg=number,
            origin=leg.origin.name,
            destination=leg.destination.name,
            km=round(km),
            length=length,
            speed=round(km / hours),
        )
        yield TripProblem(number, "arrives", what, doubt=True)


def _choices(choices: Choices) -> Iterator[TripProblem]:
    shortest, longest = INTERVALS
    if not shortest <= choices.interval <= longest:
        what = text("The interval is not between 30 and 120 minutes.")
        yield TripProblem(0, "interval", what)
