"""What somebody is told at the end, how urgent it is, and what is asked some time after."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from bot.flow.condition import ALWAYS, Condition

CALM = 1  # the lowest urgency
TODAY = 3  # be seen today
EMERGENCY = 4  # the highest urgency: nothing waits, and only "start again" leads away from it


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
    line: int = field(default=0, compare=False)  # of the file; 0: of none
