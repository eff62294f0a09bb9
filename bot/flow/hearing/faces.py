"""Times of day as they are spoken: "half past six", "las nueve menos cuarto", "seven thirty".

A form that may be anything else is left alone, so that words too many stay, and are asked about.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.flow.hearing.numbers import articles, one_of, parts, spelled
from bot.flow.hearing.tongue import Tongue

HOUR = 60
SPOKEN = {
    5,
    10,
    15,
    20,
    25,
    30,
}  # minutes that need no "minutes" behind them; "9 to 6" are two hours
_FIGURES = r"(?<![\d:.,/⁄+-])\d{1,2}(?![\d:/⁄-]|[.,]\d)"


@dataclass(frozen=True, slots=True)
class Face:
    """What a clock shows. `certain`: of which half of the day. `named`: by a name such as "noon".

    `sure`: only the half of the day may be in doubt. `crosses`: it is before the twelve that was said, so that "pm"
    may be of either.
    """

    hour: int
    minute: int
    certain: bool
    named: bool = False
    sure: bool = True
    crosses: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """An hour and its minutes as they stand in the words; `plain` where both are in figures, without a unit."""

    hour: int
    minute: int
    certain: bool
    named: bool
    plain: bool
    counted: bool  # "ten minutes to six"
    alone: bool  # no other number beside it


Meant = Callable[[Said], tuple[Face, ...]]


def take_spoken(folded: str, tongues: Sequence[Tongue]) -> tuple[str, list[tuple[Face, ...]]]:
    """Take out the times that are spoken: the words left, and of each time what it may be."""
    found: list[tuple[Face, ...]] = []
    words = _words(tuple(tongues))
    text = words.roughly.sub(words.sharp, folded)
    for pattern, meant in words.forms:
        kept, last = [], 0
        for match in pattern.finditer(text):
            said = words.said(match)
            if said is not None and (faces := meant(said)):
                found.append(faces)
                kept.append(text[last : match.start()])
                last = match.end()
        text = " ".join([*kept, text[last:]])
    return text, found


@dataclass(frozen=True, slots=True)
class _Words:
    """The words for hours and minutes, and the forms they stand in, of all languages together."""

    numbers: Mapping[str, int]
    minutes: Mapping[str, int]  # also a quarter and a half
    named: Mapping[str, int]  # hours with a name: noon
    roughly: re.Pattern[str]
    sharp: str  # what may stand in its place
    forms: tuple[tuple[re.Pattern[str], Meant], ...]

    def said(self, match: re.Match[str]) -> Said | None:
        """What stands in one of the forms; None where there is no such hour."""
        hour, minute = match["hour"], match.groupdict().get("minute") or "0"
        number = self._number(hour)
        figures = hour.isdecimal() + minute.isdecimal()
        before, after = match.string[: match.start()].split(), match.string[match.end() :].split()
        beside = {*before[-1:], *(word.rstrip(",") for word in after[:1])}
        if number > 23 or (minutes := self._number(minute)) >= HOUR:
            return None
        return Said(
            number,
            minutes,
            number > 12 or number == 0 or hour.startswith("0") or hour in self.named,
            hour in self.named,
            plain=figures == 2,
            counted=bool(match.groupdict().get("unit")),
            alone=not any(word.isdecimal() or word in self.numbers for word in beside),
        )

    def _number(self, said: str) -> int:
        return int(said) if said.isdecimal() else {**self.named, **self.minutes}[said]


@lru_cache(maxsize=8)
def _words(tongues: tuple[Tongue, ...]) -> _Words:
    numbers = {word: n for tongue in tongues for word, n in spelled(tongue).items()}
    minutes = {word: round(n * HOUR) for t in tongues for word, n in parts(t).items()} | numbers
    named = {
        word: int(key.partition(":")[0])
        for tongue in tongues
        for key, words in tongue.times.items()
        for word in words
    }
    roughly = one_of(word for tongue in tongues for word in tongue.roughly)
    sharp = next((word for tongue in tongues for word in tongue.sharp), "")
    hours = {*named, *(word for word, number in numbers.items() if number <= 23)}
    forms = tuple((re.compile(form), meant) for form, meant in _forms(tongues, hours, minutes))
    pattern = re.compile(rf"(?<=\w)(?:{roughly})\b")
    return _Words(numbers, minutes, named, pattern, f" {sharp}", forms)


def _forms(
    tongues: Sequence[Tongue], hours: set[str], minutes: Mapping[str, int]
) -> tuple[tuple[str, Meant], ...]:
    ones = one_of(word for word, number in minutes.items() if 0 < number < 10)
    hour = rf"(?P<hour>\b(?:{one_of(hours)})\b(?![ -](?:{ones})\b)|{_FIGURES})"
    number = rf"(?P<minute>\b(?:{one_of(minutes)})\b|{_FIGURES})"
    units = one_of(word for t in tongues for word in t.units.get("minute", ()))
    some = rf"(?:\b(?:{one_of(word for t in tongues for word in articles(t))}) )?"
    minute = rf"{number}(?P<unit> (?:{units})\b)?"
    past = one_of(word for tongue in tongues for word in tongue.past)
    to = one_of(word for tongue in tongues for word in tongue.to)
    with_ = one_of(word for tongue in tongues for word in tongue.with_)
    less = one_of(word for tongue in tongues for word in tongue.less)
    half_of = one_of(word for tongue in tongues for word in tongue.half_of)
    zero = one_of(word for tongue in tongues for word in tongue.zero)
    sharp = one_of(word for tongue in tongues for word in tongue.sharp)
    return (
        (rf"{some}{minute} (?:{past}) {hour}", _past),
        (rf"{some}{minute} (?:{to}) {hour}", _to),
        (rf"{hour} (?:{less}) {minute}", _less),
        (rf"{hour} (?:{with_}) {minute}", _with),
        (rf"\b(?:{half_of}) {hour}", _half),
        (rf"{hour} (?:{zero}) {number}", _with_zero),
        (rf"{hour} {number}", _beside),
        (rf"{hour} (?:{sharp})(?!\w)", _plainly),
    )


def _plainly(said: Said) -> tuple[Face, ...]:
    return (Face(said.hour, said.minute, said.certain, said.named),)


def _past(said: Said) -> tuple[Face, ...]:
    return _plainly(said) if said.counted or said.minute in SPOKEN else ()


def _to(said: Said) -> tuple[Face, ...]:
    if not said.counted and said.minute not in SPOKEN - {30}:
        return ()
    return _ago(said, sure=said.counted or not said.plain)  # "10 to 6" may be two hours


def _less(said: Said) -> tuple[Face, ...]:
    return _ago(said, sure=True)


def _ago(said: Said, *, sure: bool) -> tuple[Face, ...]:
    hour, minute = divmod((said.hour * HOUR - said.minute) % (24 * HOUR), HOUR)
    if not said.certain:
        hour = (hour - 1) % 12 + 1
    return (Face(hour, minute, said.certain, said.named, sure, crosses=said.hour == 12),)


def _with(said: Said) -> tuple[Face, ...]:
    return _plainly(said) if said.counted or not said.plain else ()


def _half(said: Said) -> tuple[Face, ...]:
    """Half past to some, half to it to others."""
    before = (said.hour - 1) % 24 if said.certain else (said.hour - 2) % 12 + 1
    return tuple(
        Face(hour, 30, said.certain, said.named, sure=False) for hour in (said.hour, before)
    )


def _with_zero(said: Said) -> tuple[Face, ...]:
    return _plainly(said) if said.minute < 10 and said.alone else ()


def _beside(said: Said) -> tuple[Face, ...]:
    """In words only, and without a third number: "twenty five" is one, "three seven thirty" may be a day and a time."""
    return _plainly(said) if said.minute >= 10 and said.alone and not said.plain else ()
