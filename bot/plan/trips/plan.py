"""A trip and the person's choices to every reminder of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import zip_longest

from bot.plan.kinds import Kind
from bot.plan.trips.arriving import arriving, changing, watching
from bot.plan.trips.preparing import boarding, day_before
from bot.plan.trips.reminder import Reminder
from bot.plan.trips.riding import riding
from bot.plan.trips.trip import Choices, Leg, Trip, journeys
from bot.text import text

UNREVIEWED = text("Information, never a diagnosis. No clinician has reviewed it yet.")


@dataclass(frozen=True, slots=True)
class Plan:
    """`reminders` are in order, no two at once."""

    trip: Trip
    choices: Choices
    reminders: tuple[Reminder, ...]

    def after(self, moment: datetime) -> "Plan":
        """What is still to come."""
        return replace(self, reminders=tuple(r for r in self.reminders if r.at > moment))

    def only(self, kind: Kind) -> "Plan":
        """The reminders of one kind."""
        return replace(self, reminders=tuple(r for r in self.reminders if r.kind == kind))


def plan_trip(trip: Trip, choices: Choices) -> Plan:
    """Say when to remind of what. The trip should have passed `check_trip`."""
    found = sorted(_reminders(trip, choices), key=lambda reminder: reminder.at)
    return Plan(trip, choices, tuple(_apart(found)))


def plan_ids(plan: Plan) -> Iterator[str]:
    """Every gettext id that must exist in a language for this plan to be told in it."""
    for reminder in plan.reminders:
        for said in (reminder.what, *(line.say for line in reminder.more)):
            yield from said.ids()
    yield from UNREVIEWED.ids()


def _reminders(trip: Trip, choices: Choices) -> Iterator[Reminder]:
    number = 0
    back: datetime | None = None  # when the journey before ended
    parts = list(journeys(trip))
    for legs, following in zip_longest(parts, parts[1:]):
        before = day_before(legs[0], number, choices, again=back is not None)
        yield from (r for r in before if back is None or r.at > back)
        yield from _journey(legs, number, choices)
        number += len(legs)
        until = following[0].leaves if following else None
        yield from watching(legs[-1], number - 1, choices, until)
        back = legs[-1].lands


def _journey(legs: tuple[Leg, ...], first: int, choices: Choices) -> Iterator[Reminder]:
    previous: datetime | None = None
    for number, (leg, onward) in enumerate(zip_longest(legs, legs[1:]), first):
        yield boarding(leg, number, previous)
        yield from riding(leg, number, choices)
        yield changing(leg, number, onward) if onward else arriving(leg, number)
        previous = leg.lands


def _apart(reminders: list[Reminder]) -> Iterator[Reminder]:
    """Put what falls on one moment a minute apart."""
    last: datetime | None = None
    for reminder in reminders:
        last = reminder.at if last is None or reminder.at > last else last + timedelta(minutes=1)
        yield replace(reminder, at=last)
