"""What is typed while no question is open: a wish such as "start again", or words after a result."""

from bot.flow.cards.afterwards import afterwards_doc
from bot.flow.hearing.cry import mentions_help
from bot.flow.hearing.typed import thanks, wish
from bot.flow.moves.cries import show_help
from bot.flow.moves.delays import HOW_TO_TELL
from bot.flow.moves.desk import Desk
from bot.flow.moves.glasses import drank
from bot.flow.moves.runs import cancel, freshen, start_again
from bot.flow.moves.views import SIDES


def wished(desk: Desk, words: str) -> None:
    match wish(words, desk.library.tongues):
        case "again" if desk.run is not None:
            start_again(desk)
        case "go" if desk.run is not None:
            freshen(desk)
            desk.retire()
            desk.put_place()
        case "back" if desk.state.view.partition(":")[0] in {"review", "handover", *SIDES}:
            desk.turn(desk.place_view())
        case "why" if desk.ended():
            desk.turn("why")
        case "cancel" if desk.run is not None:
            cancel(desk)
        case _ if not drank(desk, words):
            _bewildered(desk, words)
        case _:
            pass


def _bewildered(desk: Desk, words: str) -> None:
    """Nothing was understood, and no question is open."""
    if mentions_help(words, desk.library.tongues):
        show_help(desk, words)
    elif desk.state.view == "result" and desk.ending().plan is None:
        thanked = thanks(words, desk.library.tongues)
        desk.say(afterwards_doc(desk.flow, desk.ending(), thanked=thanked))
    else:
        desk.again(HOW_TO_TELL if desk.state.view == "trip" else None)
