"""Every condition that differs from one by a single slip."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.flow.condition import All, Any, Chosen, Condition, Not, described, parts_of
from bot.flow.question import Question

Slip = tuple[str, Condition]  # what was done, and what came of it
Questions = Mapping[str, Question]


def slips(condition: Condition, questions: Questions) -> Iterator[Slip]:
    """Each part dropped or turned round, "any" made "all" and back, each option left out, counts moved by one."""
    said = described(condition)
    match condition:
        case Chosen(question):
            yield f"'{said}' is turned round", Not(condition)
            yield from _of_chosen(condition, many=questions[question].many)
        case All(parts) if len(parts) > 1:
            yield f"'{said}' wants any", Any(parts)
            yield from _one_less(condition)
        case Any(parts) if len(parts) > 1:
            yield f"'{said}' wants all", All(parts)
            yield from _one_less(condition)
        case Not(part):
            yield f"'not' is dropped before '{described(part)}'", part
        case _:
            pass
    for at, part in enumerate(parts_of(condition)):
        yield from ((did, _put(condition, at, other)) for did, other in slips(part, questions))


def widened(condition: Condition, questions: Questions) -> Iterator[Slip]:
    """One more option beside those that are named, wherever some are."""
    if isinstance(condition, Chosen):
        for option in questions[condition.question].options:
            if option not in condition.values:
                said = f"'{option}' is added to '{described(condition)}'"
                yield said, replace(condition, values=condition.values | {option})
    for at, part in enumerate(parts_of(condition)):
        yield from ((did, _put(condition, at, other)) for did, other in widened(part, questions))


def substituted(condition: Condition, old: Condition, new: Condition) -> Condition:
    """The condition with `new` wherever `old` is in it."""
    if condition == old:
        return new
    for at, part in enumerate(parts_of(condition)):
        condition = _put(condition, at, substituted(part, old, new))
    return condition


def _of_chosen(chosen: Chosen, *, many: bool) -> Iterator[Slip]:
    said = described(chosen)
    if len(chosen.values) > 1:
        for value in sorted(chosen.values):
            left = chosen.values - {value}
            count = min(chosen.count, len(left))
            yield f"'{value}' is left out of '{said}'", replace(chosen, values=left, count=count)
        if chosen.how == "any" and many:  # else a reader would refuse it
            yield f"'{said}' wants all", replace(chosen, how="all", count=1)
        elif chosen.how == "all":
            yield f"'{said}' wants any", replace(chosen, how="any")
    if chosen.count > 1:
        yield f"'{said}' wants one less", replace(chosen, count=chosen.count - 1)
        if chosen.count < len(chosen.values):
            yield f"'{said}' wants one more", replace(chosen, count=chosen.count + 1)


def _one_less(condition: All | Any) -> Iterator[Slip]:
    for at, part in enumerate(condition.parts):
        left = (*condition.parts[:at], *condition.parts[at + 1 :])
        yield f"'{described(part)}' is dropped", type(condition)(left)


def _put(condition: Condition, at: int, other: Condition) -> Condition:
    """The condition with another in the place of one of its parts."""
    if isinstance(condition, All | Any):
        return type(condition)((*condition.parts[:at], other, *condition.parts[at + 1 :]))
    return Not(other)
