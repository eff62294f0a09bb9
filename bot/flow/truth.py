"""Does a condition hold? Asked of finished answers, and of answers that are still being given."""

from collections.abc import Container, Iterator
from enum import Enum
from typing import assert_never

from bot.flow.condition import All, Any, Chosen, Condition, Given, Not, Values


class Truth(Enum):
    NO = 0
    OPEN = 1  # answers yet to come may settle it either way
    YES = 2


def truth(condition: Condition, given: Given, unasked: Container[str] = ()) -> Truth:
    """Say whether a condition holds, does not, or still depends on questions nobody has answered.

    Args:
        unasked: Questions that may still be asked. One that is neither here nor in `given` never will be.

    Returns:
        OPEN whenever in doubt: it may turn out settled, but YES and NO are certain whatever comes.
    """
    if isinstance(
        condition, Chosen
    ):  # isinstance, for `match` costs thrice as much and this is hot
        if condition.question in given:
            return Truth.YES if fulfils(condition, given[condition.question]) else Truth.NO
        return Truth.OPEN if condition.question in unasked else Truth.NO
    if isinstance(condition, Not):
        return _OPPOSITE[truth(condition.part, given, unasked)]
    decisive = Truth.NO if isinstance(condition, All) else Truth.YES
    found = _OPPOSITE[decisive]
    for part in condition.parts:
        state = truth(part, given, unasked)
        if state is decisive:
            return state
        if state is Truth.OPEN:
            found = state
    return found


_OPPOSITE = {Truth.NO: Truth.YES, Truth.OPEN: Truth.OPEN, Truth.YES: Truth.NO}


def holds(condition: Condition, given: Given) -> bool:
    """Say whether a condition holds once no more answers come."""
    return truth(condition, given) is Truth.YES


def undecided(condition: Condition, given: Given, unasked: Container[str]) -> Iterator[str]:
    """The unasked questions whose answers could still settle a condition, perhaps repeated."""
    if truth(condition, given, unasked) is not Truth.OPEN:
        return
    match condition:
        case Chosen(question):
            yield question
        case All(parts) | Any(parts):
            for part in parts:
                yield from undecided(part, given, unasked)
        case Not(part):
            yield from undecided(part, given, unasked)
        case _:
            assert_never(condition)


def counted(
    condition: Condition, given: Given, *, denied: bool = False
) -> Iterator[tuple[str, Values]]:
    """The answers that made a condition hold: questions and the chosen values that mattered.

    What was *not* chosen (`not:`, `unless:`) is no answer to quote.

    Args:
        denied: The condition stands behind a `not:`, and does not hold.
    """
    match condition:
        case Chosen(question, values, how):
            if not denied and question in given and fulfils(condition, given[question]):
                chosen = given[question]
                yield question, chosen if how == "none" else tuple(v for v in chosen if v in values)
        case All(parts) | Any(parts):
            for part in parts:
                if holds(part, given) is not denied:
                    yield from counted(part, given, denied=denied)
        case Not(part):
            yield from counted(part, given, denied=not denied)
        case _:
            assert_never(condition)


def fulfils(chosen: Chosen, values: Values) -> bool:
    """Say whether an answer stands in the relation to the option names that is asked for."""
    match chosen.how:
        case "any":
            return len(chosen.values.intersection(values)) >= chosen.count
        case "all":
            return chosen.values.issubset(values)
        case "only":
            return chosen.values.issuperset(values)
        case "none":
            return chosen.values.isdisjoint(values)
        case _:
            assert_never(chosen.how)
