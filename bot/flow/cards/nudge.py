"""A nudge, or a word of care, and what can be done about it, in one tap."""

from bot.flow.alarm import Alarm
from bot.flow.cards import Card, choice
from bot.flow.cards.glasses import progress
from bot.flow.effects import Button
from bot.flow.schedule import Schedule
from bot.plan.kinds import Kind
from bot.plan.nudging import UNHEEDED, slower, slower_interval
from bot.plan.trips.trip import Choices
from bot.text import Block, Doc, Text, text

TOLD: frozenset[Kind] = frozenset({"prepare", "land"})  # to be read rather than done


def nudge_card(
    alarm: Alarm,
    schedule: Schedule,
    snoozes: tuple[Button, ...],
    note: Text | None,
    glasses: int | None = None,
    ride: Choices | None = None,
) -> Card:
    """Say it. Where the last ones went unheeded, ask first whether fewer would do.

    Args:
        glasses: Noted today; None where they are not counted.
        ride: What was chosen for the trip, on a ride where a tap on this can be expected.
    """
    blocks = [*([Block("note", note)] if note else []), *said(alarm)]
    rows = [
        (choice(text("Done"), "done"), choice(text("Skip"), "skip")),
        snoozes,
        (choice(text("Stop these reminders"), "stop"),),
    ]
    if glasses is not None:
        blocks.append(Block("plain", progress(glasses)))
        rows.insert(0, (choice(text("A glass"), "glass"),))
    if schedule.unheeded >= UNHEEDED and alarm.kind not in TOLD and (ride or not alarm.lands):
        blocks.append(Block("plain", text("The last ones didn't suit you. Shall I send fewer?")))
        rows.insert(0, _fewer(schedule, ride))
    return Card(tuple(blocks), tuple(rows))


def watch_card(alarm: Alarm, note: Text | None) -> Card:
    """Say to look at the legs, with the way into the questions about them."""
    blocks = [Block("note", note)] if note else []
    row = (choice(text("Start the check"), "check"),)
    return Card((*blocks, *said(alarm)), (row,), urgent=True)


def said(alarm: Alarm) -> Doc:
    """What an alarm says, with the lines below it."""
    return (Block("plain", alarm.words), *(Block("item", line) for line in alarm.more))


def nudge_record(alarm: Alarm, outcome: Text) -> Doc:
    """What stays in the chat of an answered nudge."""
    return (Block("note", alarm.words), Block("quote", outcome))


def _fewer(schedule: Schedule, ride: Choices | None) -> tuple[Button, ...]:
    row = [choice(text("Pause them"), "pause")]
    longer = ride and slower_interval(ride.interval)
    if longer or (schedule.recurs is not None and slower(schedule.recurs) is not None):
        row.insert(0, choice(text("Fewer"), "fewer"))
    return tuple(row)
