"""What somebody is reminded of: the list, and one of it."""

from collections.abc import Iterable
from datetime import datetime

from bot.flow.cards import Card, Rows, choice
from bot.flow.cards.rhythm import ALL_QUIET, said_moment, said_next, said_recurrence
from bot.flow.effects import Button
from bot.flow.schedule import Schedule
from bot.flow.state import State
from bot.plan.nudging import beside, trip_paces
from bot.plan.recurrence import Daily, Every, resumed
from bot.text import Block, Doc, Length, Text, text

PAUSED = "⏸ "
_LAST: tuple[tuple[Button, ...], ...] = (
    (choice(text("New reminder"), "new"), choice(text("Quiet hours"), "hours")),
    (choice(text("My clock"), "clock"), choice(text("Close"), "close")),
)


def reminders_card(state: State) -> Card:
    """List them all; a tap opens one."""
    undo = ((choice(text("Undo"), "undelete"),),) if state.deleted_last else ()
    if not state.schedules and state.following is None:
        return Card(
            (
                Block("title", text("Your reminders")),
                Block("plain", text("There are none.")),
            ),
            (*undo, *_LAST),
        )
    blocks = [Block("title", text("Your reminders")), Block("plain", text("Tap one to change it."))]
    rows: list[tuple[Button, ...]] = [*undo]
    for schedule in state.schedules:
        blocks.append(Block("item", said_schedule(schedule, state)))
        rows.append(
            (choice(schedule.words, f"open:{schedule.owner}", PAUSED if schedule.paused else ""),)
        )
    if state.following is not None:
        asked = text("I ask how it went: {when}", when=said_moment(state.following.at, state.zone))
        blocks.append(Block("item", asked))
        rows.append((choice(text("Don't ask how it went"), "unfollow"),))
    if state.held:
        blocks.append(Block("plain", HELD))
        rows.append((choice(text("Remind me to move again"), "release"),))
    rows += _LAST
    return Card(tuple(blocks), tuple(rows))


def schedule_card(state: State, schedule: Schedule, now: datetime) -> Card:
    """One of them, and what can be done with it."""
    turned = choice(text("Go on"), "resume") if schedule.paused else choice(text("Pause"), "pause")
    rows: list[tuple[Button, ...]] = [(turned, choice(text("Delete"), "delete"))]
    rows += _changes(state, schedule)
    if schedule.kind == "drink":
        rows.append((choice(text("What you noted"), "noted"),))
    if schedule.recurs is not None and not schedule.own:
        rows.append((choice(text("Ask everything again"), "anew"),))
    if (clock := _clock_choice(state, schedule)) is not None:
        rows.append((clock,))
    rows.append((choice(text("Back"), "back"),))
    doc = (
        Block("title", schedule.words),
        *when_it_comes(_when(schedule, state), state, schedule, now),
    )
    return Card(doc, tuple(rows))


def _changes(state: State, schedule: Schedule) -> Rows:
    """What can be changed about when it comes."""
    days = choice(text("Which days"), "on")
    match schedule.recurs:
        case Daily():
            times = choice(text("Another time"), "retime"), choice(text("Add a time"), "more")
            return (times, (days, choice(text("Through the day"), "spread")))
        case Every(step=step):
            hours = choice(text("Which hours"), "hours")
            return (
                paces(beside(step)),
                (hours, days),
                (choice(text("At set times"), "fixed"),),
            )
        case _ if schedule.own:
            return ((choice(text("Another time"), "retime"),),)
        case _ if state.trip is not None:
            return (
                *([row] if (row := paces(trip_paces(state.trip.plan))) else []),
                (choice(text("Your trip"), "trip"),),
            )
        case _:
            return ()


def paces(minutes: Iterable[int]) -> tuple[Button, ...]:
    """Offer to come every so many minutes."""
    return tuple(choice(text("Every {length}", length=Length(m)), f"pace:{m}") for m in minutes)


def when_it_comes(line: Text, state: State, schedule: Schedule, now: datetime) -> Doc:
    """How often it comes, and when next."""
    doc = [Block("plain", line)]
    if schedule.recurs is not None and not schedule.paused:
        following = resumed(schedule.recurs, now, state.quiet, schedule.settled)
        told = following and said_next(following.at, schedule.recurs.zone)
        doc.append(Block("plain", told or ALL_QUIET))
    for at in schedule.again:
        again = text("Put off to {when}", when=said_moment(at, state.zone))
        doc.append(Block("plain", again))
    return tuple(doc)


def _clock_choice(state: State, schedule: Schedule) -> Button | None:
    """To keep the clock it comes by wherever the person is; or to go with theirs."""
    if schedule.recurs is None or state.zone is None:
        return None
    if schedule.stays or schedule.recurs.zone != state.zone:
        return choice(text("Go by my clock"), "mine")
    return choice(text("Keep the clock of {city}", city=state.city(state.zone)), "stay")


HELD = text(
    "Movement reminders wait, since I advised you to be seen. Once a clinician has looked at it, /reminders turns them on again."
)


def said_schedule(schedule: Schedule, state: State) -> Text:
    """Say what comes, and when."""
    when = _when(schedule, state)
    return text("{reminder}: {when}", reminder=schedule.words, when=when)


def _when(schedule: Schedule, state: State) -> Text:
    zone = state.zone
    if schedule.recurs is not None:
        when = said_recurrence(schedule.recurs)
        if schedule.stays or (zone is not None and schedule.recurs.zone != zone):
            when = text("{when}, {city} time", when=when, city=state.city(schedule.recurs.zone))
    else:
        when = text("until {when}", when=said_moment(schedule.until, zone))
    return text("{when} (paused)", when=when) if schedule.paused else when
