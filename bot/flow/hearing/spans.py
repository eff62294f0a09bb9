"""Lengths of time as people type them: "since yesterday", "about 3 days", "10 min", "hace una semana"."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.flow.hearing.numbers import in_figures
from bot.flow.hearing.tongue import Tongue

UNITS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "two days": timedelta(days=2),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}
SOME = 3.0  # how many "days" are, when nobody says
_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")
_GLUED = re.compile(r"(\d)(?=[^\W\d_])|([^\W\d_])(?=\d)")
_RANGE = re.compile(r"(?<=\d)\s*[-–—/]\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """How long. `ongoing`: it was said to last still, so it is this long at least."""

    length: timedelta
    ongoing: bool


def read_span(folded: str, tongues: Sequence[Tongue]) -> Span | None:
    """Read a length of time, in any language, if the words are about nothing else.

    A range ("3-4 days") and a doubt count as the longer. "A couple of days" is 2, "a few" or just
    "days" 3, "more than a day" a little more than one.

    Args:
        folded: What was typed, folded (see bot/flow/hearing/tongue.py).
    """
    text = _RANGE.sub(" ", _GLUED.sub(r"\1\2 ", in_figures(folded, tongues)))
    ongoing = beyond = False
    numbers: list[float] = []
    found: list[timedelta] = []
    unit = timedelta(0)
    for kind, phrase in _pieces(text, tongues):
        match kind:
            case "ongoing":
                ongoing = True
            case "beyond":
                ongoing = beyond = True
            case "number":
                numbers.append(_number(phrase, tongues))
            case "unit":
                unit = UNITS[_key(phrase, (t.units for t in tongues))]
                found.append(_times(numbers or _bare(phrase, tongues), unit))
                numbers = []
            case "moment":
                found.append(UNITS[_key(phrase, (t.moments for t in tongues))])
                ongoing = True
            case "unknown":
                return None
            case _:
                pass
    if not found:
        return None
    half = unit * sum(number for number in numbers if number < 1)  # "two hours and a half"
    more = timedelta(minutes=1) if beyond else timedelta(0)
    return Span(sum(found, half + more), ongoing)


def _times(numbers: list[float], unit: timedelta) -> timedelta:
    """Multiply: half an hour has 0.5 and 1, a couple of weeks 1 and 2, two and a half days 2 and 0.5.

    Of a range, "3 4 days", the longer counts.
    """
    whole = [number for number in numbers if number >= 1]
    halves = [number for number in numbers if number < 1]
    if halves and (not whole or max(whole) == 1):
        return unit * halves[0]
    return unit * (max(whole) + sum(halves))


def _bare(phrase: str, tongues: Iterable[Tongue]) -> list[float]:
    """How many a unit without a number means: "a" week is one, "weeks" are some."""
    known = {word for tongue in tongues for words in tongue.units.values() for word in words}
    plural = any(phrase.removesuffix(end) in known - {phrase} for end in ("s", "es"))
    return [SOME] if plural else [1]


def _pieces(text: str, tongues: Iterable[Tongue]) -> Iterator[tuple[str, str]]:
    """Cut the text into the longest phrases that are known, each with its kind."""
    known = {
        phrase: kind
        for tongue in tongues
        for kind, phrases in (
            ("filler", (*tongue.filler, *tongue.and_)),
            ("ongoing", tongue.ongoing),
            ("beyond", tongue.beyond),
            ("number", tongue.numbers),
            ("unit", [p for phrases in tongue.units.values() for p in phrases]),
            ("moment", [p for phrases in tongue.moments.values() for p in phrases]),
        )
        for phrase in phrases
    }
    left = re.sub(r"[^\w\s'.,]|(?<!\d)[.,]|[.,](?!\d)", " ", text).split()
    while left:
        sizes = range(min(4, len(left)), 0, -1)
        size = next((n for n in sizes if " ".join(left[:n]) in known), 1)
        phrase = " ".join(left[:size])
        yield known.get(phrase, "number" if _NUMBER.fullmatch(phrase) else "unknown"), phrase
        left = left[size:]


def _number(phrase: str, tongues: Iterable[Tongue]) -> float:
    if _NUMBER.fullmatch(phrase):
        return float(phrase.replace(",", "."))
    return next(tongue.numbers[phrase] for tongue in tongues if phrase in tongue.numbers)


def _key(phrase: str, tables: Iterable[Mapping[str, Sequence[str]]]) -> str:
    return next(key for table in tables for key, phrases in table.items() if phrase in phrases)
