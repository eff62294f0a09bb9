"""What stands on a trip's card, from top to bottom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.plan.trips.exercises import EXERCISES
from bot.plan.trips.modes import MODES
from bot.plan.trips.moments import sleeps
from bot.plan.trips.plan import UNREVIEWED, Plan
from bot.plan.trips.reminder import Reminder
from bot.plan.trips.spelling import spell_length
from bot.plan.trips.trip import Leg
from bot.text import Text, text


@dataclass(frozen=True, slots=True)
class Heading:
    words: Text


@dataclass(frozen=True, slots=True)
class Line:
    words: Text
    small: bool = False


@dataclass(frozen=True, slots=True)
class Ends:
    """The names above the two columns of clocks."""

    leg: Leg


@dataclass(frozen=True, slots=True)
class Point:
    """A moment on both clocks, and what happens then."""

    at: datetime
    leg: Leg
    words: Text
    figure: str = ""  # an exercise
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Night:
    """A stretch of sleep, on both clocks."""

    at: datetime
    until: datetime
    leg: Leg


@dataclass(frozen=True, slots=True)
class Days:
    """Some days, and what is to be done on each."""

    days: tuple[datetime, ...]
    words: Text


Row = Heading | Line | Ends | Point | Night | Days


def rows_of(plan: Plan) -> Iterator[Row]:
    """Lay out a card: a block for each ride, then the watch."""
    for number, leg in enumerate(plan.trip.legs):
        on_the_way = [reminder for reminder in plan.reminders if reminder.leg == number]
        yield from _ride(leg, on_the_way, plan)
        yield from _watch([reminder for reminder in on_the_way if reminder.kind == "watch"])
    yield Line(UNREVIEWED, small=True)


def _ride(leg: Leg, reminders: list[Reminder], plan: Plan) -> Iterator[Row]:
    ends = {"origin": leg.origin.name, "destination": leg.destination.name}
    yield Heading(text("{origin} → {destination}", **ends))
    yield Line(
        text("{mode}, {length}", mode=MODES[leg.mode], length=spell_length(leg.lasts)), small=True
    )
    yield Ends(leg)
    yield Point(leg.leaves, leg, text("Departure"), strong=True)
    passing: list[Point | Night] = [
        *(_point(reminder, leg) for reminder in reminders if reminder.kind in {"move", "drink"}),
        *(Night(begins, ends, leg) for begins, ends in sleeps(leg, plan.choices.sleep)),
    ]
    yield from sorted(passing, key=lambda row: row.at)
    yield Point(leg.lands, leg, text("Arrival: walk about"), strong=True)


def _point(reminder: Reminder, leg: Leg) -> Point:
    if reminder.kind == "move":
        return Point(reminder.at, leg, EXERCISES[reminder.exercise].name, reminder.exercise)
    return Point(reminder.at, leg, text("A drink, if you'd like"))


def _watch(looks: list[Reminder]) -> Iterator[Row]:
    if looks:
        yield Heading(text("Afterwards"))
        yield Days(tuple(look.local for look in looks), text("Look at both legs, and feel them."))
        yield from (Line(line.say) for line in looks[0].more)
