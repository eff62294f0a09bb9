"""Alarms that ring: said, or, where they come too late to help, told once in one line."""

from datetime import timedelta

from msgspec.structs import replace

from bot.flow.alarm import Alarm
from bot.flow.effects import SetAlarm, Show
from bot.flow.moves.desk import Desk
from bot.flow.moves.following import ask_after
from bot.flow.promise import OWNER as FOLLOWING
from bot.flow.text import Block, text
from bot.plan.kinds import fate
from bot.plan.recurrence import next_after


def rang(desk: Desk, alarms: tuple[Alarm, ...]) -> None:
    """Let the chat hear its alarms, and set those that come again."""
    missed = 0
    for alarm in alarms:
        _wind_up(desk, alarm)
        if alarm.kind == "move" and desk.state.held:
            continue
        comes = fate(alarm.kind, alarm.due, desk.at)
        if comes == "missed":
            missed += 1
        elif alarm.owner == FOLLOWING:
            ask_after(desk, alarm, late=comes == "late")
        else:
            words = (Block("plain", alarm.words),)
            desk.effects.append(Show(words, urgent=alarm.cares, nudge=not alarm.cares))
    if missed:
        summary = text(
            "While I was away, reminders went by unsent: {count}. I won't send them late.",
            count=missed,
        )
        desk.effects.append(Show((Block("note", summary),), nudge=True))


def _wind_up(desk: Desk, alarm: Alarm) -> None:
    """Set a recurring alarm to its next time: the first that is still to come."""
    if alarm.recurs is None:
        return
    following = next_after(alarm.recurs, max(desk.at, alarm.due + timedelta(seconds=1)))
    if following is not None:
        at = int(following.timestamp())
        desk.effects.append(SetAlarm(replace(alarm, at=at)))
