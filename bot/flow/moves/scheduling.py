"""What somebody is reminded of: set, paused, stopped."""

from datetime import datetime

from msgspec.structs import replace

from bot.flow.alarm import Alarm
from bot.flow.effects import DropAlarms, SetAlarm
from bot.flow.moves.desk import Desk
from bot.flow.schedule import Schedule
from bot.plan.recurrence import Occasion, Recurrence, face_of, next_occasion, on_arrival


def keep(desk: Desk, schedule: Schedule) -> None:
    """Change an entry of the list, where it is one; its alarms stay as they are."""
    others = desk.state.schedules
    desk.change(schedules=tuple(schedule if o.owner == schedule.owner else o for o in others))


def remind(desk: Desk, schedule: Schedule, alarms: tuple[Alarm, ...]) -> None:
    """List a schedule and let its alarms ring, in the place of any of the same owner."""
    if desk.state.schedule(schedule.owner) is None:
        desk.change(schedules=(*desk.state.schedules, schedule))
    keep(desk, schedule)
    desk.effects += [DropAlarms(schedule.owner), *map(SetAlarm, alarms)]


def set_anew(desk: Desk, schedule: Schedule, like: Alarm) -> None:
    """Let a schedule come by its recurrence from now on, with an alarm like the one it had."""
    if (recurs := schedule.recurs) is None:
        return
    following = next_occasion(recurs, desk.at, desk.state.quiet)
    if following is not None:
        heard = face_of(desk.at, recurs.zone)
        schedule = replace(schedule, kind=like.kind, heard=heard)
        remind(desk, schedule, (come_at(following, like, recurs),))


def come_at(occasion: Occasion, like: Alarm, recurs: Recurrence) -> Alarm:
    """Return an alarm for one occasion of a recurrence."""
    return replace(like, at=_seconds(occasion.at), recurs=recurs, about=occasion.face)


def come_for(desk: Desk, alarm: Alarm) -> None:
    """Note for which day and time a daily reminder has come."""
    schedule = desk.state.schedule(alarm.owner)
    if schedule is not None and alarm.about > schedule.heard:
        keep(desk, replace(schedule, heard=alarm.about))


def by_clock(desk: Desk, schedule: Schedule, zone: str) -> None:
    """Let a recurring schedule come by another clock from now on."""
    if schedule.recurs is None:
        return
    recurs = replace(schedule.recurs, zone=zone)
    following = on_arrival(recurs, desk.at, desk.state.quiet, schedule.heard)
    if following is not None:
        like = Alarm(schedule.owner, schedule.kind, 0, schedule.words)
        alarm = come_at(following, like, recurs)
        remind(desk, replace(schedule, recurs=recurs), (alarm,))


def delete(desk: Desk, owner: str) -> None:
    """Let none of an owner's alarms ring any more, and list it no longer."""
    desk.change(schedules=tuple(o for o in desk.state.schedules if o.owner != owner))
    desk.effects.append(DropAlarms(owner))


def over(desk: Desk) -> None:
    """List no longer what has rung for the last time."""
    now = _seconds(desk.at)
    left = tuple(o for o in desk.state.schedules if o.recurs is not None or o.until > now)
    desk.change(schedules=left)


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
