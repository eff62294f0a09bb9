"""Trips: set, late, changed, over."""

import dataclasses
from datetime import timedelta

from msgspec.structs import replace

from bot.flow.cards.reminders import HELD
from bot.flow.cards.trip import rides
from bot.flow.itinerary import itinerary
from bot.flow.moves.desk import Desk
from bot.flow.moves.papers import outdate, send_calendar, send_picture
from bot.flow.moves.trip_alarms import set_alarms
from bot.flow.state import Planned
from bot.plan.nudging import slower_interval
from bot.plan.trips.changes import delayed
from bot.plan.trips.trip import INTERVALS, Choices
from bot.text import Block, Text, text


def remind(desk: Desk) -> bool:
    """Set a trip's reminders; False where something about it cannot be."""
    found = itinerary(desk.place().given, desk.at)
    if not found.possible:
        return False
    desk.settle((Block("title", Text(desk.ending().title)), *rides(found.trip)))
    kept = Planned(desk.flow.id, found.trip, found.choices)
    desk.change(run=None, view="", trip=kept)
    plan = kept.plan
    set_alarms(desk, plan)
    send_calendar(
        desk, plan, text("Open this file on your phone: its alarms ring without a network.")
    )
    send_picture(desk, plan)
    desk.put("trip", HELD if desk.state.held else None)
    return True


def late(desk: Desk, minutes: int, offered: tuple[int, ...] = ()) -> bool:
    """Shift what remains of the trip; False where nothing does.

    Args:
        offered: Other delays to be offered, as one that takes this back.
    """
    kept = desk.state.trip
    if kept is None or all(leg.lands <= desk.at for leg in kept.trip.legs):
        return False
    trip = delayed(kept.trip, timedelta(minutes=minutes), desk.at)
    become(desk, kept, replace(kept, trip=trip), offered)
    desk.turn("trip")
    return True


def offer(desk: Desk, minutes: tuple[int, ...]) -> None:
    """Offer delays that may have been meant."""
    if desk.state.trip is not None:
        desk.change(trip=replace(desk.state.trip, offered=minutes))


def fewer(desk: Desk) -> bool:
    """Let more time pass between two exercises; False where no longer time is allowed."""
    kept = desk.state.trip
    longer = slower_interval(kept.choices.interval) if kept else None
    return longer is not None and pace(desk, longer // timedelta(minutes=1))


def pace(desk: Desk, minutes: int) -> bool:
    """Let so much time pass between two exercises; False where that is not allowed."""
    kept, interval = desk.state.trip, timedelta(minutes=minutes)
    if kept is None or not INTERVALS[0] <= interval <= INTERVALS[1]:
        return False
    choices = dataclasses.replace(kept.choices, interval=interval)
    become(desk, kept, replace(kept, trip=kept.trip.revised(), choices=choices))
    return True


def stop(desk: Desk) -> bool:
    """Stop all but the looks at the legs; False where there is no trip."""
    kept = desk.state.trip
    if kept is None or kept.stopped:
        return False
    become(desk, kept, replace(kept, trip=kept.trip.revised(), stopped=True))
    return True


def answerable(desk: Desk) -> Choices | None:
    """What was chosen for the trip, on a ride on which a tap can be expected: not in the air, not at the wheel."""
    kept = desk.state.trip
    under_way = (leg for leg in kept.trip.legs if leg.leaves <= desk.at < leg.lands) if kept else ()
    leg = next(iter(under_way), None)
    return kept.choices if kept and leg and leg.mode != "plane" and not leg.driving else None


def over(desk: Desk) -> None:
    """Forget a trip of which nothing is still to come; what it was stays in the chat, without buttons."""
    kept = desk.state.trip
    if kept is None or kept.plan.after(desk.at).reminders:
        return
    if desk.state.view == "trip":
        desk.settle(desk.card("trip").doc)
        desk.change(view="")
    desk.change(trip=None)


def become(desk: Desk, kept: Planned, changed: Planned, offered: tuple[int, ...] = ()) -> None:
    """Put a changed trip in the place of the earlier one: in the alarms, on the calendar, and as a picture."""
    before, after = kept.plan.after(desk.at), changed.plan
    desk.change(trip=replace(changed, offered=offered), called_off=None)
    set_alarms(desk, after)
    left = {reminder.id for reminder in after.reminders}
    dropped = tuple((r.id, r.at) for r in before.reminders if r.id not in left)
    caption = text("This file brings your calendar up to date: open it too.")
    send_calendar(desk, after, caption, dropped)
    if (changed.trip.legs, changed.choices) != (kept.trip.legs, kept.choices):
        outdate(desk)
        if after.trip.legs and not changed.stopped:
            send_picture(desk, after)
