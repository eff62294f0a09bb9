"""Places that are written somewhat like what was typed, for "did you mean"."""

from collections.abc import Iterator

from bot.places.index import Index
from bot.places.spelling import plain
from bot.places.towns import Town
from bot.plan.trips.trip import Place

ALIKE = 0.6  # how like a name must be to be asked about; 1 is the same
SHOWN = 3  # of those that are like it


def towns_alike(name: str, index: Index) -> Iterator[tuple[float, Town]]:
    """What is likest of the names of each length; others are too short or too long to be like it."""
    from rapidfuzz import process  # noqa: PLC0415  3 MB, and nobody may ask for a place
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    score = OSA.normalized_similarity
    for names in index.spellings(len(name) * ALIKE, len(name) / ALIKE):
        for known, alike, _ in process.extract(
            name, names, scorer=score, score_cutoff=ALIKE, limit=SHOWN
        ):
            if (town := index.known(known)) is not None:
                yield alike, town


def similar_codes(code: str, index: Index) -> tuple[Place, ...]:
    """Airports of big towns that differ in one letter, the biggest first."""
    towns = [(place, index.known(plain(place.name))) for place in index.coded_like(code)]
    known = ((town.people, place) for place, town in towns if town)
    return tuple(place for _, place in sorted(known, key=lambda pair: -pair[0]))
