"""What typed words can be at a question with a blank: an answer, a doubt, or a mistake; and what they stand in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.flow.blank import Kept
from bot.flow.condition import Values
from bot.flow.hearing.places import Atlas
from bot.flow.hearing.tongue import Tongue
from bot.flow.question import Question
from bot.text import Text, text

WHICH = text("Which of these do you mean?")


@dataclass(frozen=True, slots=True)
class Filled:
    """Answers, by question: mostly one; a day and its time if both were typed.

    `offered` are times to choose from at the next question. `main` is the question whose answer it is above all,
    where that is not the one asked. `instead` is the other half of the day that a time was not taken for, and
    `marked` the clock it was clearly written by: see Moments. `amiss`: why the time beside a day was not taken.
    """

    answers: Mapping[str, Kept]
    offered: Values = ()
    main: str = ""
    instead: str = ""
    marked: int = 0
    amiss: Text | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What may have been meant, to choose from."""

    offered: Values
    why: Text = WHICH


@dataclass(frozen=True, slots=True)
class Wrong:
    """It was understood, and cannot be."""

    why: Text


@dataclass(frozen=True, slots=True)
class Lasting:
    """A day may be told by a length from another: its question's option that says so, and what asks for the length."""

    day: str
    option: str
    question: Question


@dataclass(frozen=True, slots=True)
class Around:
    """What the words stand in: the local time, and the questions beside the one asked."""

    now: datetime  # in the IANA zone where the answer is meant
    day: date | None = None  # of a time: the day answered before
    time_question: str | None = None  # of a day: the question that asks for its time
    before: date | None = None  # of a day: the latest of the questions before it
    opened: date | None = None  # of a day: whose month is shown first
    page: str = ""  # what is looked at: a month, or the hour whose minutes are shown
    unlike: Kept = ()  # of a place: the one it cannot be
    tongues: Sequence[Tongue] = field(default=())
    atlas: Atlas | None = None
    lasting: Lasting | None = None  # of a day, or of its time
    written_by: int = (
        0  # the clock that times were typed by before, of 12 or 24 hours; 0: not known
    )
    usual: int = 12  # the clock of the person's language
