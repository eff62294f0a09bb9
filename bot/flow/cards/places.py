"""Places to choose from."""

from dataclasses import replace

from bot.flow.cards import choice
from bot.flow.effects import Button
from bot.plan.trips.reading import place_text
from bot.plan.trips.trip import Place

LONGEST = 24  # letters of a name that a button has room for, beside the region and the country


def place_choice(place: Place, data: str) -> Button:
    """A button that names a place; a long name or region is cut short, and a code says more than a region."""
    region = "" if place.code else _short(place.region)
    return choice(place_text(replace(place, name=_short(place.name), region=region)), data)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
