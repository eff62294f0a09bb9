"""What somebody is reminded of: the list, and one of it."""

from datetime import UTC, datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.flow.cards import Card, choice
from bot.flow.effects import Button
from bot.flow.schedule import Schedule
from bot.flow.state import State
from bot.plan.nudging import beside
from bot.plan.recurrence import Daily, Every, Once, Recurrence, resumed
from bot.text import Block, Clock, Day, Length, Text, text

PAUSED = "⏸ "
ALL_QUIET = text("All of that falls into your quiet hours.")
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
        blocks.append(Block("item", _line(schedule, state)))
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
    if schedule.own:
        rows.append((choice(text("Another time"), "retime"),))
        if isinstance(schedule.recurs, Daily):
            rows[-1] += (choice(text("Add a time"), "more"),)
    if isinstance(schedule.recurs, Every):
        paces = beside(schedule.recurs.step)
        rows.append(
            tuple(choice(text("Every {length}", length=Length(m)), f"pace:{m}") for m in paces)
        )
        if not schedule.own:
            rows.append((choice(text("Change these reminders"), "anew"),))
    if schedule.kind == "drink":
        rows.append((choice(text("What you noted"), "noted"),))
    if (clock := _clock_choice(state, schedule)) is not None:
        rows.append((clock,))
    rows.append((choice(text("Back"), "back"),))
    doc = [Block("title", schedule.words), Block("plain", _line(schedule, state))]
    if schedule.recurs is not None and not schedule.paused:
        following = resumed(schedule.recurs, now, state.quiet, schedule.heard)
        told = following and said_next(following.at, schedule.recurs.zone)
        doc.append(Block("plain", told or ALL_QUIET))
    return Card(tuple(doc), tuple(rows))


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


def _line(schedule: Schedule, state: State) -> Text:
    zone = state.zone
    if schedule.recurs is not None:
        when = said_recurrence(schedule.recurs)
        if schedule.stays or (zone is not None and schedule.recurs.zone != zone):
            when = text("{when}, {city} time", when=when, city=state.city(schedule.recurs.zone))
    else:
        when = text("until {when}", when=said_moment(schedule.until, zone))
    if schedule.paused:
        return text("{reminder}: {when} (paused)", reminder=schedule.words, when=when)
    return text("{reminder}: {when}", reminder=schedule.words, when=when)


def said_recurrence(recurs: Recurrence) -> Text:
    """Say when it comes, on the clock of its zone."""
    match recurs:
        case Once(day, minute, _):
            return text("{day}, {time}", day=Day(day.isoformat()), time=clock_at(minute))
        case Daily(minutes, _):
            first, *others = map(clock_at, minutes)
            times = text("{time}", time=first)
            for other in others:
                times = text("{times}, {time}", times=times, time=other)
            return text("every day at {times}", times=times)
        case Every(since=int()):
            return text(
                "every {length}, as time passes, between {begins} and {ends}",
                length=Length(recurs.step),
                begins=clock_at(recurs.begins),
                ends=clock_at(recurs.ends),
            )
        case Every():
            return text(
                "every {length} from {begins} to {ends}",
                length=Length(recurs.step),
                begins=clock_at(recurs.begins),
                ends=clock_at(recurs.ends),
            )
        case _:
            assert_never(recurs)


def said_next(at: datetime, zone: str) -> Text:
    """Say when a reminder rings next, on the clock of its zone."""
    return text("Next: {when}", when=said_moment(int(at.timestamp()), zone))


def said_moment(at: int, zone: str | None) -> Text:
    """Say a moment on the clock of a zone; in UTC, and so called, where it is not known."""
    local = datetime.fromtimestamp(at, ZoneInfo(zone) if zone else UTC)
    day, clock = Day(local.date().isoformat()), clock_at(local.hour * 60 + local.minute)
    if zone is None:
        return text("{day}, {time} UTC", day=day, time=clock)
    return text("{day}, {time}", day=day, time=clock)


def clock_at(minute: int) -> Clock:
    return Clock(f"{minute // 60:02}:{minute % 60:02}")
