"""Changing when a reminder comes again: its hours, or its days of the week, each by one tap."""

from datetime import datetime

from bot.flow.cards import Card, Rows, choice
from bot.flow.cards.quiet import CHOSEN
from bot.flow.cards.reminders import said_schedule, when_it_comes
from bot.flow.cards.rhythm import WORKDAYS, clock_at
from bot.flow.effects import Button
from bot.flow.schedule import Schedule
from bot.flow.state import State
from bot.plan.nudging import begins_beside, ends_beside
from bot.plan.recurrence import WEEKDAYS, Every, days_of
from bot.text import Block, Text, Weekday, text

SIDE_BY_SIDE = 4


def hours_card(state: State, schedule: Schedule, now: datetime) -> Card:
    """Offer to begin and to end an hour sooner or later."""
    rows: Rows = ()
    if isinstance(recurs := schedule.recurs, Every):
        begins, ends = begins_beside(recurs), ends_beside(recurs)
        rows = (
            tuple(choice(text("From {time}", time=clock_at(m)), f"begin:{m}") for m in begins),
            tuple(choice(text("Until {time}", time=clock_at(m)), f"end:{m}") for m in ends),
        )
    title = text("Between which hours?")
    hint = text("Tap, or type the hours, such as 9:00 to 18:00.")
    return _card(
        title, hint, when_it_comes(said_schedule(schedule, state), state, schedule, now), rows
    )


def days_card(state: State, schedule: Schedule, now: datetime) -> Card:
    """Offer every day, the days of work, and each day by itself."""
    chosen = days_of(schedule.recurs)
    toggles = [_toggle(day, chosen) for day in WEEKDAYS]
    rows: Rows = (
        (
            choice(text("Every day"), "days:", CHOSEN if not chosen else ""),
            choice(text("Monday to Friday"), "days:01234", CHOSEN if chosen == WORKDAYS else ""),
        ),
        tuple(toggles[:SIDE_BY_SIDE]),
        tuple(toggles[SIDE_BY_SIDE:]),
    )
    title = text("On which days?")
    hint = text("Tap a day to leave it out, or to have it again.")
    return _card(
        title, hint, when_it_comes(said_schedule(schedule, state), state, schedule, now), rows
    )


def _toggle(day: int, chosen: tuple[int, ...]) -> Button:
    label = text("{day}", day=Weekday(day, "abbreviated"))
    return choice(label, f"day:{day}", CHOSEN if not chosen or day in chosen else "")


def _card(title: Text, hint: Text, now_comes: tuple[Block, ...], rows: Rows) -> Card:
    doc = (Block("title", title), *now_comes, Block("plain", hint))
    return Card(doc, (*filter(None, rows), (choice(text("Back"), "back"),)))
