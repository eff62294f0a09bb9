"""What is left of a condition once some questions are answered.

Residuals are shared: two conditions that will hold for the same later answers, as far as their form shows,
are one object. So a walk over every answer can remember where it has been.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, assert_never

from bot.flow.condition import All, Any, Chosen, Condition, Not

Kind = Literal["yes", "no", "chosen", "all", "any", "not"]


@dataclass(frozen=True, slots=True, eq=False)
class Residual:
    """YES, NO, one Chosen, or a combination of others.

    Made by `_shared` alone, which gives the same object for the same meaning: so residuals are compared
    and hashed by identity, which is what makes the walk quick.
    """

    kind: Kind
    chosen: Chosen | None
    parts: frozenset["Residual"]
    questions: frozenset[str]


_made: dict[tuple[Kind, Chosen | None, frozenset[Residual]], Residual] = {}


def _shared(
    kind: Kind, parts: frozenset[Residual] = frozenset(), chosen: Chosen | None = None
) -> Residual:
    key = kind, chosen, parts
    if key not in _made:
        names = (part.questions for part in parts)
        questions = frozenset((chosen.question,)) if chosen else frozenset().union(*names)
        _made[key] = Residual(kind, chosen, parts, questions)
    return _made[key]


YES, NO = _shared("yes"), _shared("no")


def residual(condition: Condition) -> Residual:
    """The residual of a condition before any answer."""
    match condition:
        case Chosen():
            return _shared("chosen", chosen=condition)
        case All(parts):
            return every(residual(part) for part in parts)
        case Any(parts):
            return some(residual(part) for part in parts)
        case Not(part):
            return negation(residual(part))
        case _:
            assert_never(condition)


def every(parts: Iterable[Residual]) -> Residual:
    return _join("all", parts, neutral=YES, decisive=NO)


def some(parts: Iterable[Residual]) -> Residual:
    return _join("any", parts, neutral=NO, decisive=YES)


def negation(part: Residual) -> Residual:
    if part is YES:
        return NO
    if part is NO:
        return YES
    if part.kind == "not":
        return next(iter(part.parts))
    return _shared("not", frozenset((part,)))


@lru_cache(maxsize=200_000)
def answered(left: Residual, question: str, fulfilled: AbstractSet[Chosen]) -> Residual:
    """What is left after one answer.

    Args:
        fulfilled: Which of all Chosen on this question the answer fulfils; none where it is not asked.
    """
    if question not in left.questions:
        return left
    match left.kind:
        case "chosen":
            return YES if left.chosen in fulfilled else NO
        case "not":
            return negation(answered(next(iter(left.parts)), question, fulfilled))
        case "all":
            return every(answered(part, question, fulfilled) for part in left.parts)
        case _:
            return some(answered(part, question, fulfilled) for part in left.parts)


@lru_cache(maxsize=50_000)
def choices(left: Residual) -> frozenset[Chosen]:
    """Every Chosen that is still in it."""
    if left.chosen is not None:
        return frozenset((left.chosen,))
    return frozenset().union(*(choices(part) for part in left.parts))


@lru_cache(maxsize=50_000)
def choices_on(left: Residual, question: str) -> frozenset[Chosen]:
    """Every Chosen on one question that is still in it."""
    if question not in left.questions:
        return frozenset()
    return frozenset(chosen for chosen in choices(left) if chosen.question == question)


def about(left: Residual, question: str) -> Residual:
    """The part of it that answers to one question alone can make hold, if any can."""
    if left.kind != "any":
        return left if question in left.questions else NO
    return some(part for part in left.parts if question in part.questions)


def settled(left: Residual, question: str, fulfilled: AbstractSet[Chosen]) -> bool:
    """Say whether it holds after one answer, and more options beside it can't undo that."""
    return only_grows(left, question) and answered(left, question, fulfilled) is YES


def only_grows(left: Residual, question: str) -> bool:
    """Say whether more options chosen for a question can never make this fail."""
    if question not in left.questions:
        return True
    if left.chosen is not None:
        return left.chosen.how in {"any", "all"}
    return left.kind != "not" and all(only_grows(part, question) for part in left.parts)


def _join(
    kind: Literal["all", "any"], parts: Iterable[Residual], *, neutral: Residual, decisive: Residual
) -> Residual:
    joined: set[Residual] = set()
    for part in parts:
        if part is decisive:
            return decisive
        if part is neutral:
            continue
        joined |= part.parts if part.kind == kind else {part}
    if not joined:
        return neutral
    if len(joined) == 1:
        return next(iter(joined))
    return _shared(kind, frozenset(joined))
