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

Sign = Literal["late", "early", "cancelled", "leaves", "arrives", "riding", ""]

_PIECE = re.compile(r"\+|[^\s,;!+]+")
_FLIGHT = re.compile(r"\b[a-z]{2}\d{2,4}\b")  # ba117
_FACE = re.compile(r"\d{1,2}[:.]\d\d")  # a time, unless it stands behind a plus
LONGEST_PHRASE = 4  # words


@dataclass(frozen=True, slots=True)
class Late:
    """By so many minutes, more than before."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Early:
    """By so many minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Leaves:
    """At another time than was booked."""

    moments: Moments


@dataclass(frozen=True, slots=True)
class Arrives:
    """At another time than was booked."""

    moments: Moments


@dataclass(frozen=True, slots=True)
class Cancelled:
    pass


Told = Late | Early | Leaves | Arrives | Cancelled


def read_delay(
    words: str, tongues: Sequence[Tongue], there: datetime, landing: datetime | None = None
) -> Told | None:
    """Read what became of a ride, in any language.

    Args:
        there: The time now where the ride departs, in its zone.
        landing: The same where it arrives, of a ride under way; of another, nothing is told by its arrival.

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
    if "arrives" in signs and landing is None:
        return None
    rest = " ".join(part for sign, part in parts if not sign)
    if "cancelled" in signs:
        return Cancelled() if signs <= {"cancelled", "riding"} else None
    by = signs & {"late", "early"}
    if len(by) == 1 and ("+" in pieces or not _FACE.match(rest)):
        minutes = read_length(rest, tongues)
        if minutes is None:
            return None
        return Late(minutes) if by == {"late"} else Early(minutes)
    if "leaves" in signs and not by | (signs & {"arrives"}):
        moments = _moments("leaves", parts, tongues, there)
        return Leaves(moments) if moments else None
    if "arrives" in signs and landing and not by | (signs & {"leaves"}):
        moments = _moments("arrives", parts, tongues, landing)
        return Arrives(moments) if moments else None
    return None


def _moments(
    sign: Sign, parts: Sequence[tuple[Sign, str]], tongues: Sequence[Tongue], there: datetime
) -> Moments | None:
    """What is said behind the word for leaving or arriving, with nothing of its own before it."""
    at = max(number for number, (found, _) in enumerate(parts) if found == sign)
    if any(not found for found, _ in parts[:at]):
        return None
    said = list(parts[at + 1 :])
    while said and said[-1][0] == "riding":  # "at 19:10 now"
        said.pop()
    try:
        found = read_moments(" ".join(part for _, part in said), tongues, there, "time")
    except NoSuchDayError:
        return None
    return found if found is not None and found.times and found.sure_of_day else None


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
        signs |= dict.fromkeys(tongue.arrives, "arrives")
        signs |= dict.fromkeys(tongue.late, "late")
        signs |= dict.fromkeys(tongue.early, "early")
        signs |= dict.fromkeys(tongue.cancelled, "cancelled")
        signs |= dict.fromkeys(
            (*tongue.after_noon, *tongue.morning, *tongue.evening, *tongue.night), ""
        )  # "de la tarde" is not late
    return signs
