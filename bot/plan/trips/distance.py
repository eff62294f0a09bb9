"""How far it is, and how fast a ride would have to be."""

from dataclasses import dataclass
from math import asin, cos, pi, radians, sin, sqrt

from bot.plan.trips.trip import Leg, Mode

EARTH_KM = 6371.0
KM_PER_DEGREE = EARTH_KM * pi / 180  # of latitude


@dataclass(frozen=True, slots=True)
class Pace:
    """Average speeds between two places, as the crow flies, that need no question: km/h.

    Below `slowest` a ride is only doubted when it is longer than `short` hours: waiting weighs less then.
    """

    slowest: float
    fastest: float
    short: float


PACES: dict[Mode, Pace] = {
    "plane": Pace(slowest=250, fastest=1150, short=2),
    "train": Pace(slowest=15, fastest=320, short=3),
    "bus": Pace(slowest=15, fastest=110, short=3),
    "car": Pace(slowest=10, fastest=130, short=3),
}


def distance_km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """The great circle between two positions, latitude and longitude in degrees; in km, to about 0.5%."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, place)) for place in (here, there))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def leg_km(leg: Leg) -> float | None:
    """How long a leg is as the crow flies; None where a position is unknown."""
    here, there = leg.origin.position, leg.destination.position
    return None if here is None or there is None else distance_km(here, there)


def plausible(mode: Mode, km: float, hours: float) -> bool:
    """Say whether such a ride exists."""
    pace = PACES[mode]
    return km <= pace.fastest * hours and (hours <= pace.short or km >= pace.slowest * hours)
