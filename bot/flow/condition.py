"""What `when:`, `unless:` and `only when:` say of answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, assert_never

Values = tuple[str, ...]
Given = Mapping[str, Values]  # question -> the options chosen; only questions that were asked


@dataclass(frozen=True, slots=True)
class Chosen:
    """An answer was given, and its values stand in this relation to `values`.

    any: one of them at least was chosen; all: each was; only: nothing else was; none: not one was.
    An unanswered question never fulfils a Chosen, whatever the relation.
    """

    question: str
    values: frozenset[str]
    how: Literal["any", "all", "only", "none"] = "any"
    count: int = 1  # with "any": how many of `values` at least


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Condition", ...]  # empty: always true


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


Condition = Chosen | All | Any | Not
ALWAYS = All(())


def chosen_in(condition: Condition) -> Iterator[Chosen]:
    """Everything a condition says of single answers, perhaps repeated."""
    match condition:
        case Chosen():
            yield condition
        case All(parts) | Any(parts):
            for part in parts:
                yield from chosen_in(part)
        case Not(part):
            yield from chosen_in(part)
        case _:
            assert_never(condition)


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions that one is put together from; none of a Chosen."""
    match condition:
        case All(parts) | Any(parts):
            return parts
        case Not(part):
            return (part,)
        case Chosen():
            return ()
        case _:
            assert_never(condition)


def questions_in(condition: Condition) -> Iterator[str]:
    """Every question a condition depends on, perhaps repeated."""
    return (chosen.question for chosen in chosen_in(condition))


def described(condition: Condition) -> str:
    """A condition in words, for authors: "swelling: one_leg or not_sure, and not skin: none"."""
    match condition:
        case Chosen(question, values, how, count):
            names = sorted(values)
            return (
                f"{question}: {_HOW[how].format(count=count) if count > 1 or how != 'any' else ''}"
                + (" and ".join(names) if how == "all" else " or ".join(names))
            )
        case All(parts):
            return ", and ".join(map(_grouped, parts)) or "always"
        case Any(parts):
            return ", or ".join(map(_grouped, parts)) or "never"
        case Not(part):
            return f"not {_grouped(part)}"
        case _:
            assert_never(condition)


_HOW = {"any": "at least {count} of ", "all": "", "only": "nothing but ", "none": "none of "}


def _grouped(condition: Condition) -> str:
    words = described(condition)
    return f"({words})" if isinstance(condition, All | Any) and len(condition.parts) > 1 else words
