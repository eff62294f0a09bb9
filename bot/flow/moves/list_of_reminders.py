"""The list of /reminders, and what its buttons do."""

from bot.flow.cards.quiet import OFFERED
from bot.flow.moves import scheduling
from bot.flow.moves.begun_draft import begin_draft
from bot.flow.moves.desk import Desk
from bot.flow.moves.glasses import on_card
from bot.flow.moves.undoing import bring_back
from bot.flow.moves.whose_clock import leave_clock
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
