"""The list of /reminders, and what its buttons do."""

from msgspec.structs import replace

from bot.flow.cards.quiet import OFFERED
from bot.flow.moves import scheduling
from bot.flow.moves.desk import Desk
from bot.flow.moves.drafting import add_time, begin_draft, change_time
from bot.flow.moves.glasses import on_card
from bot.flow.moves.runs import begin
from bot.flow.moves.undoing import bring_back, delete
from bot.flow.moves.whose_clock import leave_clock
from bot.flow.schedule import Schedule
from bot.plan.nudging import beside
from bot.plan.recurrence import Every
from bot.text import Block, text


def change_reminders(desk: Desk, verb: str, argument: str) -> bool:
    """Do what a button of the list says; False where it names nothing there."""
    match verb:
        case "open" if desk.state.schedule(argument) is not None:
            desk.turn(f"schedule:{argument}")
        case "undelete" if bring_back(desk):
            desk.turn("reminders")
        case "new":
            begin_draft(desk)
        case "hours":
            desk.turn("quiet")
        case "glass" | "less" | "week" | "anew":
            return on_card(desk, verb, argument)
        case "clock":
            desk.change(draft=None)
            desk.turn("clock")
        case "quiet" if argument in {str(number) for number in range(len(OFFERED))}:
            desk.change(quiet=OFFERED[int(argument)])
            scheduling.by_quiet(desk)
            desk.turn("reminders")
        case "back":
            leave_clock(desk)
        case "unfollow":
            desk.unfollow()
            desk.turn("reminders")
        case "release":
            desk.change(held=False)
            desk.turn("reminders")
        case "close":
            desk.settle((Block("plain", text("/reminders brings the list back.")),))
            desk.change(view="", draft=None)
            if desk.run is not None:
                desk.put_place()
        case _:
            return False
    return True


def change_schedule(desk: Desk, verb: str, owner: str, argument: str = "") -> bool:
    """Do what a button of one schedule says; False where it is none, or the schedule is gone."""
    schedule = desk.state.schedule(owner)
    match verb:
        case "pause" | "resume" if schedule is not None:
            scheduling.keep(desk, replace(schedule, paused=verb == "pause"))
            desk.turn(desk.state.view)
        case "retime" if schedule is not None and schedule.own:
            change_time(desk, schedule)
        case "more" if schedule is not None and schedule.own:
            return add_time(desk, schedule)
        case "pace" if schedule is not None and isinstance(schedule.recurs, Every):
            return _pace(desk, schedule, schedule.recurs, argument)
        case "anew" if owner in desk.library.flows:
            begin(desk, desk.library.flows[owner])
        case "stay" if schedule is not None:
            scheduling.keep(desk, replace(schedule, stays=True))
            desk.turn(desk.state.view)
        case "mine" if schedule is not None and desk.state.zone is not None:
            scheduling.by_clock(desk, replace(schedule, stays=False), desk.state.zone)
            desk.turn(desk.state.view)
        case "noted" if desk.state.drinking is not None:
            desk.turn("glasses")
        case "delete" if schedule is not None:
            delete(desk, schedule)
            desk.turn("reminders")
        case "back":
            desk.turn("reminders")
        case _:
            return False
    return True


def _pace(desk: Desk, schedule: Schedule, recurs: Every, minutes: str) -> bool:
    """Let it come more or less often; False where that pace was not offered."""
    if minutes not in map(str, beside(recurs.step)):
        return False
    paced = replace(recurs, step=int(minutes))
    scheduling.set_anew(desk, replace(schedule, recurs=paced, unheeded=0))
    desk.turn(desk.state.view)
    return True
