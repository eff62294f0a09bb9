"""Words to places: codes, towns, airports, small slips, and what tells namesakes apart."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from bot.places.airport_names import (
    SLIPS,
    airport_beside,
    airport_misspelt,
    airports_alike,
    airports_named,
    together,
    town_of_airport,
    without_terminal,
)
from bot.places.index import Index
from bot.places.keeping import open_index
from bot.places.likeness import SHOWN, similar_codes, towns_alike
from bot.places.spelling import plain
from bot.places.towns import Town
from bot.plan.trips.trip import Place

CHOICES = 8  # as many as can be read on a phone
DWARFED = 50  # times as many people: a namesake this much smaller is not asked about
LONGEST = 80  # letters of a name that are looked at
FOLLOWING = 4  # words at most that say where a place is
KNOWN_BETTER = 10  # times as many people: then the name in another language counts beside own names

_OF_TOWN = re.compile(r"\b(?:airport|aeropuerto)(?: \w+)? (?:of|in|at|de|del|en)\b")


class Atlas:
    """A gazetteer of the world (see bot.plan.trips.reading.Gazetteer). Its index is opened when first asked, and made
    if it is not there, which takes a second or two: ask it off the event loop.

    Args:
        countries: What people call countries, folded, to ISO 3166-1 codes: Texts.countries.
    """

    def __init__(
        self,
        countries: Mapping[str, str],
        index: Callable[[], Index] = lambda: Index(open_index()),
    ) -> None:
        self._countries, self._open = countries, index

    def open(self) -> None:
        """Open the index now, in whatever thread this is; asked for a place, it does so by itself."""
        self._index  # noqa: B018  it is opened when first looked at

    def find(self, words: str) -> tuple[Place, ...]:
        """Return what the words can mean: one place, several to choose from, biggest first, or none.

        A code, a town in any language, an airport by its name; a country, region or its letters may follow.
        """
        written = words.strip()[:LONGEST]
        return self._found(written) or self._found(without_terminal(written))

    def _found(self, written: str) -> tuple[Place, ...]:
        code = self._index.coded(written.upper())
        if code and written.isupper():
            return (code,)
        name = plain(written)
        towns = self._named(name)
        if towns or code:
            return _settled(towns) if towns else (code,) if code else ()
        if beside := airport_beside(written, self._index, self._named):
            return beside[:CHOICES]
        airports = airports_named(name, self._index)
        beside = () if _OF_TOWN.search(name) else airports
        for town in town_of_airport(name):
            if found := _settled(self._named(town)):
                apart = [a for a in beside if not any(together(a, place) for place in found)]
                return (*found, *apart)[:CHOICES]
        return airports or _settled(self._misspelt(name)) or airport_misspelt(name, self._index)

    def similar(self, words: str) -> tuple[Place, ...]:
        """Return places that are written somewhat like that, for "did you mean"."""
        written = words.strip()
        if len(written) == 3 and written.isupper() and written.isalpha():
            return similar_codes(written, self._index)[:SHOWN]
        name = plain(without_terminal(written[:LONGEST]))
        airports = airports_alike(name, self._index)[:SHOWN]
        towns = sorted(towns_alike(name, self._index), key=lambda pair: (-pair[0], -pair[1].people))
        return tuple(dict.fromkeys([*airports, *(town.place for _, town in towns)]))[:SHOWN]

    def near(self, latitude: float, longitude: float) -> Place:
        """Return the town nearest to a position."""
        return self._index.nearest((latitude, longitude))

    @cached_property
    def _index(self) -> Index:
        return self._open()

    @cached_property
    def _names_of(self) -> Mapping[str, set[str]]:
        names: dict[str, set[str]] = {}
        for name, iso in self._countries.items():
            names.setdefault(iso, set()).add(plain(name))
        return names

    def _named(self, name: str) -> list[Town]:
        """Towns of that name, in the country or region that follows it, if one does; also those too small for the
        file, which are known for their airport.
        """
        for first, rest in _parts(name):
            own = [town for town in self._index.own(first) if self._in(town, rest)]
            known = max((town.people for town in own), default=0) * KNOWN_BETTER
            also = [t for t in self._index.abroad(first) if self._in(t, rest)]
            found = own + [town for town in also if town.people > known and town not in own]
            clocks = {(town.place.country, town.place.zone) for town in found}
            for town in self._index.of_airports(first):
                clock = (town.place.country, town.place.zone)
                if clock not in clocks and self._in(town, rest):
                    clocks.add(clock)
                    found.append(town)
            if found:
                return found
        return []

    def _misspelt(self, name: str) -> list[Town]:
        """The known towns that are written most like that, by what is taken for a slip."""
        for first, rest in _parts(name):
            if not (slips := next((most for least, most in SLIPS if len(first) >= least), 0)):
                break
            close = self._close(first, slips)
            if found := [(away, town) for away, town in close if self._in(town, rest)]:
                least = min(away for away, _ in found)
                return list(dict.fromkeys(town for away, town in found if away == least))
        return []

    def _close(self, name: str, slips: int) -> Iterator[tuple[float, Town]]:
        from rapidfuzz import process  # noqa: PLC0415  3 MB, and nobody may ask for a place
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        bundles = self._index.spellings(len(name) - slips, len(name) + slips, name[0])
        for names in bundles:
            close = process.extract(
                name, names, scorer=OSA.distance, score_cutoff=slips, limit=None
            )
            for known, away, _ in close:
                if (town := self._index.known(known)) is not None:
                    yield away, town

    def _in(self, town: Town, rest: str) -> bool:
        """Say whether what follows a town's name says where it is."""
        if not rest:
            return True
        labels = {plain(town.place.region), town.letters.casefold()} - {""}
        labels |= self._names_of.get(town.place.country, set())
        return any(
            rest == label
            or (rest.startswith(f"{label} ") and self._in(town, rest[len(label) + 1 :]))
            for label in labels
        )


def _parts(name: str) -> Iterator[tuple[str, str]]:
    """Each way to part words into a name and what follows it, the longest name first."""
    words = name.split()
    for count in range(len(words), max(0, len(words) - FOLLOWING - 1), -1):
        yield " ".join(words[:count]), " ".join(words[count:])


def _settled(towns: list[Town]) -> tuple[Place, ...]:
    """Leave out namesakes nobody means, and those whose clocks make no difference."""
    found = sorted(towns, key=lambda town: -town.people)
    if found:
        found = [town for town in found if town.people * DWARFED >= found[0].people]
    if len({(town.place.country, town.place.zone) for town in found}) == 1:
        found = found[:1]
    return tuple(town.place for town in found[:CHOICES])
