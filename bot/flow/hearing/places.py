"""Where places are looked up, and how one is kept as an answer: with all that is needed to show and to use it."""

from typing import Protocol

from bot.flow.blank import Kept
from bot.plan.trips.reading import Gazetteer
from bot.plan.trips.trip import Place


class Atlas(Gazetteer, Protocol):
    """Knows places. Its data is large, so it stays outside this room and is passed in."""

    def open(self) -> None:
        """Read the data now; whoever does not is kept waiting by the first look-up."""

    def near(self, latitude: float, longitude: float) -> Place:
        """The town nearest to a position, in degrees."""


def kept_place(place: Place) -> Kept:
    position = ",".join(f"{degrees:.2f}" for degrees in place.position or ())
    return place.name, place.zone, position, place.country, place.region, place.code


def place_of(kept: Kept) -> Place:
    """The place that was kept."""
    name, zone, position, country, region, code = kept
    latitude, _, longitude = position.partition(",")
    where = (float(latitude), float(longitude)) if longitude else None
    return Place(name, zone, where, country, region, code)
