"""Beginning a draft: of a new reminder of one's own, or of other times for one there is."""

from datetime import UTC, datetime

from msgspec.structs import replace

from bot.flow.moves.desk import Desk
from bot.flow.moves.own_reminders import MOST
from bot.flow.schedule import Draft, Schedule
from bot.plan.local import day_of
from bot.plan.recurrence import Daily, Every
from bot.text import text


def begin_draft(desk: Desk) -> None:
    """Ask what it is to be, unless there are enough."""
    if len(desk.state.schedules) >= MOST:
        desk.notice(text("That is as many as I can keep. Delete one first."))
        return
    desk.change(draft=Draft())
    desk.turn("draft")


def change_time(desk: Desk, schedule: Schedule) -> None:
    """Ask for another time of a reminder."""
    _ask(desk, draft_of(desk, schedule))


def draft_of(desk: Desk, schedule: Schedule) -> Draft:
    """Return a draft that changes when a reminder comes: on the same day, or within the same hours."""
    day, zone = "", desk.state.zone
    if schedule.recurs is None and zone is not None:
        day = day_of(datetime.fromtimestamp(schedule.until, UTC), zone).isoformat()
    draft = Draft(schedule.words, day=day, changes=schedule.owner)
    if isinstance(recurs := schedule.recurs, Every):
        draft = replace(draft, step=0, begins=recurs.begins, ends=recurs.ends)
    return draft


def spread(desk: Desk, schedule: Schedule) -> bool:
    """Ask how often through the day instead of at set times; False where it doesn't come at any."""
    return isinstance(schedule.recurs, Daily) and _ask(
        desk, Draft(schedule.words, step=0, changes=schedule.owner)
    )


def to_set_times(desk: Desk, schedule: Schedule) -> bool:
    """Ask at what times instead of through the day; False where it doesn't come so."""
    return isinstance(schedule.recurs, Every) and _ask(
        desk, Draft(schedule.words, changes=schedule.owner)
    )


def _ask(desk: Desk, draft: Draft) -> bool:
    desk.change(draft=draft)
    desk.turn("draft")
    return True


def add_time(desk: Desk, schedule: Schedule) -> bool:
    """Ask for one more time of the day; False where it doesn't come daily."""
    if not isinstance(schedule.recurs, Daily):
        return False
    minutes = schedule.recurs.minutes
    return _ask(desk, Draft(schedule.words, minutes=minutes, adding=True, changes=schedule.owner))
