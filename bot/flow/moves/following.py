"""Asking after somebody some hours later, and what their answer leads to."""

from typing import assert_never

from bot.flow.alarm import Alarm
from bot.flow.cards.follow_up import follow_up_record
from bot.flow.ending import EMERGENCY
from bot.flow.moves.desk import Desk
from bot.flow.moves.runs import begin
from bot.text import Block, Text, text

LATE = text("I was away, so this comes later than I said.")


def ask_after(desk: Desk, alarm: Alarm, *, late: bool) -> None:
    """Ask what was promised. What was asked before is asked again afterwards."""
    if desk.library.follow_up(alarm.about) is not None:
        desk.leave()
        at_night = alarm.kind == "follow_up" and desk.state.zone is None  # perhaps
        silent = at_night and not _pressing(desk, alarm)
        desk.put(f"follow_up:{alarm.about}", LATE if late else None, silent=silent)


def _pressing(desk: Desk, alarm: Alarm) -> bool:
    """Whether it is about an emergency, which is worth waking somebody for."""
    flow, _, ending = alarm.about.partition("/")
    return desk.library.flows[flow].endings[ending].urgency == EMERGENCY


def reply(desk: Desk, name: str) -> bool:
    """Keep the answer as a record, and go where it leads; False where there is no such answer."""
    about = desk.state.view.partition(":")[2]
    asked = desk.library.follow_up(about)
    if asked is None or name not in asked.replies:
        return False
    desk.settle(follow_up_record(asked, name))
    desk.change(view="")
    words = Text(asked.replies[name].say)
    match asked.replies[name].leads_to:
        case "rest":
            desk.put_place(words)
        case "advice":
            desk.follow()
            desk.put_place(words)
        case "check":
            desk.say((Block("plain", words),))
            desk.change(run=None)
            begin(desk, desk.library.flows[about.partition("/")[0]])
        case _:
            assert_never(asked.replies[name].leads_to)
    return True
