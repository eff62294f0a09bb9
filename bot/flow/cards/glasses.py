"""What somebody noted of their drinking: today in words, the week as a picture.

The amount is that of `eatwell` in flows/hydration.yaml, the warning that of `house`.
"""

from datetime import datetime

from bot.flow.cards import Card, choice
from bot.flow.drawings import WeekOfGlasses
from bot.flow.effects import Button
from bot.flow.glasses import Noted, glasses_on, local_day, week
from bot.flow.schedule import Schedule
from bot.flow.state import State
from bot.plan.trips.plan import UNREVIEWED
from bot.text import Block, Day, Doc, Text, text

AIM = (6, 8)  # glasses or cups a day
UNDO: tuple[tuple[Button, ...], ...] = ((choice(text("Undo"), "undo"),),)
NOTED = text("A glass, noted.")
_TITLE = text("What you noted of your drinking")
_UNNOTED = text("not noted")
_NO_BLAME = text("“Not noted” only says that nothing was tapped. Tea and coffee count.")


def glasses_today(state: State, schedule: Schedule, now: datetime) -> int | None:
    """How many were noted today; None where nothing about drinking is counted."""
    if schedule.kind != "drink" or schedule.recurs is None:
        return None
    return glasses_on(state.glasses, local_day(now, schedule.recurs.zone))


def progress(glasses: int) -> Text:
    """Say where today stands, without praise or blame."""
    least, most = AIM
    if glasses > most:
        return text(
            "Noted today: {count}. Most adults do well with 6 to 8 glasses or cups, more when it is hot or they are active."
            " Don't drink much more than you are thirsty for: far too much can do harm.",
            count=glasses,
        )
    if glasses >= least:
        return text("Noted today: {count}. Most adults do well with that.", count=glasses)
    return text(
        "Noted today: {count}. Most adults do well with 6 to 8 glasses or cups a day; tea and coffee count.",
        count=glasses,
    )


def glasses_card(state: State, now: datetime) -> Card:
    """Today, with buttons to note a glass and to take one back."""
    close = (choice(text("Close"), "close"),)
    drinking = state.drinking
    glasses = glasses_today(state, drinking, now) if drinking else None
    if glasses is None:
        none = Block("plain", text("No reminders to drink are set."))
        return Card((Block("title", _TITLE), none), (close,))
    less = [choice(text("One less"), "less")] if glasses else []
    undo = ((choice(text("Undo"), f"less:{state.page}"),),) if state.page else ()
    rows = (
        *undo,
        (choice(text("A glass"), "glass"), *less),
        (choice(text("The week as a picture"), "week"),),
        (choice(text("Change these reminders"), "anew"),),
        close,
    )
    doc = (Block("title", _TITLE), Block("plain", progress(glasses)), Block("note", UNREVIEWED))
    return Card(doc, rows)


def week_of_glasses(notes: tuple[Noted, ...], today: str) -> WeekOfGlasses:
    """Lay out the week to be drawn."""
    band = text("Shaded: 6 to 8 glasses or cups a day, what most adults do well with (NHS)")
    return WeekOfGlasses(_TITLE, week(notes, today), AIM, band, _UNNOTED, _NO_BLAME)


def week_in_words(chart: WeekOfGlasses) -> Doc:
    """The same for whoever cannot see the picture."""
    lines = [
        text("{day}: {glasses}", day=Day(each.day), glasses=each.glasses or chart.unnoted)
        for each in chart.days
    ]
    items = (Block("item", line) for line in lines)
    return (Block("title", chart.title), *items, Block("note", UNREVIEWED))
