"""A length of time to be kept to: "90 minutes", "an hour and a half", "1h30". Exact, or not understood.

Unlike bot/flow/hearing/spans.py, which takes the longer of what may be meant, as befits how long a leg hurts.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from bot.flow.hearing.numbers import in_figures
from bot.flow.hearing.spans import UNITS
from bot.flow.hearing.tongue import Tongue

MINUTE = UNITS["minute"]
_CLOCK = re.compile(r"\b(\d{1,3}):([0-5]\d)(?: ?h(?:ours|oras|s)?)?\b")
_COMPACT = re.compile(r"\b(\d{1,3}) ?h(?:ours?|oras?|rs?)? ?([0-5]?\d)(?: ?m)?$")
_GLUED = re.compile(r"(\d)-?(?=[^\W\d_])")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*|\S")


def read_length(folded: str, tongues: Sequence[Tongue], *, bare: str = "") -> int | None:
    """Read a length of time in whole minutes, in any language; "about" before it, or "it takes", changes nothing.

    Args:
        folded: What was typed, folded (see bot/flow/hearing/tongue.py).
        bare: The unit of a number without one: "minute". Empty: such a number is not understood.

    Returns:
        None where it is not exact ("a few hours", "2-3 hours"), or about something else.
    """
    folded = in_figures(folded, tongues)
    written = _COMPACT.sub(r"\1 h \2 min", _CLOCK.sub(r"\1 h \2 min", folded))
    if (text := _unwrapped(written, tongues)) is None:
        return None
    if bare and re.fullmatch(r"[0-9]{1,4}", text) and int(text):
        return round(int(text) * (UNITS[bare] / MINUTE))
    return _sum(_pieces(_GLUED.sub(r"\1 ", text), tongues))


def _unwrapped(text: str, tongues: Sequence[Tongue]) -> str | None:
    """Without the words around it; None where they are not around a number: "unas horas" are some."""
    around = sorted({p for t in tongues for p in (*t.about, *t.lasts)}, key=len, reverse=True)
    left = text
    while phrase := next((p for p in around if left.startswith(f"{p} ")), None):
        left = left[len(phrase) + 1 :]
    while phrase := next((p for p in around if left.endswith(f" {p}")), None):
        left = left[: -len(phrase) - 1]
    first = next(iter(_TOKEN.findall(_GLUED.sub(r"\1 ", left))), "")
    units = {word for t in tongues for words in t.units.values() for word in words}
    counted = any(first in t.numbers and first not in t.vague for t in tongues)
    counted = counted or (first in units and f"{first}s" in units)  # one: "dura hora y media"
    return left if left == text or first[:1].isdecimal() or counted else None


def _sum(pieces: Iterator[tuple[str, Fraction]]) -> int | None:
    total = Fraction(0)
    number: Fraction | None = None
    unit: Fraction | None = None
    for kind, value in pieces:
        if kind == "units" and number is None:
            return None  # "hours late": nobody said how many
        if kind in {"unit", "units"}:
            unit = value
            total += (Fraction(1) if number is None else number) * unit
            number = None
        elif kind == "number" and number is None:
            number = value
        elif (
            kind == "number" and number is not None and min(value, number) < max(value, number) == 1
        ):
            number = min(value, number)  # half an hour, a half hour
        elif kind != "and" and not (kind == "of" and number is not None and number < 1):
            return None
    if number is not None and number < 1 and unit is not None:
        total, number = total + unit * number, None  # an hour and a half
    exact = unit is not None and number is None and total.denominator == 1 and total > 0
    return int(total) if exact else None


def _pieces(text: str, tongues: Sequence[Tongue]) -> Iterator[tuple[str, Fraction]]:
    vague = {word for tongue in tongues for word in tongue.vague}
    joining = {word for tongue in tongues for word in (*tongue.and_, *tongue.every)} | {","}
    numbers = {word: n for tongue in tongues for word, n in tongue.numbers.items()}
    of = {word for tongue in tongues for word in tongue.of}
    units = {
        word: Fraction(UNITS[key] // MINUTE)
        for tongue in tongues
        for key, words in tongue.units.items()
        if key not in {"second", "month", "year"}
        for word in words
    }
    for token in _TOKEN.findall(text):
        if token[0].isdecimal():
            yield "number", Fraction(token.replace(",", "."))
        elif token in units:
            yield "units" if token.endswith("s") and token[:-1] in units else "unit", units[token]
        elif token in numbers and token not in vague:
            yield "number", Fraction(numbers[token])
        elif token in joining:
            yield "and", Fraction(0)
        elif token in of:
            yield "of", Fraction(0)
        else:
            yield "unknown", Fraction(0)
