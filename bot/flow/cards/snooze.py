"""Putting a nudge off: the buttons for it, and when it then comes, quiet hours told."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.flow.alarm import Alarm
from bot.flow.cards import choice
from bot.flow.cards.rhythm import said_moment
from bot.flow.effects import Button
from bot.flow.state import State
from bot.plan.nudging import SNOOZES, snoozed
from bot.text import Clock, Length, Text, text

AFTER_LANDING = "landing"


def snooze_choices(alarm: Alarm, state: State, now: datetime) -> tuple[Button, ...]:
    """Offer to hear it later; what would fall into the quiet hours is offered once, for their end."""
    row: dict[Text, Button] = {}
    for minutes in SNOOZES:
        again = snoozed(now, minutes, state.zone, state.quiet)
        label = text("In {length}", length=Length(minutes))
        if state.zone is not None and again != now + timedelta(minutes=minutes):
            clock = Clock(f"{again.astimezone(ZoneInfo(state.zone)):%H:%M}")
            label = text("At {time}", time=clock)
        row.setdefault(label, choice(label, f"snooze:{minutes}"))
    if alarm.lands > now.timestamp():
        after = text("After arrival")
        row[after] = choice(after, f"snooze:{AFTER_LANDING}")
    return tuple(row.values())


def said_snooze(now: datetime, minutes: int, again: datetime, zone: str | None) -> Text:
    """Say when it comes again: at its true time where the quiet hours put it off further."""
    if again == now + timedelta(minutes=minutes):
        return text("Again in {length}", length=Length(minutes))
    when = said_moment(int(again.timestamp()), zone)
    return text("Again after your quiet hours: {when}", when=when)
