"""A trip: what was answered, with what does not fit; and later, what is still to come of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.flow.cards import Card, choice
from bot.flow.cards.delays import delay_choice
from bot.flow.cards.question import short_text
from bot.flow.cards.rhythm import clock_at
from bot.flow.condition import Given
from bot.flow.effects import Button
from bot.flow.ending import Ending
from bot.flow.itinerary import itinerary, question_of
from bot.flow.model import Flow
from bot.flow.truth import holds
from bot.plan.trips.modes import MODES
from bot.plan.trips.plan import UNREVIEWED, Plan
from bot.plan.trips.reading import place_text
from bot.plan.trips.reminder import Reminder
from bot.plan.trips.spelling import spell_length, spell_sleep
from bot.plan.trips.trip import AWAKE, Choices, Place, Trip
from bot.text import Block, Clock, Day, Length, Text, text


def itinerary_card(flow: Flow, ending: Ending, given: Given, now: datetime) -> Card:
    """Lay out the trip as it was understood, before anything is set."""
    found = itinerary(given, now)
    blocks = [Block("title", Text(ending.title)), *rides(found.trip)]
    blocks += _chosen(found.trip, found.choices)
    rows: list[tuple[Button, ...]] = []
    if found.problems:
        blocks.append(Block("heading", text("Please look at this again")))
        blocks += [Block("item", problem.what) for problem in found.problems]
        asked = dict.fromkeys(question_of(problem, given) for problem in found.problems)
        rows += [(_change(flow, name),) for name in asked if name in given]
    if found.possible:
        blocks.append(Block("plain", Text(ending.by_when)))
        blocks += [Block("plain", Text(item.say)) for item in ending.say if holds(item.when, given)]
        sure = text("It is right: remind me") if found.problems else text("Remind me")
        rows.append((choice(sure, "remind"),))
    blocks.append(Block("note", UNREVIEWED))
    rows.append((choice(text("Change an answer"), "list"), choice(text("Start again"), "again")))
    return Card(tuple(blocks), tuple(rows))


def trip_card(
    flow: str, plan: Plan, now: datetime, offered: tuple[int, ...] = (), *, undo: bool = False
) -> Card:
    """Lay out a trip that is planned: its rides as they are now, and what comes next.

    Args:
        offered: Delays to choose from, in minutes; one below nothing takes one back.
        undo: A part of it was cancelled, which can be brought back.
    """
    blocks = [Block("title", text("Your trip")), *rides(plan.trip)]
    under_way = any(leg.lands > now for leg in plan.trip.legs)
    blocks += _chosen(plan.trip, plan.choices) if under_way else ()
    coming = plan.after(now).reminders
    if coming:
        blocks.append(Block("plain", _coming(plan, coming[0], len(coming))))
    later = (choice(text("30 minutes late"), "late:30"), choice(text("2 hours late"), "late:120"))
    undoing = ((choice(text("Undo: it is not cancelled"), "uncancel"),),) if undo else ()
    rows = (
        *undoing,
        *((delay_choice(plan.trip, minutes, now),) for minutes in offered if under_way),
        *((later,) if under_way else ()),
        (choice(text("It is cancelled"), "off"),),
        (choice(text("Calendar and picture"), "file"), choice(text("Try an alarm"), "try")),
        (choice(text("Plan another trip"), f"begin:{flow}"),),
    )
    return Card((*blocks, Block("note", UNREVIEWED)), rows)


def called_off_card(flow: str) -> Card:
    """Say that nothing is left of a trip, and how to have it back."""
    words = text("Your trip is cancelled. Nothing will remind you of it.")
    rows = (
        (choice(text("Undo"), "uncancel"),),
        (choice(text("Plan another trip"), f"begin:{flow}"),),
    )
    return Card((Block("plain", words),), rows)


def _coming(plan: Plan, first: Reminder, count: int) -> Text:
    """How many reminders are left, and the first of them on the clock of its place, named where there are two."""
    leg = plan.trip.legs[first.leg]
    day, time = Day(first.local.date().isoformat()), Clock(f"{first.local:%H:%M}")
    if leg.origin.zone == leg.destination.zone:
        return text(
            "{count} reminders are still to come; the next on {day} at {time}.",
            count=count,
            day=day,
            time=time,
        )
    place = leg.origin if first.zone == leg.origin.zone else leg.destination
    return text(
        "{count} reminders are still to come; the next on {day} at {time}, {city} time.",
        count=count,
        day=day,
        time=time,
        city=place.name,
    )


def _chosen(trip: Trip, choices: Choices) -> Iterable[Block]:
    """How often, and when not."""
    if any(leg.driving for leg in trip.legs):
        yield Block("plain", text("At the wheel: stops only, 2 hours apart at most."))
    if not all(leg.driving for leg in trip.legs):
        every = Length(int(choices.interval.total_seconds()) // 60)
        yield Block("plain", text("A reminder to move every {length} on the way.", length=every))
    if choices.sleep != AWAKE:
        window = choices.sleep.window
        ends = clock_at(window.begins), clock_at(window.ends)
        yield Block("plain", spell_sleep(choices.sleep, *ends))


def rides(trip: Trip) -> Iterator[Block]:
    """Each ride, with both its ends on the clocks there."""
    for leg in trip.legs:
        length = spell_length(leg.lasts)
        how = text("{mode}, {length}", mode=MODES[leg.mode], length=length)
        yield Block("heading", how if leg.leaves < leg.lands else MODES[leg.mode])
        yield Block("item", text("From {place}", place=_end(leg.origin, leg.leaves)))
        yield Block("item", text("To {place}", place=_end(leg.destination, leg.lands)))


def _end(place: Place, moment: datetime) -> Text:
    """A place, and what its clocks show."""
    local = moment.astimezone(ZoneInfo(place.zone))
    return text(
        "{place}: {day}, {time}",
        place=place_text(place),
        day=Day(local.date().isoformat()),
        time=Clock(f"{local:%H:%M}"),
    )


def _change(flow: Flow, name: str) -> Button:
    asked = flow.questions[name]
    return choice(text("Change: {question}", question=short_text(asked)), f"edit:{name}")
