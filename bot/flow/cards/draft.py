"""A reminder of one's own, as it is being made: what, by whose clock, when, how often."""

from datetime import datetime

from bot.flow.cards import Card, choice
from bot.flow.cards.reminders import clock_at, said_recurrence
from bot.flow.cards.whose_clock import Rows, clock_rows, in_pairs, which_clock
from bot.flow.schedule import Draft
from bot.flow.state import State
from bot.plan.local import day_of, minute_of_day
from bot.plan.recurrence import Daily, Once, next_after
from bot.text import Block, text

WALK = text("Stand up and walk about")
IDEAS = (WALK, text("Drink something"), text("Look at my leg"))
TIMES = (8 * 60, 12 * 60, 18 * 60, 21 * 60)
_NEVER_MIND = ((choice(text("Never mind"), "close"),),)


def draft_card(state: State, now: datetime) -> Card:
    """Ask for what is still missing, one thing at a time."""
    draft = state.draft or Draft()
    if draft.words is None:
        return _what()
    if state.zone is None:
        return Card(which_clock(draft), clock_rows(draft) + _NEVER_MIND)
    if draft.minute is None:
        zone = state.clock_of(draft.changes) or state.zone
        return _when(draft, minute_of_day(now, zone), state.city(zone))
    return _how_often(draft.minute, state.zone, now, state.city(state.zone))


def _what() -> Card:
    rows = tuple((choice(idea, f"what:{number}"),) for number, idea in enumerate(IDEAS))
    kept = text(
        "Type it in a few words, or tap one. I keep it, encrypted, until it is over or you delete it."
    )
    limits = text(
        "Drinking: if you have heart, kidney or liver disease, or must limit fluids, drink only what your own care team allows."
    )
    blocks = (
        Block("title", text("What shall I remind you of?")),
        Block("plain", kept),
        Block("note", limits),
    )
    return Card(blocks, rows + _NEVER_MIND)


def _when(draft: Draft, now: int, city: str) -> Card:
    times = [int(offered) for offered in draft.offered] or TIMES
    buttons = [choice(text("{time}", time=clock_at(time)), f"time:{time}") for time in times]
    rows = in_pairs(buttons)
    hint = text(
        "Type it, or tap one. It is {time} now, by the clock of {city}.",
        time=clock_at(now),
        city=city,
    )
    blocks = (Block("title", text("At what time?")), Block("plain", hint))
    return Card(blocks, rows + _NEVER_MIND)


def _how_often(minute: int, zone: str, now: datetime, city: str) -> Card:
    once = once_at(minute, zone, now)
    stays = text("Every day by the clock of {city}, wherever I am", city=city)
    rows: Rows = (
        (choice(text("Every day"), "daily"),),
        (choice(stays, "stay"),),
        (choice(text("Once: {when}", when=said_recurrence(once)), "once"),),
    )
    return Card((Block("title", text("How often?")),), rows + _NEVER_MIND)


def once_at(minute: int, zone: str, now: datetime) -> Once:
    """The next day on which it is that time, from now on."""
    next_time = next_after(Daily((minute,), zone), now) or now
    return Once(day_of(next_time, zone), minute, zone)
