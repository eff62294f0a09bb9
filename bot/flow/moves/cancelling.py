"""A trip that is cancelled: what has not departed is dropped, and a tap brings it back."""

from dataclasses import replace as replace_trip

from msgspec.structs import replace

from bot.flow.moves.desk import Desk
from bot.flow.moves.rung import retire
from bot.flow.moves.trip_alarms import OWNER
from bot.flow.moves.trips import become
from bot.plan.trips.changes import cancelled
from bot.plan.trips.trip import Trip
from bot.text import text

UNDONE_ON = frozenset({"called_off", "trip"})  # the views with a button that brings it back


def off(desk: Desk) -> bool:
    """Drop what has not departed."""
    kept = desk.state.trip
    if kept is None:
        return False
    left = cancelled(kept.trip, desk.at)
    retire(desk, OWNER)
    become(desk, kept, replace(kept, trip=left))
    if left.legs:
        desk.change(called_off=kept if left.legs != kept.trip.legs else None)
        desk.turn("trip")
    else:
        desk.change(trip=None, called_off=kept)
        desk.turn("called_off")
    return True


def bring_back(desk: Desk) -> bool:
    """Set the trip again as it was before it was cancelled; False where that is gone, or past."""
    was = desk.state.called_off
    if was is None or all(leg.lands <= desk.at for leg in was.trip.legs):
        return False
    left = desk.state.trip or replace(was, trip=Trip((), was.trip.revision + 1), picture=0)
    trip = replace_trip(was.trip, revision=left.trip.revision + 1)
    become(desk, left, replace(was, trip=trip, picture=left.picture))
    desk.turn("trip", text("It is not cancelled: its reminders are back."))
    return True


def forget_cancelled(desk: Desk) -> None:
    """Forget what was cancelled once no card brings it back."""
    if desk.state.called_off is not None and desk.state.view not in UNDONE_ON:
        desk.change(called_off=None)
