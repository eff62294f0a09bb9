"""A trip: the rides it is made of, and what the person chose for them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from bot.plan.quiet import NEVER, Quiet

Mode = Literal["plane", "train", "bus", "car"]
Seat = Literal["window", "middle", "aisle"]

STAY = timedelta(hours=24)  # who stops for longer has arrived, and sets out anew
USUAL_INTERVAL = timedelta(minutes=45)
INTERVALS = (timedelta(minutes=30), timedelta(minutes=120))


@dataclass(frozen=True, slots=True)
class Place:
    """An airport or a town. `position` is latitude and longitude in degrees."""

    name: str
    zone: str  # IANA, such as Europe/London
    position: tuple[float, float] | None = None
    country: str = ""  # ISO 3166-1 alpha-2
    region: str = ""
    code: str = ""  # IATA, of an airport


@dataclass(frozen=True, slots=True)
class Leg:
    """One ride. Delays stand beside the booked times, so that a late leg is still the same one."""

    mode: Mode
    origin: Place
    destination: Place
    departs: datetime  # as booked; aware
    arrives: datetime
    seat: Seat | None = None
    driving: bool = False  # the person is at the wheel
    late_out: timedelta = timedelta(0)
    late_in: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        if self.departs.tzinfo is None or self.arrives.tzinfo is None:
            raise ValueError(f"{self.departs} or {self.arrives} has no time zone")

    # Two times of one zone are compared and subtracted by their clock faces, so all sums are done in UTC.

    @property
    def leaves(self) -> datetime:
        """When it really departs, in UTC."""
        return self.departs.astimezone(UTC) + self.late_out

    @property
    def lands(self) -> datetime:
        """When it really arrives, in UTC."""
        return self.arrives.astimezone(UTC) + self.late_in

    @property
    def lasts(self) -> timedelta:
        return self.lands - self.leaves

    @property
    def key(self) -> str:
        """What makes it this leg: mode, places and booked times; 16 characters."""
        booked = (moment.astimezone(UTC).isoformat() for moment in (self.departs, self.arrives))
        ends = (f"{p.code or p.name}@{p.zone}" for p in (self.origin, self.destination))
        return hashlib.sha256("|".join((self.mode, *ends, *booked)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Trip:
    """Legs in the order ridden. `revision` rises with every change, for calendars."""

    legs: tuple[Leg, ...]
    revision: int = 0

    def revised(self) -> "Trip":
        """The same trip with another plan."""
        return self.with_legs(self.legs)

    def with_legs(self, legs: tuple[Leg, ...]) -> "Trip":
        return replace(self, legs=legs, revision=self.revision + 1)


@dataclass(frozen=True, slots=True)
class Sleep:
    """When nobody is nudged during a ride, on the clock of the place it departs from or arrives at."""

    window: Quiet
    clock: Literal["departure", "arrival"] = "departure"

    def zone(self, leg: Leg) -> str:
        return leg.origin.zone if self.clock == "departure" else leg.destination.zone


AWAKE = Sleep(NEVER)


@dataclass(frozen=True, slots=True)
class Choices:
    sleep: Sleep = AWAKE
    interval: timedelta = field(default=USUAL_INTERVAL)  # between seated exercises
    drinks: bool = True  # never for someone who must limit fluids


def journeys(trip: Trip) -> Iterator[tuple[Leg, ...]]:
    """Part a trip where somebody stays: there and back are two journeys, a layover is within one."""
    start = 0
    for at in range(1, len(trip.legs) + 1):
        if at == len(trip.legs) or trip.legs[at].leaves - trip.legs[at - 1].lands > STAY:
            yield trip.legs[start:at]
            start = at
