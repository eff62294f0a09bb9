"""What is remembered of one chat. Plain data: the store keeps it as JSON, encrypted.

New fields need a default, so that what an older version stored can still be read.
"""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from bot.flow.glasses import Noted
from bot.flow.schedule import Deleted, Draft, Rung, Schedule
from bot.plan.clocks import city_of
from bot.plan.quiet import NIGHT, Quiet
from bot.plan.trips.plan import Plan, plan_trip
from bot.plan.trips.trip import Choices, Trip


class Answer(Struct, frozen=True, omit_defaults=True):
    """What was answered to one question: option names, when (seconds since 1970, UTC), and on which card."""

    values: tuple[str, ...]
    at: int
    card: int = 0


class Run(Struct, frozen=True, omit_defaults=True):
    """One walk through one flow. The place in it is not kept: bot/flow/walk.py derives it from the answers."""

    flow: str
    answers: Mapping[str, Answer] = {}
    picked: tuple[str, ...] = ()  # toggled, not yet confirmed with Done
    editing: str | None = None  # the question being answered anew
    offered: tuple[str, ...] = ()  # what typed words may have meant, to choose from
    instead: tuple[str, ...] = ()  # a question, and the other half of the day for its time
    country: str | None = (
        None  # ISO 3166-1, where the person is now; asked only after an emergency ending
    )
    reached: str = ""  # the ending last shown
    edition: str = ""  # of the flow, when it was last answered


class Following(Struct, frozen=True):
    """A follow-up that is still to be asked: "flow/ending", and when (seconds since 1970, UTC)."""

    about: str
    at: int


class Planned(Struct, frozen=True, omit_defaults=True):
    """A trip that reminds: its reminders follow from these. `stopped`: of the looks at the legs only.

    `offered` are the delays that typed words may have meant, in minutes; one below nothing takes one back. `picture`
    is the number of the picture that was sent of it last, as a card has one.
    """

    flow: str
    trip: Trip
    choices: Choices
    stopped: bool = False
    offered: tuple[int, ...] = ()
    picture: int = 0

    @property
    def plan(self) -> Plan:
        plan = plan_trip(self.trip, self.choices)
        return plan.only("watch") if self.stopped else plan


class State(Struct, frozen=True, omit_defaults=True):
    """One chat.

    `card` numbers the message whose buttons count; a tap on any other is an old one. Numbers rise with
    time even across /erase, so that a button from a forgotten chat is never mistaken for a new one.
    `view` says what that message shows: see bot/flow/cards.py.
    """

    language: str | None = None  # chosen with /language
    client_language: str | None = None  # what Telegram last said
    consented: int | None = None  # seconds since 1970, UTC
    run: Run | None = None
    card: int = 0
    view: str = ""
    page: str = ""  # of a card that is leafed through: a month, an hour
    following: Following | None = None
    schedules: tuple[Schedule, ...] = ()
    deleted_last: Deleted | None = None  # the next event brings it back or forgets it; or an alarm
    draft: Draft | None = None
    rung: tuple[Rung, ...] = ()  # nudges whose buttons count beside the live card's
    glasses: tuple[Noted, ...] = ()  # of the last week, while reminded to drink
    held: bool = False  # nudges to move wait, since an ending said to be seen
    trip: Planned | None = None
    called_off: Planned | None = (
        None  # the trip before it was cancelled, while a card brings it back
    )
    zone: str | None = None  # IANA, where the person is
    towns: Mapping[str, str] = {}  # zones -> the towns the person named for them
    hours: int = 0  # of the clock they were seen to write times by: 12 or 24
    quiet: Quiet = NIGHT

    @property
    def locale(self) -> str | None:
        return self.language or self.client_language

    @property
    def asks_clock(self) -> bool:
        """Whether the live card asks whose clock counts."""
        making = self.view == "draft" and self.draft is not None and self.draft.words is not None
        return self.view == "clock" or (making and self.zone is None)

    def city(self, zone: str) -> str:
        """Return what to call a zone: the town the person named, or the city in the zone's own name."""
        return self.towns.get(zone) or city_of(zone)

    def clock_of(self, owner: str) -> str | None:
        """Return the zone by whose clock a reminder comes: the person's, unless it has its own."""
        schedule = self.schedule(owner)
        recurs = schedule.recurs if schedule is not None else None
        return recurs.zone if recurs is not None else self.zone

    @property
    def drinking(self) -> Schedule | None:
        """The reminders to drink, by whose clock glasses are counted; for whoever must limit fluids there are none."""
        return next((each for each in self.schedules if each.kind == "drink"), None)

    def schedule(self, owner: str) -> Schedule | None:
        """Return what is listed under an owner's name."""
        return next((each for each in self.schedules if each.owner == owner), None)


def next_card(state: State, at: datetime) -> int:
    """Number the next message that has buttons: above every earlier number, even a forgotten one."""
    latest = max((rung.card for rung in state.rung), default=0)
    latest = max(latest, state.trip.picture if state.trip else 0)
    return max(state.card + 1, latest + 1, int(at.timestamp()))
