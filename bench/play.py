"""One leg check by taps: worked out once by the bot's own core, then asked for any number of chats.

All bots are given the very same updates and say the very same words, so that only their ways differ.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from bench.script import COMMAND, Move, Said
from bot.clock import ScaledClock
from bot.config import Config
from bot.flow.effects import Keyboard, Rewrite, Show
from bot.flow.events import Commanded, Event, Tapped
from bot.flow.library import Library
from bot.flow.state import State
from bot.flow.step import step
from bot.load import load_library, load_texts
from bot.outbound.calls import Writer
from bot.store import ChatKey
from bot.texts import Texts

ME = "legwise_bot"
FIRST_CHAT = 5_000_000_001
BATCH = 100  # updates in one getUpdates, as intake asks for
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CLOCK = ScaledClock(
    0, NOW
)  # stands still, so that the cards are numbered as when they were worked out

# The command, the consent, and the eight answers of an everyday cramp.
TAPS = (
    "Agree and start",
    "None of these",
    "Me, and I'm 18 or over",
    "10 minutes or less, once, and gone now",
    "No, no swelling",
    "Nothing has changed",
    "Calf",
    "Stretching eased it",
    "None of these",
)

Json = dict[str, Any]


@cache
def words() -> tuple[Library, Texts]:
    """The flows and the languages, read once."""
    texts = load_texts()
    return load_library(Config(), texts), texts


def moves() -> tuple[Move, ...]:
    """The whole check."""
    return _played()[0]


def finished() -> State:
    """What is remembered of somebody after it."""
    return _played()[1]


@cache
def _played() -> tuple[tuple[Move, ...], State]:
    """Play the check.

    Raises:
        LookupError: The flow has other buttons now, or it asks something else: TAPS must follow.
    """
    library, texts = words()
    writer, chat = Writer(texts, ME), ChatKey(1)
    state, keyboard = State(), Keyboard()
    found: list[Move] = []
    for label in (None, *TAPS):
        data = None if label is None else _data(keyboard, label)
        what = Commanded(COMMAND) if data is None else tap(data)
        state, effects = step(library, state, Event(what, CLOCK.now(), "en"))
        record, sends = None, []
        for effect in effects:
            match effect:
                case Rewrite(_, doc, ()) if edit := writer.edit(chat, 1, "en", doc, ()):
                    record = _said(edit.params)
                case Show(doc, keyboard):
                    sends += [
                        _said(call.params) for call in writer.sends(chat, "en", doc, keyboard)
                    ]
                case _:
                    raise LookupError(f"a plain check has nothing to do with {effect}")
        found.append(Move(data, record, tuple(sends)))
    if state.view != "result":
        raise LookupError(f"after the taps the check stands at '{state.view}': see TAPS")
    return tuple(found), state


def calls_per_chat() -> int:
    """How often Telegram is called in one check: each tap answered, records and messages."""
    return sum(
        (move.tapped is not None) + (move.record is not None) + len(move.sends) for move in moves()
    )


def updates(chats: Iterable[int], first: int = 1) -> Iterator[Json]:
    """Every update of many checks, all chats taking turns; update ids rise from `first`."""
    chats = tuple(chats)
    for turn in range(len(moves())):
        for chat in chats:
            yield _update(first, chat, turn)
            first += 1


def batches(chats: Iterable[int], first: int = 1) -> list[bytes]:
    """The same, as Telegram's answers to getUpdates."""
    found = list(updates(chats, first))
    return [reply(found[at : at + BATCH]) for at in range(0, len(found), BATCH)]


def reply(result: object) -> bytes:
    """Telegram's answer to a call."""
    return json.dumps({"ok": True, "result": result}).encode()


def message(chat: int, said: Said) -> Json:
    """A message of the bot's as Telegram tells of it: plain text with its marks apart."""
    found: Json = {
        "message_id": 7,
        "from": {"id": 1, "is_bot": True, "first_name": "Legwise", "username": ME},
        "chat": _chat(chat),
        "date": int(NOW.timestamp()),
        "text": said.text,
        "entities": [{"offset": 0, "length": 20, "type": "bold"}],
    }
    return found | ({"reply_markup": {"inline_keyboard": said.keyboard}} if said.keyboard else {})


def tap(data: str) -> Tapped:
    """A button's data as the event it leads to."""
    card, _, choice = data.partition(":")
    return Tapped(int(card), choice)


def commanded(number: int, chat: int) -> Json:
    """The update of somebody who sends the command."""
    command = {"offset": 0, "length": 1 + len(COMMAND), "type": "bot_command"}
    asked = message(chat, Said(f"/{COMMAND}")) | {"from": _person(chat), "entities": [command]}
    return {"update_id": number, "message": asked}


def tapped(number: int, chat: int, said: Said, data: str) -> Json:
    """The update of somebody who taps a button of what was said."""
    query = {
        "id": str(number),
        "from": _person(chat),
        "message": message(chat, said),
        "chat_instance": str(chat),
        "data": data,
    }
    return {"update_id": number, "callback_query": query}


def _update(number: int, chat: int, turn: int) -> Json:
    data = moves()[turn].tapped
    if data is None:
        return commanded(number, chat)
    return tapped(number, chat, moves()[turn - 1].sends[-1], data)


def _person(chat: int) -> Json:
    return {"id": chat, "is_bot": False, "first_name": "Ana", "language_code": "en"}


def _chat(chat: int) -> Json:
    return {"id": chat, "first_name": "Ana", "type": "private"}


def _said(params: Mapping[str, Any]) -> Said:
    rows = params.get("reply_markup", {"inline_keyboard": []})["inline_keyboard"]
    return Said(params["text"], tuple(tuple(row) for row in rows))


def _data(keyboard: Keyboard, label: str) -> str:
    for row in keyboard:
        for button in row:
            if label == button.label.english:
                return button.data
    shown = [button.label.english for row in keyboard for button in row]
    raise LookupError(f"no button says '{label}', only {shown}: see TAPS")
