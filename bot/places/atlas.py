"""Words to places: codes, towns, airports, small slips, and what tells namesakes apart."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.places.index import Index, airport_words, plain, read_codes, read_index
from bot.places.towns import KNOWN_ABROAD, Town
from bot.plan.trips.distance import distance_km
from bot.plan.trips.trip import Place

CHOICES = 8  # as many as can be read on a phone
DWARFED = 50  # times as many people: a namesake this much smaller is not asked about
LONGEST = 80  # letters of a name that are looked at
FOLLOWING = 4  # words at most that say where a place is
KNOWN_BETTER = 10  # times as many people: then the name in another language counts beside own names
SLIPS = ((8, 2), (5, 1))  # from this length on, so many letters may be wrong


class Atlas:
    """A gazetteer of the world (see bot.plan.trips.reading.Gazetteer). Reads its files when first asked, which takes a
    good half a second: ask it off the event loop.

    Args:
        countries: What people call countries, folded, to ISO 3166-1 codes: Texts.countries.
    """

    def __init__(self, countries: Mapping[str, str]) -> None:
        self._countries = countries

    def open(self) -> None:
        """Read the files now, in whatever thread this is; asked for a place, it does so by itself."""
        self._codes, self._big  # noqa: B018  each is read when first looked at

    def find(self, words: str) -> tuple[Place, ...]:
        """Return what the words can mean: one place, several to choose from, biggest first, or none.

        A code, a town in any language, an airport by its name; a country, region or its letters may follow.
        """
        written = words.strip()
        code = self._codes.get(written.upper())
        if code and written.isupper():
            return (code,)
        name = plain(written[:LONGEST])
        towns = self._named(name)
        if towns or code:
            return _settled(towns) if towns else (code,) if code else ()
        return self._airports(name) or _settled(self._misspelt(name))

    def similar(self, words: str) -> tuple[Place, ...]:
        """Return places that are written somewhat like that, for "did you mean"."""
        written = words.strip()
        if len(written) == 3 and written.isupper():
            return self._similar_codes(written)
        score = OSA.normalized_similarity
        found = process.extract(
            plain(written[:LONGEST]), self._big.keys(), scorer=score, score_cutoff=0.6, limit=3
        )
        return tuple(self._big[name].place for name, _, _ in found)

    def near(self, latitude: float, longitude: float) -> Place:
        """Return the town nearest to a position."""
        here = (latitude, longitude)
        towns = (town.place for towns in self._index.towns.values() for town in towns)
        return min(towns, key=lambda place: distance_km(here, place.position or here))

    @property
    def _codes(self) -> Mapping[str, Place]:
        return read_codes()

    @property
    def _index(self) -> Index:
        return read_index()

    @cached_property
    def _big(self) -> Mapping[str, Town]:
        """What a slip may have meant: the biggest town of each name, if it is known abroad."""
        own, abroad = self._index.towns, self._index.abroad
        named = {name: towns[0] for name, towns in abroad.items()}
        return named | {
            name: towns[0] for name, towns in own.items() if towns[0].people >= KNOWN_ABROAD
        }

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
            own = [town for town in self._index.towns.get(first, ()) if self._in(town, rest)]
            known = max((town.people for town in own), default=0) * KNOWN_BETTER
            also = [t for t in self._index.abroad.get(first, ()) if self._in(t, rest)]
            found = own + [town for town in also if town.people > known and town not in own]
            clocks = {(town.place.country, town.place.zone) for town in found}
            for town in self._index.cities.get(first, ()):
                clock = (town.place.country, town.place.zone)
                if clock not in clocks and self._in(town, rest):
                    clocks.add(clock)
                    found.append(town)
            if found:
                return found
        return []

    def _airports(self, name: str) -> tuple[Place, ...]:
        """Airports whose names have all these words, be there few."""
        codes = [self._index.words.get(word, set()) for word in airport_words(name)]
        found = set.intersection(*codes) if codes else set()
        return tuple(self._codes[code] for code in sorted(found)) if len(found) <= CHOICES else ()

    def _misspelt(self, name: str) -> list[Town]:
        for first, rest in _parts(name):
            if not (slips := next((most for least, most in SLIPS if len(first) >= least), 0)):
                break
            close = process.extract(
                first, self._big.keys(), scorer=OSA.distance, score_cutoff=slips
            )
            meant = [(away, self._big[known]) for known, away, _ in close if known[0] == first[0]]
            if found := [(away, town) for away, town in meant if self._in(town, rest)]:
                least = min(away for away, _ in found)
                return list(dict.fromkeys(town for away, town in found if away == least))
        return []

    def _similar_codes(self, code: str) -> tuple[Place, ...]:
        """Airports of big towns that differ in one letter."""
        codes = self._codes.keys()
        near = process.extract(code, codes, scorer=OSA.distance, score_cutoff=1, limit=None)
        places = [self._codes[known] for known, _, _ in near]
        sizes = {place: self._big.get(plain(place.name)) for place in places}
        known = sorted(
            ((town.people, place) for place, town in sizes.items() if town),
            key=lambda pair: -pair[0],
        )
        return tuple(place for _, place in known[:3])

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
