"""The result's card turned over: its reasons, what would change it, the card for a clinician, the number to call."""

from bot.flow.drawings import Sheet
from bot.flow.effects import File, Picture
from bot.flow.moves.desk import Desk
from bot.flow.moves.runs import choose_country


def turn_over(desk: Desk, verb: str, argument: str) -> bool:
    """Do what a button of the result or of one of its other sides says; False where it names nothing."""
    match verb:
        case "back":
            desk.turn("result")
        case "why" | "changes" if not desk.in_emergency():
            desk.turn(verb)
        case "where":
            desk.turn("where")
        case "iso" if argument in desk.library.ambulances:
            choose_country(desk, argument)
        case "handover" if desk.flow.hands_over:
            desk.turn("handover")
        case "in" if argument in desk.library.languages:
            desk.turn(f"handover:{argument}")
        case "picture" | "pdf":
            _enclose(desk, pdf=verb == "pdf")
        case _:
            return False
    return True


def _enclose(desk: Desk, *, pdf: bool) -> None:
    """Send the card for a clinician as a picture or a file, in the language it is shown in."""
    card = desk.card(desk.state.view)
    sheet, caption = Sheet(card.doc), card.doc[:1]
    desk.effects.append(
        File(sheet, f"legwise-{desk.flow.id}", caption, card.language)
        if pdf
        else Picture(sheet, caption, card.language)
    )
