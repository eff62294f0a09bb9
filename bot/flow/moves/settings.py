"""What somebody sets for the whole chat: its language; and that all of it be forgotten."""

from bot.flow.cards.lobby import erase_card, kept_card
from bot.flow.effects import Forget, Show
from bot.flow.moves.desk import Desk
from bot.flow.state import State
from bot.text import Block, text


def on_settings(desk: Desk, verb: str, argument: str) -> bool:
    match verb:
        case "lang" if argument in desk.library.languages:
            _choose_language(desk, argument)
        case "erase":
            _erase(desk)
        case "keep":
            desk.settle(kept_card().doc)
            desk.change(view="")
            if desk.run is not None:
                desk.put_place()
        case _:
            return False
    return True


def _choose_language(desk: Desk, code: str) -> None:
    desk.change(language=code)
    desk.settle((Block("plain", text("From now on we speak English.")),))
    desk.change(view="")
    desk.put_place()


def _erase(desk: Desk) -> None:
    desk.settle(erase_card().doc)
    desk.state = State()
    desk.effects += [
        Forget(),
        Show(
            (
                Block(
                    "plain",
                    text(
                        "Everything I kept about you is deleted. Send /start whenever you need me."
                    ),
                ),
            )
        ),
    ]
