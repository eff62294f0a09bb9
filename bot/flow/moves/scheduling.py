"""What somebody is reminded of: set, put off, paused, stopped."""

from datetime import date, datetime

from msgspec.structs import replace

from bot.flow.alarm import Alarm
from bot.flow.effects import DropAlarms, SetAlarm
from bot.flow.moves.desk import Desk
from bot.flow.schedule import Schedule
from bot.plan.recurrence import (
    Daily,
    Every,
    Occasion,
    Recurrence,
    face_of,
    gone_by,
    next_occasion,
    on_arrival,
    resumed,
)


def keep(desk: Desk, schedule: Schedule) -> None:
    """Change an entry of the list, where it is one; its alarms stay as they are."""
    others = desk.state.schedules
    desk.change(schedules=tuple(schedule if o.owner == schedule.owner else o for o in others))


def remind(desk: Desk, schedule: Schedule, alarms: tuple[Alarm, ...]) -> None:
    """List a schedule and let its alarms ring, in the place of any of the same owner."""
    if desk.state.schedule(schedule.owner) is None:
        desk.change(schedules=(*desk.state.schedules, schedule))
    keep(desk, schedule)
    again = (
        Alarm(schedule.owner, schedule.kind, at, schedule.words)
        for at in schedule.again
        if at >= _seconds(desk.at)
    )
    desk.effects += [DropAlarms(schedule.owner), *map(SetAlarm, (*alarms, *again))]


def set_anew(desk: Desk, schedule: Schedule) -> None:
    """Let a schedule come by its recurrence from now on, whatever was still to come of it."""
    if (recurs := schedule.recurs) is not None:
        heard = face_of(desk.at, recurs.zone)
        following = next_occasion(recurs, desk.at, desk.state.quiet, heard)
        _come(desk, replace(schedule, heard=heard), following)


def resume(desk: Desk, schedule: Schedule) -> None:
    """Let a schedule come as it would have, but by the quiet hours there are now; what it owes comes at once."""
    now = _seconds(desk.at)
    schedule = replace(schedule, again=tuple(sorted({max(at, now) for at in schedule.again})))
    if (recurs := schedule.recurs) is not None:
        following = resumed(recurs, desk.at, desk.state.quiet, schedule.settled)
        _come(desk, schedule, following)
    else:
        alarm = Alarm(schedule.owner, schedule.kind, schedule.until, schedule.words)
        remind(desk, schedule, (alarm,))


def by_clock(desk: Desk, schedule: Schedule, zone: str) -> None:
    """Let a recurring schedule come by another clock from now on."""
    if schedule.recurs is not None:
        recurs = replace(schedule.recurs, zone=zone)
        following = on_arrival(recurs, desk.at, desk.state.quiet, schedule.heard)
        schedule = replace(schedule, recurs=recurs, gone_by="")
        _ring(desk, replace(schedule, gone_by=_gone(desk, schedule, following)), following)


def on_days(desk: Desk, schedule: Schedule, days: tuple[int, ...]) -> None:
    """Let a recurring schedule come on these days of the week; what is on its way for one of them still comes."""
    before = schedule.recurs
    if not isinstance(before, Daily | Every):
        return
    recurs = replace(before, days=days)
    following = next_occasion(recurs, desk.at, desk.state.quiet, schedule.settled)
    pending = resumed(before, desk.at, desk.state.quiet, schedule.settled)
    if pending and pending.face and following and pending.at <= following.at:
        meant = date.fromisoformat(pending.face[:10])
        following = pending if not days or meant.weekday() in days else following
    _come(desk, replace(schedule, recurs=recurs), following)


def by_quiet(desk: Desk) -> None:
    """Let all that comes again come by other quiet hours; what comes once and is not yet due waits for their end."""
    for schedule in desk.state.schedules:
        if schedule.recurs is not None:
            resume(desk, schedule)
        elif schedule.own and desk.state.zone is not None:
            until = datetime.fromtimestamp(schedule.until, desk.at.tzinfo)
            until = desk.state.quiet.over(until, desk.state.zone)
            resume(desk, replace(schedule, until=_seconds(until)))


def come_at(occasion: Occasion, like: Alarm, recurs: Recurrence) -> Alarm:
    """Return an alarm for one occasion of a recurrence."""
    return replace(like, at=_seconds(occasion.at), recurs=recurs, about=occasion.face)


def come_for(desk: Desk, alarm: Alarm) -> None:
    """Note for which day and time a daily reminder has come."""
    schedule = desk.state.schedule(alarm.owner)
    if schedule is not None and alarm.about > schedule.heard:
        keep(desk, replace(schedule, heard=alarm.about))


def put_off(desk: Desk, alarm: Alarm, at: int) -> None:
    """Let what an alarm says be heard once more; of what was to come once, it is listed again.

    Args:
        at: Seconds since 1970, UTC.
    """
    schedule = desk.state.schedule(alarm.owner)
    if schedule is None:
        listed = Schedule(alarm.owner, alarm.words, until=at, kind=alarm.kind)
        desk.change(schedules=(*desk.state.schedules, listed))
    elif schedule.recurs is None and schedule.own:
        keep(desk, replace(schedule, until=at))
    elif at in schedule.again:
        return
    else:
        again = tuple(sorted((*schedule.again, at)))
        keep(desk, replace(schedule, again=again, until=max(schedule.until, at)))
    desk.effects.append(SetAlarm(replace(alarm, at=at, recurs=None)))


def delete(desk: Desk, owner: str) -> None:
    """Let none of an owner's alarms ring any more, and list it no longer."""
    desk.change(schedules=tuple(o for o in desk.state.schedules if o.owner != owner))
    desk.effects.append(DropAlarms(owner))


def over(desk: Desk) -> None:
    """List no longer what has rung for the last time."""
    now = _seconds(desk.at)
    left = (o for o in desk.state.schedules if o.recurs is not None or o.until > now)
    desk.change(
        schedules=tuple(
            replace(o, again=tuple(at for at in o.again if at > now)) if o.again else o
            for o in left
        )
    )


def _come(desk: Desk, schedule: Schedule, following: Occasion | None) -> None:
    """The same as `_ring`; what went by unasked for is owed no more, by no clock."""
    _ring(desk, replace(schedule, heard=_gone(desk, schedule, following)), following)


def _ring(desk: Desk, schedule: Schedule, following: Occasion | None) -> None:
    """List a recurring schedule and let it ring when it next comes, if it ever does."""
    recurs = schedule.recurs
    if following is None or recurs is None:
        remind(desk, schedule, ())
        return
    like = Alarm(schedule.owner, schedule.kind, 0, schedule.words)
    remind(desk, schedule, (come_at(following, like, recurs),))


def _gone(desk: Desk, schedule: Schedule, following: Occasion | None) -> str:
    """Return the face up to which it owes nothing: on these days, or by this clock, all that went by unasked for."""
    if schedule.recurs is None or following is None:
        return schedule.settled
    gone = gone_by(schedule.recurs, desk.at, desk.state.quiet)
    return gone if schedule.settled < gone < following.face else schedule.settled


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
