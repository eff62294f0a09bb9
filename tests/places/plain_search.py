"""The same places, looked up the plain way: everything read into memory, and each name compared with what was typed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from bot.places.airports import read_airports, read_city_codes
from bot.places.index import Index
from bot.places.making import VILLAGE
from bot.places.spelling import airport_words, plain
from bot.places.towns import KNOWN_ABROAD, Town, read_towns
from bot.plan.trips.distance import distance_km
from bot.plan.trips.trip import Place


@cache
def towns() -> list[tuple[Town, str, frozenset[str]]]:
    """Every town, its own plain name, and those it has in other languages."""
    return [
        (town, plain(town.place.name), frozenset(map(plain, also))) for town, also in read_towns()
    ]


@cache
def airports() -> dict[str, tuple[Place, str]]:
    return dict(read_airports())


@cache
def cities() -> Mapping[str, Place]:
    return read_city_codes(airports())


@cache
def named() -> tuple[Mapping[str, list[Town]], Mapping[str, list[Town]]]:
    """Towns by their own name, and by those in other languages."""
    own, abroad = defaultdict[str, list[Town]](list), defaultdict[str, list[Town]](list)
    for town, name, also in towns():
        own[name].append(town)
        for other in also:
            abroad[other].append(town)
    return own, abroad


@cache
def known() -> Mapping[str, Town]:
    """The biggest town of each name, if it is known abroad."""
    own, abroad = named()
    big = {name: found[0] for name, found in own.items() if found[0].people >= KNOWN_ABROAD}
    return {name: found[0] for name, found in abroad.items()} | big


class PlainSearch(Index):
    """Everything of the index, found by looking at all there is."""

    def __init__(self) -> None:
        """It has no database."""

    def own(self, name: str) -> list[Town]:
        return named()[0].get(name, [])

    def abroad(self, name: str) -> list[Town]:
        return named()[1].get(name, [])

    def of_airports(self, name: str) -> list[Town]:
        called = (place for place, _ in airports().values() if plain(place.name) == name)
        return [Town(place, "", VILLAGE) for place in called]

    def coded(self, code: str) -> Place | None:
        return airports()[code][0] if code in airports() else cities().get(code)

    def airports_with(self, words: Sequence[str], most: int) -> list[Place]:
        found = [
            place
            for _, (place, name) in sorted(airports().items())
            if set(words) <= airport_words(plain(f"{name} {place.name}"))
        ]
        return found[: most + 1]

    def airport_words(self, shortest: int, longest: int, first: str) -> list[str]:
        words = {
            w for p, name in airports().values() for w in airport_words(plain(f"{name} {p.name}"))
        }
        return sorted(w for w in words if w[0] == first and shortest <= len(w) <= longest)

    def known(self, name: str) -> Town | None:
        return known().get(name)

    def spellings(self, shortest: float, longest: float, first: str = "") -> Iterator[list[str]]:
        yield [n for n in known() if n.startswith(first) and shortest <= len(n) <= longest]

    def nearest(self, here: tuple[float, float]) -> Place:
        places = (town.place for town, _, _ in towns())
        return min(places, key=lambda place: distance_km(here, place.position or here))
