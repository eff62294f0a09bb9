"""Typed delays: how they were understood, and what may have been meant."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.flow.cards import choice
from bot.flow.cards.half_of_day import in_words
from bot.flow.effects import Button
from bot.plan.trips.changes import next_to_leave, under_way
from bot.plan.trips.trip import Leg, Trip
from bot.text import Day, Length, Text, text


def noted_delay(minutes: int) -> Text:
    """How a typed delay was understood."""
    return text("Noted: {length} late.", length=Length(minutes))


def noted_early(minutes: int) -> Text:
    return text("Noted: {length} early.", length=Length(minutes))


def not_after(leg: Leg) -> Text:
    """What to say to a time that is no delay."""
    return text(
        "As I know it, it leaves on {when}, and that is not soon after. If it leaves earlier, plan the trip anew.",
        when=_moment(leg, 0),
    )


def delay_choice(trip: Trip, minutes: int, now: datetime) -> Button:
    """A delay to choose, told by when it then leaves; or, below nothing, to take back."""
    leg, riding = next_to_leave(trip, now), under_way(trip, now)
    if minutes < 0:
        label = text("No, take that back: {length}", length=Length(-minutes))
    elif riding is not None:
        label = text("It arrives on {when}", when=_landing(riding, minutes))
    elif leg is None:
        label = text("{length} late", length=Length(minutes))
    else:
        label = text("It leaves on {when}", when=_moment(leg, minutes))
    return choice(label, f"late:{minutes}")


def _moment(leg: Leg, later: int) -> Text:
    return _when(leg.leaves + timedelta(minutes=later), leg.origin.zone)


def _landing(leg: Leg, later: int) -> Text:
    return _when(leg.lands + timedelta(minutes=later), leg.destination.zone)


def _when(moment: datetime, zone: str) -> Text:
    local = moment.astimezone(ZoneInfo(zone))
    day = Day(local.date().isoformat())
    return text("{day}, {time}", day=day, time=in_words(f"{local:%H:%M}"))
