"""Towns of 15,000 people and more, from GeoNames (CC BY 4.0). tools/towns.py makes the file."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.plan.trips.trip import Place

SMALLEST = 15_000  # people
KNOWN_ABROAD = 100_000  # from here on, names in other languages are kept
TOWNS = Path(__file__).with_name("towns.csv")
FIELDS = (
    "name",
    "country",
    "region",
    "letters",
    "zone",
    "latitude",
    "longitude",
    "population",
    "also",
)


@dataclass(frozen=True, slots=True)
class Town:
    place: Place
    letters: str  # how its region is written short: ON, AL; empty for most
    people: int


def read_towns() -> Iterator[tuple[Town, list[str]]]:
    """Read every town, the biggest first, with its names in other languages, if it is big."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            position = float(row["latitude"]), float(row["longitude"])
            place = Place(row["name"], row["zone"], position, row["country"], row["region"])
            also = [name for name in row["also"].split("|") if name]
            yield Town(place, row["letters"], int(row["population"])), also
