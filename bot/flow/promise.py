"""The promise to ask some hours after an ending: made, and taken back."""

from datetime import datetime

from msgspec.structs import replace

from bot.flow.alarm import Alarm
from bot.flow.condition import Given
from bot.flow.effects import DropAlarms, Effect, SetAlarm
from bot.flow.ending import TODAY, Ending, FollowUp
from bot.flow.model import Flow
from bot.flow.state import Following, Run, State
from bot.flow.truth import holds
from bot.text import Text

OWNER = "check"


def follow_up_of(ending: Ending, given: Given) -> FollowUp | None:
    """Return what is asked after this ending, if anything is with these answers."""
    asked = ending.follow_up
    return asked if asked is not None and holds(asked.when, given) else None


def reached(
    state: State, flow: Flow, ending: Ending, given: Given, at: datetime
) -> tuple[State, tuple[Effect, ...]]:
    """Promise what an ending announces, once for each time it is reached.

    What was promised at another ending is taken back. While the leg is to be looked at today, nobody is
    told to stretch it.
    """
    run = state.run or Run(flow.id)
    if run.reached == ending.id:
        return state, ()
    promised_before = state.following is not None
    state = replace(
        state,
        run=replace(run, reached=ending.id),
        held=state.held or ending.urgency >= TODAY,
        following=None,
    )
    asked = follow_up_of(ending, given)
    if asked is not None and not asked.offer:
        return promise(state, flow, ending, asked, at)
    return state, (DropAlarms(OWNER),) if promised_before else ()


def promise(
    state: State, flow: Flow, ending: Ending, asked: FollowUp, at: datetime
) -> tuple[State, tuple[Effect, ...]]:
    """Have it asked, in place of what was to be asked before. Nobody is woken for it, where the zone is known."""
    due = at + asked.after
    if state.zone is not None:
        due = state.quiet.over(due, state.zone)
    alarm = Alarm(
        owner=OWNER,
        kind="recheck" if asked.offer else "follow_up",
        at=int(due.timestamp()),
        words=Text(asked.ask),
        about=f"{flow.id}/{ending.id}",
    )
    following = Following(alarm.about, alarm.at)
    return replace(state, following=following), (DropAlarms(OWNER), SetAlarm(alarm))
