"""What a flow file means, once it has been read and found sound. flows/README.md explains each key to authors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.flow.condition import ALWAYS, All, Condition, Not
from bot.flow.ending import Calm, Ending, Item
from bot.flow.question import Question


@dataclass(frozen=True, slots=True)
class Rule:
    """At least this urgent, because, source."""

    ending: str
    when: Condition
    because: str
    source: str
    unless: Condition | None = None
    line: int = field(default=0, compare=False)  # of the file; 0: of none

    @property
    def holds_when(self) -> Condition:
        return self.when if self.unless is None else All((self.when, Not(self.unless)))


@dataclass(frozen=True, slots=True)
class Source:
    title: str
    at: str  # where it was read; an address without its scheme
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    on: date
    until: date
    by: str


@dataclass(frozen=True, slots=True)
class Listening:
    """Phrases that name an option of `question` wherever they are typed. Lower case, words apart."""

    question: str
    option: str
    language: str
    phrases: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What must hold for every possible set of answers; `legwise check` proves it.

    always: where `when` holds, the ending is this one; never: it is not this one; rising: no answer more
    worrying by its question's ranks ever lowers the urgency (`ending` and `when` say nothing then); at most:
    where `when` holds, a chat gets to the ending, or to any where it is "", within so many taps.
    """

    kind: Literal["always", "never", "rising", "at most"]
    ending: str = ""
    when: Condition = ALWAYS
    taps: int = 0
    line: int = field(default=0, compare=False)  # of the file; 0: of none


@dataclass(frozen=True, slots=True)
class Flow:
    id: str
    version: str
    title: str
    about: str
    command: str
    reviewed: Reviewed
    sources: Mapping[str, Source]
    questions: Mapping[str, Question]  # in the order asked
    rules: tuple[Rule, ...]
    endings: Mapping[str, Ending]
    otherwise: Calm  # `because` and `source` of the ending where no rule holds
    otherwise_ending: str
    in_an_emergency: str = ""  # said before the first question: which signs need a call at once
    for_everyone: tuple[Item, ...] = ()  # what can be said without any answer
    never_asked: tuple[str, ...] = ()  # what a clinician should ask, since no question here does
    listening: tuple[Listening, ...] = ()
    claims: tuple[Claim, ...] = ()
    path: str = field(default="", compare=False)  # the file it was read from; "" if none
    text_hash: str = field(
        default="", compare=False
    )  # SHA-256 of the file it was read from; "" if none

    @property
    def hands_over(self) -> bool:
        """Is there a card for a clinician?"""
        return any(question.handover for question in self.questions.values())
