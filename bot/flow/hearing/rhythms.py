"""How often within a day, as people type it: "8:00, 14:00 and 20:00", "every 2 hours between 9 and 18".

Whether morning or evening is meant is never guessed where both would do.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product

from bot.flow.hearing.days import NoSuchDayError
from bot.flow.hearing.lengths import read_length
from bot.flow.hearing.moments import Moments, read_moments
from bot.flow.hearing.tongue import Tongue

LISTED = 40  # words; with a longer list everybody would wait for it
Window = tuple[int, int]  # minutes after midnight, both included
_MIDNIGHT = datetime(2000, 1, 1)  # noqa: DTZ001  only days are counted from it, and a list of times has none


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A step in minutes, a window, or both. `sure` is False where the window may be meant otherwise."""

    step: int | None = None
    window: Window | None = None
    sure: bool = True


def read_times(folded: str, tongues: Sequence[Tongue]) -> tuple[int, ...] | None:
    """Read several times of a day, in minutes after midnight, in order.

    Args:
        folded: What was typed, folded (see bot/flow/hearing/tongue.py).

    Returns:
        None where it is about something else; nothing where morning or evening may be meant.
    """
    if len(folded.split()) > LISTED:
        return None
    text = _without(folded, {phrase for tongue in tongues for phrase in tongue.daily})
    if re.search(r"^[^,;]*(?<![:.\d])\b\d{1,2} y [0-5]\d(?![\d:.])[^,;]*$", text):
        return ()  # "las 8 y 20": twenty past eight, or two times
    found: list[Moments] = []
    for part in filter(None, map(str.strip, re.split(r"[,;](?!\d)", text))):
        said = _listed(part, tongues)
        if said is None:
            return None
        found += said
    if not found or not (
        _by_24(found) or all(len(each.times) == 1 and each.sure_of_time for each in found)
    ):
        return () if found else None
    return tuple(sorted({_minutes(each)[0] for each in found}))


def read_rhythm(folded: str, tongues: Sequence[Tongue], *, asked: bool = False) -> Rhythm | None:
    """Read a step, or a step and a window in either order.

    Args:
        folded: As above.
        asked: It was asked for, so "2 hours" and "9 to 18" are enough.

    Returns:
        None where it is about something else.
    """
    said = folded.split()
    every = {word for tongue in tongues for word in tongue.every}
    opening = {word for tongue in tongues for word in tongue.between}
    at = next((n for n, word in enumerate(said) if word in every), None)
    if at is None and not asked:
        return None
    said = said[at:] + said[:at] if at else said
    length = read_length(" ".join(said), tongues)
    if length is not None:
        return Rhythm(length)
    for n, word in enumerate(said):
        if word not in opening:
            continue
        step = read_length(" ".join(said[:n]), tongues) if n else None
        if step is not None or (n == 0 and asked):
            return _within(said[n + 1 :], step, tongues)
    return _within(said, None, tongues) if asked else None


def _within(said: list[str], step: int | None, tongues: Sequence[Tongue]) -> Rhythm | None:
    until = {word for tongue in tongues for word in tongue.until}
    spaced = re.sub(r"(?<=[\dhm])[-–](?=\d)", " - ", " ".join(said)).split()
    for n in (n for n, word in enumerate(spaced) if word in until):
        begins, ends = (_time(" ".join(p), tongues) for p in (spaced[:n], spaced[n + 1 :]))
        if begins is None or ends is None:
            continue
        if _by_24((begins, ends)):
            windows = [(_minutes(begins)[0], _minutes(ends)[0])]
        else:
            windows = [(a, b) for a, b in product(_minutes(begins), _minutes(ends)) if a < b]
        return Rhythm(step, windows[0]) if len(windows) == 1 else Rhythm(step, sure=False)
    return None


def _listed(part: str, tongues: Sequence[Tongue]) -> list[Moments] | None:
    """The times of "14:00 and 20:00"; one that has such a word in it, "8 y media", is a time itself."""
    if (alone := _time(part, tongues)) is not None:
        return [alone]
    joining = {word for tongue in tongues for word in tongue.and_}
    said = part.split()
    for n in (n for n, word in enumerate(said) if word in joining):
        before = _time(" ".join(said[:n]), tongues) if n else None
        if n and before is None:
            continue  # whatever follows: with a long sentence full of "and" everybody would wait for it
        if (rest := _listed(" ".join(said[n + 1 :]), tongues)) is not None:
            return [*([before] if before else []), *rest]
    return None


def _time(part: str, tongues: Sequence[Tongue]) -> Moments | None:
    try:
        found = read_moments(part, tongues, _MIDNIGHT, "time")
    except NoSuchDayError:
        return None
    return found if found is not None and found.times and not found.days else None


def _by_24(found: Sequence[Moments]) -> bool:
    """Whether one of them can only be of the clock of 24 hours; noon is of either."""
    return any(each.marked == 24 and each.times[0].hour != 12 for each in found)


def _minutes(found: Moments) -> tuple[int, ...]:
    return tuple(time.hour * 60 + time.minute for time in found.times)


def _without(folded: str, phrases: set[str]) -> str:
    for phrase in sorted(phrases, key=len, reverse=True):
        for text in (folded.removeprefix(f"{phrase} "), folded.removesuffix(f" {phrase}")):
            if text != folded:
                return text
    return folded
