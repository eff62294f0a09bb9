"""A routine of reminders to drink or to move: set by one tap."""

from bot.flow.moves import scheduling
from bot.flow.moves.desk import Desk
from bot.flow.routine import routine
from bot.flow.schedule import Schedule

OWNER = "hydration"


def set_routine(desk: Desk) -> bool:
    """Set it, in place of an earlier one; False where its day ends before it begins."""
    found = routine(desk.place().given)
    if not found.possible:
        return False
    desk.settle(desk.card("result").doc)
    place = desk.place().given["place"]
    towns = {**desk.state.towns, place[0]: place[1]} if len(place) > 1 else desk.state.towns
    zone = desk.state.zone or found.recurs.zone
    desk.change(run=None, view="", zone=zone, towns=towns)
    scheduling.set_anew(desk, Schedule(OWNER, found.words, found.recurs, kind=found.kind))
    desk.put("reminders")
    return True
