"""The pieces of a typed day or time: dates, times, weekdays, months and small words, in any language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from bot.flow.hearing.pieces import Piece, pieces
from bot.flow.hearing.tongue import Tongue

Kind = Literal[
    "date", "ahead", "later", "weekday", "number", "time", "half", "doubt", "filler", "unknown"
]

_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:t| |$|(?=,))")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|o|a|\.)(?= |,|$)")  # fold makes º an o
_SLASHED = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})(?:\2(\d{4}|\d\d))?(?=[ ,]|$)")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d\d)| ?(?=[ap]\.? ?m\b)| ?h)(?:rs?|s)?(?=[ ,ap]|$)")
_PLUS = re.compile(r" ?\(?\+([1-3])\)?$")  # "06:10 +1", as tickets have it
_HALF = re.compile(r"\b([ap])\. ?m\b\.?|(?<=\d)([ap])m\b")
UNSAID = -1  # the year of a date such as 3/12, in which day and month may be either


@dataclass(frozen=True, slots=True)
class Token:
    """One piece, with its numbers.

    date: year (0 unsaid), month, day; or minus the year (-1 unsaid) and two numbers in either order.
    ahead: days from today. later: days from the one before, then the half of the day, -1 unsaid.
    weekday: 1 for Monday, then 1 for "next" or 2 for "this". number: a day of a month.
    time: hour, minute, 1 where it is certainly of 24 hours, and the figures of the hour where minutes were written.
    half: 0 before noon, 1 after, 2 in the morning, 3 at night.
    doubt: some word may mean something else.
    """

    kind: Kind
    values: tuple[int, ...] = ()


def tokens(
    folded: str, tongues: Sequence[Tongue], wanted: Literal["day", "time"]
) -> tuple[Token, ...]:
    """Cut what was typed into its pieces, small words left out.

    Args:
        wanted: What a bare number is.
    """
    found: list[Token] = []
    text = " ".join(_HALF.sub(lambda m: f" {m[1] or m[2]}m ", folded).split())
    for pattern, read in ((_PLUS, _plus), (_ISO, _iso), (_TIME, _time), (_SLASHED, _slashed)):
        text = pattern.sub(partial(read, found), text)
    text = _ORDINAL.sub(r"\1 ", text)
    found += _joined(list(pieces(text, tongues)), wanted)
    return tuple(token for token in found if token.kind != "filler")


def _plus(found: list[Token], match: re.Match[str]) -> str:
    found.append(Token("later", (int(match[1]), UNSAID)))
    return ""


def _iso(found: list[Token], match: re.Match[str]) -> str:
    found.append(Token("date", (int(match[1]), int(match[2]), int(match[3]))))
    return " "


def _time(found: list[Token], match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59:
        return match[0]
    certain = match[1].startswith("0") or "h" in match[0]
    digits = len(match[1]) if match[2] else 0
    found.append(Token("time", (hour, minute, int(certain), digits)))
    return " "


def _slashed(found: list[Token], match: re.Match[str]) -> str:
    year = -UNSAID
    if match[4]:
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
    elif match[2] == ".":
        return match[0]
    found.append(Token("date", (-year, int(match[1]), int(match[3]))))
    return " "


def _joined(found: list[Piece], wanted: Literal["day", "time"]) -> Iterator[Token]:
    """Put together what belongs together: a day, its month and its year; a weekday and "next"."""
    told, doubtful = _told_apart(found)
    if doubtful:
        yield Token("doubt")
    months = [p.values[0] for p in told if p.kind == "month"]
    nexts = [p for p in told if p.kind in {"this", "next"}]
    weekdays = [p for p in told if p.kind == "weekday"]
    if len(months) > 1 or len(nexts) > 1 or len(nexts) > len(weekdays):
        yield Token("unknown")
        return
    for weekday in weekdays:
        said = {"next": 1, "this": 2}[nexts[0].kind] if nexts else 0
        yield Token("weekday", (*weekday.values, said))
    numbers: list[int] = []
    previous = ""
    for piece in told:
        if piece.kind == "number" and previous == "clock":
            hour = piece.values[0]
            yield Token("time", (hour, 0, 0)) if hour <= 23 else Token("unknown")
        elif piece.kind == "number":
            numbers.append(piece.values[0])
        elif piece.kind in {"ahead", "later", "half", "time", "unknown"}:
            yield Token(piece.kind, piece.values)
        previous = piece.kind
    ahead = any(piece.kind in {"ahead", "later"} for piece in told)
    yield from _dated(months, numbers, "time" if ahead else wanted)  # "tomorrow 7" is no 7th


def _told_apart(found: list[Piece]) -> tuple[list[Piece], bool]:
    """Take "mar" for Tuesday, as in Spanish, or for March; and say whether it might be the other."""
    told = list(found)
    either = [at for at, piece in enumerate(found) if piece.kind == "either"]
    kinds = [piece.kind for piece in found]
    numbers = [piece.values[0] for piece in found if piece.kind == "number"]
    for at in reversed(either):  # "mar, 2 mar 2027": the month stands last
        is_month = "month" not in kinds and bool(numbers)
        kinds[at] = "month" if is_month else "weekday"
        told[at] = Piece(kinds[at], (found[at].values[0 if is_month else 1],))
    plain = "month" in [piece.kind for piece in found] or "weekday" in kinds
    return told, bool(either) and bool(numbers) and not plain and max(numbers) < 100


def _dated(
    months: list[int], numbers: list[int], wanted: Literal["day", "time"]
) -> Iterator[Token]:
    years = [n for n in numbers if n > 99]
    days = [n for n in numbers if n <= 31]
    if len(years) > 1 or len(days) > 1 or len(years) + len(days) < len(numbers):
        yield Token("unknown")
    elif months and days:
        yield Token("date", (years[0] if years else 0, months[0], days[0]))
    elif months or years:
        yield Token("unknown")
    elif days and wanted == "time":
        yield Token("time", (days[0], 0, 0)) if days[0] <= 23 else Token("unknown")
    elif days:
        yield Token("number", (days[0],))
