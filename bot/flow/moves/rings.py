"""Alarms that ring: said, or, where they come too late to help, told once in one line."""

from datetime import datetime, timedelta

from bot.flow.alarm import Alarm
from bot.flow.cards.unsent import unsent_doc
from bot.flow.effects import SetAlarm, Show
from bot.flow.moves import scheduling, trips
from bot.flow.moves.desk import Desk
from bot.flow.moves.following import LATE, ask_after
from bot.flow.moves.night import sleeps_on
from bot.flow.moves.nudges import nudge, watch
from bot.flow.moves.undoing import OWNER as UNDO
from bot.flow.moves.undoing import time_is_over
from bot.flow.promise import OWNER as FOLLOWING
from bot.plan.kinds import fate
from bot.plan.recurrence import next_occasion
from bot.text import Block


def rang(desk: Desk, alarms: tuple[Alarm, ...]) -> None:
    """Let the chat hear its alarms, and set those that come again."""
    awake: list[Alarm] = []
    for alarm in alarms:
        if alarm.owner == UNDO:
            time_is_over(desk)
            continue
        following = _wind_up(desk, alarm)
        if alarm.owner == FOLLOWING:
            desk.change(following=None)
        if not _waits(desk, alarm) and not sleeps_on(desk, alarm, following):
            awake.append(alarm)
    heard = _newest_look(awake)
    helpful = [alarm for alarm in heard if fate(alarm.kind, alarm.due, desk.at) != "missed"]
    _say_all(desk, helpful, len(heard) - len(helpful))
    scheduling.over(desk)
    trips.over(desk)


def _say_all(desk: Desk, alarms: list[Alarm], missed: int) -> None:
    """Say what still helps: care first, then in one line what went by; an arrival has that line itself."""
    for alarm in alarms:
        if alarm.cares:
            _say(desk, alarm)
    if missed and not any(alarm.kind == "land" for alarm in alarms):
        desk.effects.append(Show(unsent_doc(missed), nudge=True, silent=True))
    for alarm in alarms:
        if not alarm.cares:
            _say(desk, alarm, missed)
            missed = 0 if alarm.kind == "land" else missed


def _newest_look(alarms: list[Alarm]) -> list[Alarm]:
    """Of several looks at the legs that are late, the newest will do."""
    looks = [alarm for alarm in alarms if alarm.kind == "watch"]
    return [alarm for alarm in alarms if alarm not in looks[:-1]]


def _waits(desk: Desk, alarm: Alarm) -> bool:
    """Whether its schedule is paused; and nobody is told to stretch a leg that is to be looked at today.

    A trip that is paused still asks for a look at the legs.
    """
    schedule = desk.state.schedule(alarm.owner)
    paused = schedule is not None and schedule.paused and alarm.kind != "watch"
    return paused or (alarm.kind == "move" and desk.state.held)


def _say(desk: Desk, alarm: Alarm, missed: int = 0) -> None:
    late = fate(alarm.kind, alarm.due, desk.at) == "late"
    if alarm.owner == FOLLOWING:
        ask_after(desk, alarm, late=late)
    elif alarm.kind == "watch":
        watch(desk, alarm, LATE if late else None)
    elif alarm.cares:
        note = (Block("note", LATE),) if late else ()
        desk.effects.append(Show((*note, Block("plain", alarm.words)), urgent=True))
    else:
        nudge(desk, alarm, LATE if late else None, missed)


def _wind_up(desk: Desk, alarm: Alarm) -> datetime | None:
    """Set a recurring alarm to its next time, the first that is still to come, and return that."""
    if alarm.recurs is None:
        return None
    scheduling.come_for(desk, alarm)
    after = max(desk.at, alarm.due + timedelta(seconds=1))
    following = next_occasion(alarm.recurs, after, desk.state.quiet)
    if following is not None:
        desk.effects.append(SetAlarm(scheduling.come_at(following, alarm, alarm.recurs)))
    return None if following is None else following.at
