"""What somebody tells of a trip under way: "we are 40 minutes late", "+3h", "new departure 21:15", "cancelled".

Only what is said in full is understood: one word too many, a "not" or a question mark, and it is left to the buttons.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.flow.hearing.days import NoSuchDayError
from bot.flow.hearing.lengths import read_length
from bot.flow.hearing.moments import Moments, read_moments
from bot.flow.hearing.tongue import Tongue, fold

Sign = Literal["late", "cancelled", "leaves", "riding", ""]

_PIECE = re.compile(r"\+|[^\s,;!+]+")
_FLIGHT = re.compile(r"\b[a-z]{2}\d{2,4}\b")  # ba117
_FACE = re.compile(r"\d{1,2}[:.]\d\d")  # a time, unless it stands behind a plus
LONGEST_PHRASE = 4  # words


@dataclass(frozen=True, slots=True)
class Late:
    """By so many minutes, more than before."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Leaves:
    """At another time than was booked."""

    moments: Moments


@dataclass(frozen=True, slots=True)
class Cancelled:
    pass


Told = Late | Leaves | Cancelled


def read_delay(words: str, tongues: Sequence[Tongue], there: datetime) -> Told | None:
    """Read what became of a ride, in any language.

    Args:
        there: The time now where the ride departs, in its zone.

    Returns:
        None where it is about something else, or not exact.
    """
    folded = _FLIGHT.sub(" ", fold(words).strip(" .!"))
    pieces = _PIECE.findall(folded)
    negative = {word for tongue in tongues for word in tongue.negative}
    if folded.endswith("?") or not negative.isdisjoint(pieces):
        return None
    parts = list(_parts(pieces, _signs(tongues)))
    signs = {sign for sign, _ in parts}
    rest = " ".join(part for sign, part in parts if not sign)
    if "cancelled" in signs:
        return Cancelled() if signs <= {"cancelled", "riding"} else None
    if "late" in signs and ("+" in pieces or not _FACE.match(rest)):
        minutes = read_length(rest, tongues)
        return Late(minutes) if minutes is not None else None
    if "leaves" in signs and "late" not in signs:
        return _leaves(parts, tongues, there)
    return None


def _leaves(
    parts: Sequence[tuple[Sign, str]], tongues: Sequence[Tongue], there: datetime
) -> Leaves | None:
    """What is said behind the word for leaving, with nothing of its own before it."""
    at = max(number for number, (sign, _) in enumerate(parts) if sign == "leaves")
    if any(not sign for sign, _ in parts[:at]):
        return None
    said = " ".join(part for _, part in parts[at + 1 :])
    try:
        found = read_moments(said, tongues, there, "time")
    except NoSuchDayError:
        return None
    return Leaves(found) if found is not None and found.times and found.sure_of_day else None


def _parts(pieces: Sequence[str], known: dict[str, Sign]) -> Iterator[tuple[Sign, str]]:
    """The words with the signs they are, the longest phrases first."""
    left = list(pieces)
    while left:
        sizes = range(min(LONGEST_PHRASE, len(left)), 1, -1)
        size = next((n for n in sizes if " ".join(left[:n]) in known), 1)
        phrase = " ".join(left[:size])
        yield known.get(phrase, ""), phrase
        left = left[size:]


def _signs(tongues: Sequence[Tongue]) -> dict[str, Sign]:
    signs: dict[str, Sign] = {}
    for tongue in tongues:
        signs |= dict.fromkeys(tongue.riding, "riding")
    for tongue in tongues:
        signs |= dict.fromkeys(tongue.leaves, "leaves")
        signs |= dict.fromkeys(tongue.late, "late")
        signs |= dict.fromkeys(tongue.cancelled, "cancelled")
    return signs
