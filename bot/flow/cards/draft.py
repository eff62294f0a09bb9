"""A reminder of one's own, as it is being made: what, by whose clock, when, how often."""

from datetime import datetime

from bot.flow.cards import Card, Rows, choice, in_pairs
from bot.flow.cards.quiet import CHOSEN
from bot.flow.cards.rhythm import clock_at, said_recurrence
from bot.flow.cards.whose_clock import clock_rows, which_clock
from bot.flow.effects import Button
from bot.flow.schedule import Draft
from bot.flow.state import State
from bot.plan.local import day_of, minute_of_day
from bot.plan.recurrence import Daily, Every, Once, next_after
from bot.text import Block, Length, text

WALK = text("Stand up and walk about")
IDEAS = (WALK, text("Drink something"), text("Look at my leg"))
TIMES = (8 * 60, 12 * 60, 18 * 60, 21 * 60)
PACES = (60, 90, 120, 180, 240, 360)  # minutes
WINDOWS = ((8 * 60, 20 * 60), (9 * 60, 18 * 60), (7 * 60, 21 * 60))
_NEVER_MIND = ((choice(text("Never mind"), "close"),),)


def draft_card(state: State, now: datetime) -> Card:
    """Ask for what is still missing, one thing at a time."""
    draft = state.draft or Draft()
    if draft.words is None:
        return _what()
    if state.zone is None:
        return Card(which_clock(draft), clock_rows(draft) + _NEVER_MIND)
    if draft.step is not None:
        return _by_which(draft, state) if draft.step else _pace(draft)
    if draft.adding or not draft.minutes:
        zone = state.clock_of(draft.changes) or state.zone
        return _when(draft, minute_of_day(now, zone), state.city(zone))
    return _how_often(draft.minutes, state.zone, now, state.city(state.zone))


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
    if draft.adding:
        so_far = Block("quote", said_recurrence(Daily(draft.minutes, "")))
        rows += ((choice(text("That's all"), "enough"),),)
        title = Block("title", text("At what other time?"))
        return Card((title, so_far, Block("plain", hint)), rows + _NEVER_MIND)
    if not draft.offered and not draft.day:
        rows += ((choice(text("Through the day"), "spread"),),)
    more = text(
        "Several times are possible too, such as 8:00, 14:00 and 20:00, or every 2 hours between 9:00 and 18:00."
    )
    blocks = (Block("title", text("At what time?")), Block("plain", hint), Block("note", more))
    return Card(blocks, rows + _NEVER_MIND)


def _pace(draft: Draft) -> Card:
    rows = in_pairs(
        [choice(text("Every {length}", length=Length(step)), f"pace:{step}") for step in PACES]
    )
    if draft.changes:
        rows += (_windows(draft),)
    hint = text(
        "Tap one, or type it, such as every 45 minutes, or every 3 hours between 9:00 and 18:00."
    )
    blocks = (Block("title", text("How often through the day?")), Block("plain", hint))
    return Card(blocks, rows + _NEVER_MIND)


def _windows(draft: Draft) -> tuple[Button, ...]:
    return tuple(
        choice(
            text("{begins} to {ends}", begins=clock_at(begins), ends=clock_at(ends)),
            f"window:{number}",
            CHOSEN if (begins, ends) == (draft.begins, draft.ends) else "",
        )
        for number, (begins, ends) in enumerate(WINDOWS)
    )


def _by_which(draft: Draft, state: State) -> Card:
    """Show what it would be, with other hours to tap, and ask by which clock."""
    zone = state.zone or ""
    length = Length(draft.step or 0)
    recurs = Every(draft.step or 0, draft.begins, draft.ends, zone)
    hint = text(
        "Other hours? Tap or type them, such as 9:00 to 18:00. By the clock it is counted anew from the first hour each day; as time passes, from now on."
    )
    rows: Rows = (
        _windows(draft),
        (choice(text("By the clock where I am"), "daily"),),
        (choice(text("By the clock of {city}, wherever I am", city=state.city(zone)), "stay"),),
        (choice(text("Each {length} that passes, from now", length=length), "passed"),),
    )
    title = Block("title", text("By which clock?"))
    doc = (title, Block("quote", said_recurrence(recurs)), Block("plain", hint))
    return Card(doc, rows + _NEVER_MIND)


def _how_often(minutes: tuple[int, ...], zone: str, now: datetime, city: str) -> Card:
    stays = text("Every day by the clock of {city}, wherever I am", city=city)
    rows: Rows = (
        (choice(text("Every day"), "daily"), choice(text("Monday to Friday"), "workdays")),
        (choice(stays, "stay"),),
    )
    if len(minutes) == 1:
        once = once_at(minutes[0], zone, now)
        rows += ((choice(text("Once: {when}", when=said_recurrence(once)), "once"),),)
    rows += ((choice(text("Another time"), "more"),),)
    blocks = [Block("title", text("How often?"))]
    if len(minutes) > 1:
        blocks.append(Block("quote", said_recurrence(Daily(minutes, zone))))
    return Card(tuple(blocks), rows + _NEVER_MIND)


def once_at(minute: int, zone: str, now: datetime) -> Once:
    """The next day on which it is that time, from now on."""
    next_time = next_after(Daily((minute,), zone), now) or now
    return Once(day_of(next_time, zone), minute, zone)
