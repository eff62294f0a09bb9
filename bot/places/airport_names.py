"""Airports by what people call them: some of their words, one of them with a slip, a terminal behind."""

import re
from collections.abc import Callable, Iterator
from itertools import islice, product

from bot.places.index import Index
from bot.places.spelling import NO_NAME, airport_words, plain
from bot.places.towns import Town
from bot.plan.trips.distance import distance_km
from bot.plan.trips.trip import Place

CHOICES = 8  # more of them tell nothing apart
SLIPS = ((8, 2), (5, 1))  # from this length on, so many letters may be wrong
WORDS = 5  # of a name that are looked at
LETTERS = 3  # of a code
NEAR = 120  # km from a town to an airport named beside it
TRIED = 40  # ways to put right the slips of one name
SMALL = frozenset({"a", "at", "de", "del", "el", "en", "in", "la", "las", "los", "of", "the"})
_TERMINAL = re.compile(
    r"(?:\b(?:north|south|norte|sur) )?\bterminal\b(?: (?:\d\w?|\w)\b)?|\bt ?\d\w?\b", re.IGNORECASE
)


def without_terminal(written: str) -> str:
    """Which building of an airport it is makes no difference."""
    return " ".join(_TERMINAL.sub(" ", written).split())


def town_of_airport(name: str) -> Iterator[str]:
    """What may be the town of "the airport of La Paz", whose small words may be its own; nothing of other words."""
    words = name.split()
    left = [word for word in words if word not in NO_NAME]
    if left == words:
        return
    while left:
        yield " ".join(left)
        if left[0] not in SMALL:
            return
        left = left[1:]


def airports_named(name: str, index: Index) -> tuple[Place, ...]:
    """Airports whose names have all these words, be there few."""
    words = _telling(name)
    found = index.airports_with(words, CHOICES) if words else []
    return tuple(found) if len(found) <= CHOICES else ()


def airport_misspelt(name: str, index: Index) -> tuple[Place, ...]:
    """The one airport that is meant where a word of its name is right beside one with a slip."""
    words = _telling(name)
    found = airports_alike(name, index) if any(index.airports_with([w], 1) for w in words) else ()
    return found if len(found) == 1 and len(words) > 1 else ()


def airports_alike(name: str, index: Index) -> tuple[Place, ...]:
    """Airports whose names have all these words, but for slips in some."""
    likely = [
        [word] if index.airports_with([word], 1) else _close(word, index) for word in _telling(name)
    ]
    tries = islice(product(*likely), TRIED) if likely else ()
    found = dict.fromkeys(place for one in tries for place in index.airports_with(one, CHOICES))
    return tuple(found) if len(found) <= CHOICES else ()


def airport_beside(
    written: str, index: Index, named: Callable[[str], list[Town]]
) -> tuple[Place, ...]:
    """The airport of "London LHR" or "JFK, New York"; where the two are not of one place, both to choose from."""
    words = re.findall(r"\w+", written)
    for at in (0, len(words) - 1) if len(words) > 1 else ():
        code = index.coded(words[at].upper()) if len(words[at]) == LETTERS else None
        if code is None:
            continue
        rest = plain(" ".join(words[:at] + words[at + 1 :]))
        places = [town.place for town in named(rest)]
        if any(together(code, place) for place in places) or code in airports_named(rest, index):
            return (code,)
        if words[at].isupper() and places:
            return (code, *places)
    return ()


def _telling(name: str) -> list[str]:
    return sorted(airport_words(name) - SMALL)[:WORDS]


def together(airport: Place, town: Place) -> bool:
    """Whether two places are of one town, or near it."""
    if airport.position is None or town.position is None:
        return airport.name == town.name
    near = distance_km(airport.position, town.position) <= NEAR
    return near and airport.zone == town.zone


def _close(word: str, index: Index) -> list[str]:
    """The words of airports' names that are written most like that, by what is taken for a slip."""
    slips = next((most for least, most in SLIPS if len(word) >= least), 0)
    if not slips:
        return []
    names = index.airport_words(len(word) - slips, len(word) + slips, word[0])
    from rapidfuzz import process  # noqa: PLC0415  3 MB, and nobody may ask for a place
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    close = process.extract(word, names, scorer=OSA.distance, score_cutoff=slips, limit=None)
    least = min((away for _, away, _ in close), default=0)
    return [known for known, away, _ in close if away == least]
