"""A written leg to a leg: its places looked up, its times put on their clocks. What is not clear is not guessed."""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from typing import Protocol

from bot.plan.local import readings
from bot.plan.trips.check import TripProblem
from bot.plan.trips.trip import Leg, Mode, Place, Seat
from bot.plan.trips.written import InvalidTrip, WrittenLeg, WrittenTime
from bot.text import Country, Text, text

SHOWN = 8  # of the places to choose from

CITY_STATES = {
    "GI": "Gibraltar",
    "HK": "Hong Kong",
    "MC": "Monaco",
    "SG": "Singapore",
}  # countries -> the city each is


class Gazetteer(Protocol):
    """Knows places."""

    def find(self, words: str) -> tuple[Place, ...]:
        """Return what the words can mean: one place, several to choose from, or none."""
        ...

    def similar(self, words: str) -> tuple[Place, ...]:
        """Return places that are written somewhat like that: what might have been meant."""
        ...


def read_leg(
    written: WrittenLeg,
    number: int,
    places: Gazetteer,
    mode: Mode = "plane",
    seat: Seat | None = None,
    *,
    driving: bool = False,
) -> Leg:
    """Make a leg of what was written.

    Args:
        number: Which leg it is, from 1, for messages.

    Raises:
        InvalidTrip: A place or a time is unknown, or can be read in two ways.
    """
    origin, destination = (_place(name, places) for name in (written.origin, written.destination))
    departs = _moment(written.departs, origin) if isinstance(origin, Place) else None
    arrives = _moment(written.arrives, destination) if isinstance(destination, Place) else None
    read = {"origin": origin, "departs": departs, "destination": destination, "arrives": arrives}
    problems = tuple(
        TripProblem(number, field, text("Ride {leg}: {what}", leg=number, what=found))
        for field, found in read.items()
        if isinstance(found, Text)
    )
    match origin, departs, destination, arrives:
        case Place(), datetime(), Place(), datetime():
            return Leg(mode, origin, destination, departs, arrives, seat, driving=driving)
        case _:
            raise InvalidTrip(problems)


def place_text(place: Place) -> Text:
    """A place with what tells it from its namesakes; a city that is its country is said once."""
    parts: list[str | Country] = [place.name]
    if CITY_STATES.get(place.country) != place.name:
        parts += [place.region] if place.region not in {"", place.name} else []
        parts += [Country(place.country)] if place.country else []
    named = _joined([text("{part}", part=part) for part in parts], "{first}, {next}")
    return text("{place} ({code})", place=named, code=place.code) if place.code else named


def _place(words: str, places: Gazetteer) -> Place | Text:
    found = places.find(words)
    if len(found) == 1:
        return found[0]
    if found:
        return text(
            "“{words}” can be {choices}. Say which, with its country.",
            words=words,
            choices=_choices(found),
        )
    if similar := places.similar(words):
        return text(
            "I know no place called “{words}”. Did you mean {choices}?",
            words=words,
            choices=_choices(similar),
        )
    return text("I know no place called “{words}”. Try a bigger town near it.", words=words)


def _choices(places: Sequence[Place]) -> Text:
    return _joined([place_text(place) for place in places[:SHOWN]], "{first}; {next}")


def _joined(parts: Sequence[Text], between: str) -> Text:
    return reduce(lambda first, more: Text(between, (("first", first), ("next", more))), parts)


def _moment(written: WrittenTime, place: Place) -> datetime | Text:
    found = readings(written.face, place.zone)
    if written.offset is not None:
        return _by_offset(written, place, found)
    if len(found) == 1:
        return found[0]
    face = written.face.isoformat(timespec="minutes")
    if found:
        earlier, later = (moment.isoformat(timespec="minutes") for moment in found)
        return text(
            "in {place} the clocks show {time} twice that night. Write {earlier} or {later}.",
            place=place.name,
            time=face,
            earlier=earlier,
            later=later,
        )
    return text(
        "in {place} there is no {time}: the clocks are put forward over it. Look at the ticket again.",
        place=place.name,
        time=face,
    )


def _by_offset(written: WrittenTime, place: Place, found: tuple[datetime, ...]) -> datetime | Text:
    if chosen := [moment for moment in found if moment.utcoffset() == written.offset]:
        return chosen[0]
    return text(
        "in {place} the clocks are not at that distance from UTC at {time}. Leave it out.",
        place=place.name,
        time=written.face.isoformat(timespec="minutes"),
    )
