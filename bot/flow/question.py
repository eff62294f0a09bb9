"""What is asked, and what may be answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from bot.flow.blank import Blank
from bot.flow.condition import ALWAYS, Condition

UNSURE = "not_sure"  # the option of that name counts as worrying


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a case may state: `key` (dots reach inside) equals one of `values`, or lies in a range."""

    key: str
    values: frozenset[str] = frozenset()
    over: float | None = None  # exclusive
    below: float | None = None  # exclusive
    lacks: frozenset[str] = frozenset()  # the list is there, not empty, and holds none of these


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    label: str
    button: str | None = None  # shorter, where the label stands in the question's text
    also: tuple[str, ...] = ()  # case values and typed words that mean this option
    stands_for: tuple[tuple[Fact, ...], ...] = ()  # any of these sets of facts, whole
    alone: bool = (
        False  # in a many-choice question: excludes every other option, and answers at once
    )
    lasting: timedelta | None = None  # typed durations up to this long mean this option
    confirm: str | None = None  # asked back where a typed length fits: it does not say all of this
    typed: frozenset[str] = (
        frozenset()
    )  # labels and `also` in every language, folded; filled at start


@dataclass(frozen=True, slots=True)
class Hint:
    """What one option says about the leg, in the words of the ending's explanation."""

    lean: Literal["worrying", "reassuring", "neutral"]
    text: str


Part = Literal["situation", "background", "assessment", "nowhere"]  # of a hand-over


@dataclass(frozen=True, slots=True)
class Round:
    """Which of the times a group of questions is asked; the first is 1."""

    title: str  # what each is: "Ride"
    number: int


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    ask: str
    short: str  # how records and explanations name it
    options: Mapping[str, Option]  # in the order shown
    many: bool = False
    help: str | None = None
    why: str = ""
    source: str = ""
    when: Condition = ALWAYS
    ranks: Mapping[str, int] = field(
        default_factory=dict
    )  # worry: higher is worse; equal is not ordered
    assumed: str | None = None  # the plain negative answer of a case that does not state it
    fresh_for: timedelta | None = None  # asked again when the chat is resumed later than this
    hints: Mapping[str, Hint] = field(default_factory=dict)
    strict: bool = False  # a case value that no option takes is a mistake
    columns: int = 1
    blank: Blank | None = None  # to be filled in, beside or instead of options
    handover: Part | None = None  # where its answer stands on the card for a clinician
    round: Round | None = None  # of a group that may be asked again
    line: int = field(default=0, compare=False)  # of the file; 0: of none

    @property
    def usual(self) -> str:
        """The plain answer: what a case assumes, else the first option."""
        return self.assumed or next(iter(self.options))

    @property
    def plainly(self) -> tuple[str, ...]:
        """A whole answer that calls for no more questions, as far as the flow says."""
        if self.blank is not None and self.assumed is None:
            return self.blank.sample
        return (self.usual,)

    def alike(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """An answer that leads to the same place: one thing filled in is as good as another."""
        filled_in = self.blank is not None and self.blank.takes(values)
        return self.blank.sample if self.blank is not None and filled_in else values

    def taken(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """What of an answer still is one: the flow may have been edited since."""
        if self.blank is not None and self.blank.takes(values):
            return values
        return tuple(value for value in values if value in self.options)
