"""What somebody takes along of a trip: a calendar file and a picture, of which only the latest are current."""

from datetime import datetime

from msgspec.structs import replace

from bot.flow.drawings import TripCalendar, TripCard
from bot.flow.effects import File, Recaption
from bot.flow.moves.desk import Desk
from bot.flow.state import next_card
from bot.plan.trips.plan import Plan
from bot.text import Block, Text, text


def send_again(desk: Desk) -> bool:
    """Send both once more; False where there is no trip."""
    if desk.state.trip is None:
        return False
    plan = desk.state.trip.plan
    send_calendar(desk, plan, text("The calendar file, as the trip is now."))
    outdate(desk)
    send_picture(desk, plan)
    return True


def send_calendar(
    desk: Desk, plan: Plan, caption: Text, dropped: tuple[tuple[str, datetime], ...] = ()
) -> None:
    """Send the calendar file.

    Args:
        dropped: The events of an earlier file that are no more, by id, and when they would have been.
    """
    calendar = TripCalendar(plan, desk.at, dropped)
    desk.effects.append(File(calendar, "trip", (Block("plain", caption),)))


def send_picture(desk: Desk, plan: Plan) -> None:
    """Send the picture, and remember it as the one that shows the trip as it is."""
    number = next_card(desk.state, desk.at)
    caption = text("Keep this picture among your photos: it needs no network either.")
    desk.effects.append(File(TripCard(plan), "trip", (Block("plain", caption),), card=number))
    if desk.state.trip is not None:
        desk.change(trip=replace(desk.state.trip, picture=number))


def outdate(desk: Desk) -> None:
    """Say below the picture that was sent before that it shows the trip as it no longer is, or was sent again."""
    if desk.state.trip is not None and desk.state.trip.picture:
        words = text("This picture is out of date: the trip has changed, or a newer one was sent.")
        desk.effects.append(Recaption(desk.state.trip.picture, (Block("plain", words),)))
        desk.change(trip=replace(desk.state.trip, picture=0))
