"""The time among the pieces of what was typed: its half of the day is never guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import chain
from typing import Literal

from bot.flow.hearing.pieces import EVENING, HALVES, MORNING, NIGHT
from bot.flow.hearing.token import Token

_HOURS = {  # of 24, that each half of the day may have
    HALVES["am"]: set(range(12)),
    HALVES["pm"]: set(range(12, 24)),
    MORNING: set(range(13)),
    NIGHT: {*range(6), *range(18, 24)},
    EVENING: {*range(6), *range(16, 24)},
}
_BY_DEFAULT = {HALVES["am"], HALVES["pm"]}


@dataclass(frozen=True, slots=True)
class Times:
    """The times that may be meant, the likelier first; none where none was said. For the rest see Moments."""

    times: tuple[time, ...] = ()
    sure: bool = True
    marked: Literal[0, 12, 24] = 0
    hour_digits: int = 0


def read_times_among(found: Sequence[Token]) -> Times | None:
    """The time said; None where there are two, or a half of the day without a time."""
    hours = [token.values for token in found if token.kind == "time"]
    either = [token.values for token in found if token.kind == "maybe"]
    halves = {token.values[0] for token in found if token.kind == "half"}
    if hours or either:
        halves |= {t.values[1] for t in found if t.kind in {"ahead", "later"} and t.values[1] >= 0}
    if len(hours) + bool(either) > 1 or (halves and not hours and not either):
        return None
    if either:
        return _either([_time(values, halves) for values in either])
    return _time(hours[0], halves) if hours else Times()


def _either(each: Iterable[Times | None]) -> Times | None:
    """One time that was said in a way that may mean several."""
    times = dict.fromkeys(chain.from_iterable(one.times for one in each if one is not None))
    return Times(tuple(times), sure=False) if times else None


def _time(values: Sequence[int], halves: set[int]) -> Times | None:
    hour, minute, certain, digits, crosses = (*values, 0, 0)[:5]
    if halves and not (crosses and halves & _BY_DEFAULT):
        return _of_half(hour, minute, halves)
    if certain or not 1 <= hour <= 12:
        return _by_24(hour, minute) if certain < 2 else Times((time(hour, minute),))
    both = time(hour % 12, minute), time(hour % 12 + 12, minute)
    likelier = both if hour < 12 else (both[1], both[0])
    return Times(likelier, sure=False, hour_digits=digits)


def _of_half(hour: int, minute: int, halves: set[int]) -> Times | None:
    """The time of an hour with its half of the day, or halves: "9 in the morning", "2 am at night"."""
    may_be = set.intersection(*(_HOURS[half] for half in halves))
    if not 1 <= hour <= 12:
        return _by_24(hour, minute) if hour in may_be else None
    hours = [h for h in (hour % 12, hour % 12 + 12) if h in may_be]
    if not hours:
        return None
    # Of noon, midnight and the small hours people speak in more ways than one.
    said = halves & _BY_DEFAULT or 6 <= hour <= 11 or not halves & {NIGHT, EVENING}
    sure = len(hours) == 1 and bool(said)
    return Times(tuple(time(h, minute) for h in hours), sure, marked=12)


def _by_24(hour: int, minute: int) -> Times:
    return Times((time(hour, minute),), marked=24)
