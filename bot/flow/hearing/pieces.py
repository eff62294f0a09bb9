"""The known words of a typed day or time, the longest phrases first, in any language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.flow.hearing.numbers import spelled
from bot.flow.hearing.tongue import Tongue

MORNING, NIGHT, EVENING = 2, 3, 4
HALVES = {"": -1, "am": 0, "pm": 1, "morning": MORNING, "evening": EVENING}
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s,]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One word or phrase, with its numbers: see Token."""

    kind: Literal[
        "month",
        "weekday",
        "either",
        "ahead",
        "later",
        "this",
        "next",
        "clock",
        "half",
        "time",
        "number",
        "filler",
        "unknown",
    ]
    values: tuple[int, ...] = ()


def pieces(text: str, tongues: Sequence[Tongue]) -> Iterator[Piece]:
    """Cut a folded text, out of which figures of dates and times were taken, into what is known of it."""
    known = _known(tuple(tongues))
    left = _WORD.findall(text)
    while left:
        sizes = range(min(4, len(left)), 0, -1)
        size = next((n for n in sizes if " ".join(left[:n]) in known), 1)
        phrase = " ".join(left[:size])
        if phrase.isascii() and phrase.isdigit() and len(phrase) <= 4:
            yield Piece("number", (int(phrase),))
        else:
            yield known.get(phrase, Piece("unknown"))
        left = left[size:]


@lru_cache(maxsize=8)
def _known(tongues: tuple[Tongue, ...]) -> dict[str, Piece]:
    known: dict[str, Piece] = {}
    for tongue in tongues:
        known |= {word: Piece("number", (number,)) for word, number in spelled(tongue).items()}
        known |= dict.fromkeys((*tongue.on, *tongue.sharp), Piece("filler"))
        known |= dict.fromkeys(tongue.clock, Piece("clock"))
        known |= dict.fromkeys(tongue.this, Piece("this"))
        known |= dict.fromkeys(tongue.next, Piece("next"))
        known |= dict.fromkeys(tongue.before_noon, Piece("half", (0,)))
        known |= dict.fromkeys(tongue.after_noon, Piece("half", (1,)))
        known |= dict.fromkeys(tongue.morning, Piece("half", (MORNING,)))
        known |= dict.fromkeys(tongue.evening, Piece("half", (EVENING,)))
        known |= dict.fromkeys(tongue.night, Piece("half", (NIGHT,)))
        for key, words in tongue.days.items():
            known |= dict.fromkeys(words, Piece("ahead", _days(key)))
        for key, words in tongue.later.items():
            known |= dict.fromkeys(words, Piece("later", _days(key)))
        for key, words in tongue.times.items():
            hour, minute = map(int, key.split(":"))
            known |= dict.fromkeys(words, Piece("time", (hour, minute, 2)))
    return known | _calendar(tongues)


def _days(key: str) -> tuple[int, int]:
    """How many days, and the half of the day: "1", "1 pm"."""
    days, _, half = key.partition(" ")
    return int(days), HALVES[half]


def _calendar(tongues: Sequence[Tongue]) -> dict[str, Piece]:
    months = {w: int(key) for t in tongues for key, words in t.months.items() for w in words}
    weekdays = {w: int(key) for t in tongues for key, words in t.weekdays.items() for w in words}
    return {
        **{word: Piece("month", (number,)) for word, number in months.items()},
        **{word: Piece("weekday", (number,)) for word, number in weekdays.items()},
        **{w: Piece("either", (months[w], weekdays[w])) for w in months.keys() & weekdays.keys()},
    }
