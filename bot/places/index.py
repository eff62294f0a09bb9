"""Everything that can be looked up, by the words people may write for it."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.flow.hearing.tongue import fold
from bot.places.airports import read_airports, read_city_codes
from bot.places.towns import Town, read_towns
from bot.plan.trips.trip import Place

VILLAGE = 5_000  # people, taken for a place that only its airport tells of
_WORD = re.compile(r"[^\W_]+")
# Letters that are no others with an accent; people without them on their keyboard write these.
_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)
_NO_NAME = frozenset({"airport", "international", "intl", "aeropuerto", "internacional"})


@dataclass(frozen=True, slots=True)
class Index:
    """Names are plain: see `plain`. A town's own name is apart from those it has in other languages."""

    towns: Mapping[str, list[Town]]
    abroad: Mapping[str, list[Town]]
    cities: Mapping[str, list[Town]]  # what airports are called by, taken for villages
    words: Mapping[str, set[str]]  # a word of an airport's name -> codes


def plain(written: str) -> str:
    """A name as it is looked up: folded, words apart, without any other sign."""
    folded = (
        written.casefold() if written.isascii() else fold(written)
    )  # a tenth of the time, 100,000 times
    return " ".join(_WORD.findall(folded.translate(_STROKES)))


@cache
def read_codes() -> Mapping[str, Place]:
    """Read what stands for one code: an airport, or a city with several. A tenth of a second."""
    airports = read_airports()
    return {code: place for code, (place, _) in airports.items()} | dict(read_city_codes(airports))


@cache
def read_index() -> Index:
    """Read every file; a good half a second, and 50 MB."""
    airports = read_airports()
    towns: defaultdict[str, list[Town]] = defaultdict(list)
    abroad: defaultdict[str, list[Town]] = defaultdict(list)
    cities: defaultdict[str, list[Town]] = defaultdict(list)
    words: defaultdict[str, set[str]] = defaultdict(set)
    for town, names in read_towns():
        towns[plain(town.place.name)].append(town)
        for name in names:
            abroad[plain(name)].append(town)
    for code, (place, name) in airports.items():
        cities[plain(place.name)].append(Town(place, "", VILLAGE))
        for word in set(plain(f"{name} {place.name}").split()) - _NO_NAME:
            words[word].add(code)
    return Index(dict(towns), dict(abroad), dict(cities), dict(words))


def airport_words(name: str) -> set[str]:
    """The words of a plain name that tell one airport from another."""
    return set(name.split()) - _NO_NAME
