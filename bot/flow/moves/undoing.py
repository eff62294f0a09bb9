"""Deleting what somebody is reminded of: whole, and for an hour, or until they do something else, to be undone."""

from datetime import timedelta

from bot.flow.alarm import Alarm
from bot.flow.effects import DropAlarms, SetAlarm
from bot.flow.moves import scheduling, trip_alarms
from bot.flow.moves.desk import Desk
from bot.flow.schedule import Deleted, Schedule
from bot.text import text

OWNER = "undo"
WITHIN = timedelta(hours=1)


def delete(desk: Desk, schedule: Schedule) -> None:
    """List it no longer; what goes with it is kept apart for a while."""
    place = desk.state.schedules.index(schedule)
    notes = desk.state.glasses if schedule == desk.state.drinking else ()
    forget(desk)
    scheduling.delete(desk, schedule.owner)
    desk.change(deleted_last=Deleted(schedule, place, notes))
    at = int((desk.at + WITHIN).timestamp())
    desk.effects.append(SetAlarm(Alarm(OWNER, "custom", at, text("Undo"))))


def bring_back(desk: Desk) -> bool:
    """List again what was just deleted, as it was, with all that went with it; False where that is past."""
    deleted = desk.state.deleted_last
    if deleted is None or desk.state.schedule(deleted.schedule.owner) is not None:
        return False
    schedules, place = desk.state.schedules, deleted.place
    desk.change(schedules=(*schedules[:place], deleted.schedule, *schedules[place:]))
    if deleted.schedule.owner == trip_alarms.OWNER:
        trip_alarms.bring_back(desk, deleted.schedule)
    else:
        scheduling.resume(desk, deleted.schedule)
    if deleted.glasses:
        desk.change(glasses=deleted.glasses)
    forget(desk)
    return True


def forget(desk: Desk) -> None:
    """Forget for good what was deleted, a trip too."""
    deleted = desk.state.deleted_last
    if deleted is None:
        return
    desk.change(deleted_last=None)
    desk.effects.append(DropAlarms(OWNER))
    if desk.state.schedule(trip_alarms.OWNER) is None and desk.state.view != "trip":
        desk.change(trip=None)


def time_is_over(desk: Desk) -> None:
    """Take the button away with what it would have brought back."""
    forget(desk)
    if desk.state.view == "reminders":
        desk.turn("reminders")
