"""Whole chats written down beforehand: what a person does, what they are asked, how it ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.flow.cases import Trial
from bot.flow.condition import Values

Spot = tuple[int, int]  # line and column in the case file


@dataclass(frozen=True, slots=True)
class Types:
    """Words typed as they are; `back`, `done` and `start again` mean in a chat what they say."""

    place: Spot
    words: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The question that is asked gets these options, tapped."""

    place: Spot
    question: str
    values: Values


@dataclass(frozen=True, slots=True)
class Changes:
    """An earlier answer is chosen from the list and given anew."""

    place: Spot
    question: str
    values: Values


@dataclass(frozen=True, slots=True)
class Asks:
    """No deed but an expectation: this question is asked now."""

    place: Spot
    question: str


@dataclass(frozen=True, slots=True)
class Ends:
    """No deed but an expectation: the chat has come to this ending."""

    place: Spot
    ending: str


Step = Types | Answers | Changes | Asks | Ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal(Trial):
    steps: Sequence[Step]


class NotSo(Exception):
    """A chat went another way than it was written down."""

    def __init__(self, place: Spot, message: str) -> None:
        super().__init__(message)
        self.place = place
