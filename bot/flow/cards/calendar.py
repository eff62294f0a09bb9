"""A day picked by taps: a month as a table of its days, with a way to the months before and after."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.flow.blank import Blank
from bot.flow.cards import choice
from bot.flow.effects import Button
from bot.flow.hearing.dating import day_amiss
from bot.flow.hearing.filled import Around
from bot.text import Month, Text, Weekday, text

NOTHING = Text("·")  # where a day is over, or of another month
WEEK = 7


def month_rows(blank: Blank, around: Around) -> list[tuple[Button, ...]]:
    """Lay out the month that is looked at; days that cannot be chosen are dots, weeks without any other left out."""
    first = shown_month(blank, around)
    days = list(_days(blank, around, first))
    weeks = [tuple(days[at : at + WEEK]) for at in range(0, len(days), WEEK)]
    weeks = [week for week in weeks if any(day.label != NOTHING for day in week)] or weeks[-1:]
    names = (choice(text("{day}", day=Weekday(n)), f"not:w{n}") for n in range(WEEK))
    return [_turning(blank, around, first), tuple(names), *weeks]


def shown_month(blank: Blank, around: Around) -> date:
    """The first day of the month that is looked at, within what can be chosen."""
    first, last = _limits(blank, around)
    try:
        asked = date.fromisoformat(f"{around.page}-01")
    except ValueError:
        asked = (around.opened or around.now.date()).replace(day=1)
    return min(max(asked, first), last)


def _limits(blank: Blank, around: Around) -> tuple[date, date]:
    today = around.now.date()
    last = today + timedelta(days=blank.most)
    return (today + timedelta(days=blank.least)).replace(day=1), last.replace(day=1)


def _turning(blank: Blank, around: Around, first: date) -> tuple[Button, ...]:
    earliest, latest = _limits(blank, around)
    before, after = (first - timedelta(days=1)).replace(day=1), _next(first)
    return (
        _to("‹", before) if before >= earliest else choice(NOTHING, "not:before"),
        choice(text("{month}", month=Month(first.isoformat())), "not:month"),
        _to("›", after) if after <= latest else choice(NOTHING, "not:after"),
    )


def _to(sign: str, month: date) -> Button:
    return choice(Text(sign), f"page:{month:%Y-%m}")


def _days(blank: Blank, around: Around, first: date) -> Iterator[Button]:
    """Whole weeks, from Monday on."""
    day = first - timedelta(days=first.weekday())
    while day < _next(first) or day.weekday():
        free = day.month == first.month and day_amiss(blank, day, around.now.date()) is None
        yield choice(Text(str(day.day)), f"d:{day}") if free else choice(NOTHING, f"not:{day}")
        day += timedelta(days=1)


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
