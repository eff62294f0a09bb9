"""A reminder of one's own, as it is being made: what, by whose clock, when, how often."""

from datetime import datetime

from bot.flow.cards import Card, choice
from bot.flow.cards.reminders import clock_at, said_recurrence
from bot.flow.effects import Button
from bot.flow.schedule import Draft
from bot.flow.state import State
from bot.flow.text import Block, Text, text
from bot.plan.clocks import city_of
from bot.plan.local import day_of, minute_of_day
from bot.plan.recurrence import Daily, Once, next_after

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
        return _whose_clock(draft)
    if draft.minute is None:
        return _when(draft, minute_of_day(now, state.zone))
    return _how_often(draft.minute, state.zone, now)


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


def _whose_clock(draft: Draft) -> Card:
    rows = _in_pairs([choice(_city(zone), f"zone:{zone}") for zone in draft.offered])
    hint = (
        text(
            "Tap the city whose clock you live by; if none is near, one whose clocks change as yours do."
        )
        if rows
        else text("Type it, such as 14:30, so that I know your clock.")
    )
    blocks = (Block("title", text("What time is it for you now?")), Block("plain", hint))
    return Card(blocks, rows + _NEVER_MIND)


def _when(draft: Draft, now: int) -> Card:
    times = [int(offered) for offered in draft.offered] or TIMES
    buttons = [choice(text("{time}", time=clock_at(time)), f"time:{time}") for time in times]
    rows = _in_pairs(buttons)
    hint = text("Type it, or tap one. It is {time} for you now.", time=clock_at(now))
    blocks = (Block("title", text("At what time?")), Block("plain", hint))
    return Card(blocks, rows + _NEVER_MIND)


def _how_often(minute: int, zone: str, now: datetime) -> Card:
    once = once_at(minute, zone, now)
    rows: tuple[tuple[Button, ...], ...] = (
        (choice(text("Every day"), "daily"),),
        (choice(text("Once: {when}", when=said_recurrence(once)), "once"),),
    )
    return Card((Block("title", text("How often?")),), rows + _NEVER_MIND)


def once_at(minute: int, zone: str, now: datetime) -> Once:
    """The next day on which it is that time, from now on."""
    next_time = next_after(Daily((minute,), zone), now) or now
    return Once(day_of(next_time, zone), minute, zone)


def _in_pairs(buttons: list[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _city(zone: str) -> Text:
    return text("{city}", city=city_of(zone))
