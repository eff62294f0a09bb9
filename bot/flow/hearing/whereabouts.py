"""The place somebody names in a sentence: "I'm in Berlin now", "ya en Tokio"."""

from collections.abc import Callable, Sequence

from bot.flow.hearing.tongue import EDGES, Tongue, fold
from bot.plan.trips.reading import Gazetteer
from bot.plan.trips.trip import Place


def named_place(words: str, tongues: Sequence[Tongue]) -> str:
    """What is left of a sentence without the words around the place; the words themselves where there are none."""
    left = words.strip(EDGES).split()
    behind = {phrase for tongue in tongues for phrase in tongue.by_now}
    left = left[_before(left, tongues) :]
    left = left[: len(left) - _most(behind, lambda n: left[-n:], len(left))]
    return " ".join(left).strip(EDGES)


def tells_where(words: str, tongues: Sequence[Tongue]) -> bool:
    """Whether these words say that somebody is somewhere: "now in …"; "in …" alone may be about anything."""
    return _before(words.strip(EDGES).split(), tongues) > 1


def find_place(words: str, tongues: Sequence[Tongue], places: Gazetteer) -> tuple[Place, ...]:
    """What a name, or a sentence with one, can mean; towns that are called like a sentence come first: In Salah."""
    whole, named = words.strip(EDGES), named_place(words, tongues)
    found = places.find(whole)
    if named == whole or any(fold(place.name) == fold(whole) for place in found):
        return found
    return places.find(named)


def find_meant(
    words: str, tongues: Sequence[Tongue], places: Gazetteer
) -> tuple[tuple[Place, ...], bool]:
    """What a name, or a sentence with one, can mean; where nothing is called so, what has a similar name.

    Returns:
        The places, and whether they are called so.
    """
    if found := find_place(words, tongues, places):
        return found, True
    return places.similar(named_place(words, tongues)), False


def _before(left: list[str], tongues: Sequence[Tongue]) -> int:
    phrases = {phrase for tongue in tongues for phrase in tongue.here}
    return _most(phrases, lambda n: left[:n], len(left))


def _most(phrases: set[str], some: Callable[[int], list[str]], number: int) -> int:
    """How many words, not all of them, make up the longest of these phrases; 0 for none."""
    longest = max((phrase.count(" ") + 1 for phrase in phrases), default=0)
    for n in range(min(longest, number - 1), 0, -1):
        if fold(" ".join(some(n))).strip(EDGES) in phrases:
            return n
    return 0
