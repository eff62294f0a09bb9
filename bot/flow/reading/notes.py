"""Every mistake of one file, each at its place."""

from collections import defaultdict
from collections.abc import Collection
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from bot.flow.errors import Problem

NEAR = 66  # of 100: from here on one name is taken for a slip of the other
OFTEN = 3  # a mistake that is made more often than this is told once, with its lines
MOST_NAMES = 12  # in one message
LONGEST_NAME = 60  # what is longer was not meant as a name, and is not quoted whole


class Place(NamedTuple):
    """Counted from 1, as editors do."""

    line: int
    column: int


class Copied(Place):
    """The place of what is read again in a copy: its mistakes were told where it is written."""

    __slots__ = ()


class Notes:
    """The mistakes found so far."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._noted: list[tuple[Place, str]] = []
        self._lost: set[Place] = set()

    def mistake(self, place: Place, message: str) -> None:
        if place not in self._lost and not isinstance(place, Copied):
            self._noted.append((place, message))

    def lose(self, place: Place, message: str) -> None:
        """Note why a node cannot be read; what else seems wrong at this place follows from it."""
        self.mistake(place, message)
        self._lost.add(place)

    def problems(self) -> tuple[Problem, ...]:
        """All of them, in file order."""
        places: dict[str, list[Place]] = defaultdict(list)
        for place, message in sorted(self._noted, key=lambda note: note[0]):
            places[message].append(place)
        told = [note for note in places.items() if len(note[1]) <= OFTEN]
        lines = [(place, message) for message, found in told for place in found]
        lines += [
            (found[0], message + _so_too(found[1:]))
            for message, found in places.items()
            if len(found) > OFTEN
        ]
        return tuple(
            Problem(self._path, *place, message)
            for place, message in sorted(lines, key=itemgetter(0))
        )


def _so_too(places: Collection[Place]) -> str:
    """The other lines with the same mistake, most often a name that was changed in one place only."""
    lines = [str(line) for line in dict.fromkeys(place.line for place in places)]
    more = f" and {len(lines) - MOST_NAMES} more" if len(lines) > MOST_NAMES else ""
    return f" (and in line {', '.join(lines[:MOST_NAMES])}{more})"


def quoted(word: str) -> str:
    """Show an author's word in a message: on one line, and not without end."""
    flat = " ".join(word.split())
    return f"'{flat}'" if len(flat) <= LONGEST_NAME else f"'{flat[:LONGEST_NAME]}…'"


def nearest(word: str, names: Collection[str]) -> str | None:
    """Guess which of `names` was meant."""
    if len(word) > LONGEST_NAME:
        return None
    small = word.lower()
    if small in names:
        return small
    from rapidfuzz import fuzz, process  # noqa: PLC0415  only mistakes need it

    found = process.extractOne(small, names, scorer=fuzz.ratio, score_cutoff=NEAR)
    return found[0] if found else None


def instead(word: str, names: Collection[str]) -> str:
    """Finish a message about an unknown name: with the one meant, or with all there are."""
    guess = nearest(word, names)
    if guess is not None:
        return f"; did you mean '{guess}'?"
    shown = [quoted(name) for name in islice(names, MOST_NAMES)]
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return f"; there are {', '.join(shown)}{more}" if shown else "; there are none"
