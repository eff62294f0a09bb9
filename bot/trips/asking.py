"""What somebody asked for, on one command line, to a plan; or every reason why not."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.plan.trips.changes import cancelled, delayed
from bot.plan.trips.check import TripProblem, check_trip
from bot.plan.trips.plan import Plan, plan_trip
from bot.plan.trips.reading import Gazetteer, read_leg
from bot.plan.trips.trip import Choices, Leg, Mode, Seat, Trip
from bot.plan.trips.written import InvalidTrip, read_line


@dataclass(frozen=True, slots=True)
class Asked:
    """A trip in words.

    `modes` has one for each line, or one for all. `sure`: doubts were looked at, and it is right as it is.
    """

    lines: tuple[str, ...]
    modes: tuple[Mode, ...] = ("plane",)
    choices: Choices = field(default_factory=Choices)
    seat: Seat | None = None
    driver: bool = False
    sure: bool = False
    delay: timedelta = timedelta(0)
    off: bool = False


def planned(asked: Asked, places: Gazetteer, now: datetime) -> tuple[Plan, Plan]:
    """Plan what was asked for: as booked, and as it has become, delayed or cancelled.

    Args:
        now: Aware.

    Raises:
        InvalidTrip: With everything that the chat would ask about.
    """
    trip = Trip(tuple(_legs(asked, places)))
    problems = [p for p in check_trip(trip, asked.choices, now) if not (p.doubt and asked.sure)]
    if problems:
        raise InvalidTrip(tuple(problems))
    booked = plan_trip(trip, asked.choices)
    if asked.delay:
        trip = delayed(trip, asked.delay, now)
    if asked.off:
        trip = cancelled(trip, now)
    return booked, plan_trip(trip, asked.choices)


def _legs(asked: Asked, places: Gazetteer) -> list[Leg]:
    modes = asked.modes if len(asked.modes) > 1 else asked.modes * len(asked.lines)
    legs: list[Leg] = []
    problems: list[TripProblem] = []
    for number, (line, mode) in enumerate(zip(asked.lines, modes, strict=True), 1):
        driving = asked.driver and mode == "car"
        try:
            written = read_line(line, number)
            legs.append(read_leg(written, number, places, mode, asked.seat, driving=driving))
        except InvalidTrip as invalid:
            problems += invalid.problems
    if problems:
        raise InvalidTrip(tuple(problems))
    return legs
