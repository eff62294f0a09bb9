"""Slash commands."""

from bot.flow.cards.about import about_docs, help_doc, privacy_doc
from bot.flow.model import Flow
from bot.flow.moves.desk import ASKED_AGAIN, STAYS, Desk
from bot.flow.moves.runs import begin, cancel, freshen
from bot.flow.moves.trip_alarms import OWNER
from bot.text import Block, Doc, text


def commanded(desk: Desk, name: str, argument: str) -> None:
    """Obey a command. After an emergency ending none leads away from it but those about the chat itself."""
    flow = desk.library.flow_of_command(argument if name == "start" and argument else name)
    match name:
        case "help":
            _inform(desk, help_doc(desk.library))
        case "privacy":
            _inform(desk, privacy_doc(desk.library))
        case "about":
            _inform(desk, *about_docs(desk.library))
        case "language":
            desk.retire()
            desk.put("language")
        case "reminders":
            desk.leave()
            desk.put("reminders")
        case "erase":
            desk.retire()
            desk.put("erase")
        case _ if desk.in_emergency():
            desk.retire()
            desk.put("result", STAYS)
        case "start" if flow is None:
            desk.leave()
            desk.put("resume" if _unfinished(desk) else "start")
        case "cancel":
            _cancel(desk)
        case _ if flow is not None and _under_way(desk, flow):
            desk.leave()
            desk.put("trip")
        case _ if flow is not None and _reminds_to_drink(desk, flow):
            desk.leave()
            desk.put("glasses")
        case _ if flow is not None:
            begin(desk, flow)
        case _:
            _inform(
                desk,
                (Block("plain", text("I don't know that command. /help lists those I know.")),),
            )


def _under_way(desk: Desk, flow: Flow) -> bool:
    """Does a trip that this flow planned still remind?"""
    trip = desk.state.trip
    return trip is not None and trip.flow == flow.id and desk.state.schedule(OWNER) is not None


def _reminds_to_drink(desk: Desk, flow: Flow) -> bool:
    drinking = desk.state.drinking
    return drinking is not None and drinking.owner == flow.id


def _unfinished(desk: Desk) -> bool:
    return desk.run is not None and bool(desk.run.answers) and not desk.ended()


def _cancel(desk: Desk) -> None:
    if desk.run is None:
        command = desk.library.main.command
        words = text("Nothing is under way. Send /{command} to begin.", command=command)
        _inform(desk, (Block("plain", words),))
        return
    cancel(desk)


def _inform(desk: Desk, *docs: Doc) -> None:
    """Say something beside the conversation, then ask again the question that is waiting."""
    asked = desk.asking() is not None
    if asked:
        desk.retire()
    for doc in docs:
        desk.say(doc)
    if asked:
        desk.put_place(ASKED_AGAIN if freshen(desk) else None)
