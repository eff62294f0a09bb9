"""Numbers in words to figures: "forty-five", "cuarenta y cinco", "two and a half", "2½"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial

from bot.flow.hearing.tongue import Tongue

_PARTS = {"1/4": ".25", "1/2": ".5", "3/4": ".75"}
# On paper it is 2 1/2; one sign for the half is folded to figures around a slash of its own.
_BROKEN = re.compile(r"(?<![\d/.,])(?:(\d{1,3})[ -])?(1[/⁄]2|[13][/⁄]4)(?![\d/])")


def in_figures(folded: str, tongues: Sequence[Tongue]) -> str:
    """Write the numbers of a length of time in figures: 45, 2.5.

    Not for times of day, where 1/2 is a date and "veinte y cinco" five past eight in the evening.
    """
    figured = _BROKEN.sub(lambda m: (m[1] or "0") + _PARTS[m[2].replace("⁄", "/")], folded)
    for tongue in tongues:
        figured = _several(tongue).sub(partial(_part, parts(tongue)), figured)
        figured = _whole(tongue).sub(partial(_figure, spelled(tongue)), figured)
        figured = _mixed(tongue).sub(partial(_with_part, parts(tongue)), figured)
    return figured


@lru_cache(maxsize=16)
def spelled(tongue: Tongue) -> Mapping[str, int]:
    """What is certainly a whole number: "a" is no one, and "a few" are some."""
    known = {
        word: int(number)
        for word, number in tongue.numbers.items()
        if len(word) > 2 and number == int(number) and word not in tongue.vague
    }
    tens = {word: n for word, n in known.items() if n in range(20, 100, 10)}
    ones = {word: n for word, n in known.items() if 1 <= n <= 9}
    joints = (" ", "-", *(f" {word} " for word in tongue.compound))
    return known | {
        f"{ten}{joint}{one}": tens[ten] + ones[one]
        for ten in tens
        for one in ones
        for joint in joints
    }


@lru_cache(maxsize=16)
def parts(tongue: Tongue) -> Mapping[str, float]:
    """What is less than one: a half, three quarters."""
    return {word: number for word, number in tongue.numbers.items() if 0 < number < 1}


@lru_cache(maxsize=16)
def articles(tongue: Tongue) -> tuple[str, ...]:
    """What is one, or no number at all: "a"."""
    return tuple(word for word, number in tongue.numbers.items() if number == 1)


def one_of(phrases: Iterable[str]) -> str:
    """A pattern for any of these phrases, as whole words, the longest first; for none of them, what never matches."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(map(re.escape, longest_first)) or r"(?!)"


@lru_cache(maxsize=16)
def _whole(tongue: Tongue) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of(spelled(tongue))})\b")


@lru_cache(maxsize=16)
def _several(tongue: Tongue) -> re.Pattern[str]:
    """Parts of more than one word: "three quarters"."""
    return re.compile(rf"\b(?:{one_of(word for word in parts(tongue) if ' ' in word)})\b")


@lru_cache(maxsize=16)
def _mixed(tongue: Tongue) -> re.Pattern[str]:
    """A number with a part: "2 and a half". What comes before is no figure of the same number."""
    joint, one, part = one_of(tongue.and_), one_of(articles(tongue)), one_of(parts(tongue))
    return re.compile(rf"(?<![\d.,:])(\d{{1,4}}) (?:{joint}) (?:(?:{one}|1) )?({part})\b")


def _figure(known: Mapping[str, int], match: re.Match[str]) -> str:
    return str(known[match[0]])


def _part(known: Mapping[str, float], match: re.Match[str]) -> str:
    return f"{known[match[0]]:g}"


def _with_part(known: Mapping[str, float], match: re.Match[str]) -> str:
    return f"{int(match[1]) + known[match[2]]:g}"
