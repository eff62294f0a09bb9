"""What a flow file means, once it has been read and found sound. flows/README.md explains each key to authors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from bot.flow.blank import Blank

# --- conditions: what `when:`, `unless:` and `only when:` say -------------------------------------


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
TODAY = 3  # be seen today
URGENT = 3  # to be seen today
UNSURE = "not_sure"  # the option of that name counts as worrying
EMERGENCY = 4  # the highest urgency: nothing waits, and only "start again" leads away from it

# --- questions ------------------------------------------------------------------------------------


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


# --- rules and endings ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rule:
    """At least this urgent, because, source."""

    ending: str
    when: Condition
    because: str
    source: str
    unless: Condition | None = None

    @property
    def holds_when(self) -> Condition:
        return self.when if self.unless is None else All((self.when, Not(self.unless)))


@dataclass(frozen=True, slots=True)
class Item:
    """One line of advice; shown when its condition holds."""

    say: str
    source: str
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines: do now, say on the phone, watch for, do not …"""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Calm:
    """The only way to a calm ending: answers that were asked and given."""

    when: Condition
    because: str
    source: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a follow-up: what is said to it, and where it leads.

    rest: nowhere; advice: to the ending's card once more, and to being asked once more; check: to a new run.
    """

    id: str
    label: str
    say: str
    leads_to: Literal["rest", "advice", "check"] = "rest"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is asked some time after an ending: announced there, or, where `offer` names a button, only if tapped."""

    after: timedelta
    ask: str
    source: str
    replies: Mapping[str, Reply]
    offer: str | None = None
    when: Condition = ALWAYS


Plans = Literal["trip", "drinking"]


@dataclass(frozen=True, slots=True)
class Ending:
    id: str
    urgency: int  # 1 calm … 4 emergency; 0 where it is no advice but a plan
    title: str
    by_when: str
    say: tuple[Item, ...]
    sections: tuple[Section, ...]
    only_when: tuple[Calm, ...] = ()  # a calm ending's; empty for the others
    safety_net: str | None = None  # "this cannot rule out a clot"
    follow_up: FollowUp | None = None
    plan: Plans | None = None  # what the answers are put together to


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
    text_hash: str = field(
        default="", compare=False
    )  # SHA-256 of the file it was read from; "" if none

    @property
    def hands_over(self) -> bool:
        """Is there a card for a clinician?"""
        return any(question.handover for question in self.questions.values())
