"""The answers of a flow that plans a trip, as a trip and the person's choices.

The questions' names are fixed, as flows/README.md tells: those of a ride, with `_2` and so on from the second.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal, cast

from bot.flow.blank import minutes
from bot.flow.condition import Given
from bot.flow.ending import Plans
from bot.flow.hearing.places import place_of
from bot.flow.routine import NEEDED as ROUTINE
from bot.plan.local import minute_of_day, readings
from bot.plan.quiet import Quiet
from bot.plan.trips.check import TripProblem, check_trip
from bot.plan.trips.trip import AWAKE, Choices, Leg, Mode, Place, Seat, Sleep, Trip
from bot.text import text

RIDE = ("mode", "from", "day", "time", "to", "arrive_day", "arrive_time", "takes")
NEEDED = (*RIDE, "sleep", "sleep_from", "sleep_to", "every", "fluids")
PUT_TOGETHER_FROM: dict[Plans, tuple[str, ...]] = {"trip": NEEDED, "drinking": ROUTINE}
MOST_RIDES = 9
SHOWN_BY = {  # what is asked again where a problem is found in this field of a leg
    "origin": "from",
    "destination": "to",
    "departs": "day",
    "arrives": "arrive_day",
    "sleep": "sleep",
    "interval": "every",
    "leg": "mode",
}


@dataclass(frozen=True, slots=True)
class Itinerary:
    """`problems` are all there are; a doubt among them is no hindrance once the person looked at it."""

    trip: Trip
    choices: Choices
    problems: tuple[TripProblem, ...] = ()

    @property
    def possible(self) -> bool:
        return all(problem.doubt for problem in self.problems)


def itinerary(given: Given, now: datetime) -> Itinerary:
    """Put the answers together.

    Args:
        given: With every question of the rides answered: those that count, as `walk` finds them.
        now: Aware.
    """
    skipped: list[TripProblem] = []
    legs = tuple(_legs(given, skipped))
    trip, choices = Trip(legs), _choices(given)
    return Itinerary(trip, choices, (*skipped, *check_trip(trip, choices, now)))


def question_of(problem: TripProblem, given: Given) -> str:
    """The question to ask again about a problem."""
    name = SHOWN_BY[problem.field]
    own = f"{name}_{problem.leg}" if problem.leg > 1 else name
    by_length = name == "arrive_day" and own not in given
    return own.replace("arrive_day", "takes") if by_length else own if own in given else name


def _legs(given: Given, skipped: list[TripProblem]) -> Iterator[Leg]:
    for number in range(1, MOST_RIDES + 1):
        suffix = f"_{number}" if number > 1 else ""
        ride = {
            name: given[name + suffix]
            for name in (*RIDE, "seat", "driver")
            if name + suffix in given
        }
        if "mode" in ride:
            yield _leg(ride, number, skipped)


def _leg(ride: Given, number: int, skipped: list[TripProblem]) -> Leg:
    origin, destination = place_of(ride["from"]), place_of(ride["to"])
    departs = _moment(ride["day"][0], ride["time"][0], origin)
    if "takes" in ride:
        arrives: datetime | None = departs and departs + timedelta(
            minutes=minutes(ride["takes"][0])
        )
    else:
        arrives = _moment(ride["arrive_day"][0], ride["arrive_time"][0], destination)
    for field, moment in (("departs", departs), ("arrives", arrives)):
        if moment is None:
            what = text("Ride {leg}: the clocks go forward over that time.", leg=number)
            skipped.append(TripProblem(number, field, what))
    midnight = datetime.combine(date.fromisoformat(ride["day"][0]), time(), tzinfo=None)
    stand_in = readings(midnight + timedelta(hours=12), origin.zone)[0]
    mode = cast("Mode", ride["mode"][0])
    return Leg(
        mode,
        origin,
        destination,
        departs or stand_in,
        arrives or stand_in + timedelta(hours=1),
        cast("Seat | None", _chosen(ride, "seat", ("window", "middle", "aisle"))),
        driving=mode == "car" and ride.get("driver") == ("yes",),
    )


def _moment(day: str, clock: str, place: Place) -> datetime | None:
    """A local time; of one that comes twice, the one with the offset that was answered."""
    face = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock[:5]))
    found = readings(face, place.zone)
    named = [moment for moment in found if moment.isoformat().endswith(clock[5:] or "?")]
    return next(iter((*named, *found)), None)


def _chosen(given: Given, name: str, among: tuple[str, ...]) -> str | None:
    return next((value for value in given.get(name, ()) if value in among), None)


def _choices(given: Given) -> Choices:
    every = given.get("every", ())
    choices = Choices(sleep=_sleep(given), drinks=given.get("fluids") == ("none",))
    return replace(choices, interval=timedelta(minutes=minutes(every[0]))) if every else choices


def _sleep(given: Given) -> Sleep:
    clock = _chosen(given, "sleep", ("departure", "arrival"))
    if clock is None or "sleep_from" not in given or "sleep_to" not in given:
        return AWAKE
    begins, ends = (_minute(given[name][0]) for name in ("sleep_from", "sleep_to"))
    return Sleep(Quiet(begins, ends), cast('Literal["departure", "arrival"]', clock))


def _minute(clock: str) -> int:
    return minute_of_day(datetime.fromisoformat(f"2030-01-01T{clock[:5]}+00:00"), "UTC")
