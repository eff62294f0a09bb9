"""Updates as Telegram writes them, and a memory that fails as planned."""

from collections.abc import Callable
from typing import Any

from bot.config import Config
from bot.load import load_library, load_texts
from bot.store import Parcel, Turn
from bot.store.sqlite import SqliteStore

LIBRARY = load_library(Config(), load_texts())


def message(number: int, text: str, chat: int = 7) -> dict[str, Any]:
    """An update: somebody wrote in private."""
    who = {"id": chat, "is_bot": False, "first_name": "Ana", "language_code": "en"}
    where = {"id": chat, "type": "private"}
    body = {"message_id": number, "date": 0, "chat": where, "from": who, "text": text}
    return {"update_id": number, "message": body}


def in_group(number: int, chat: int, **what: Any) -> dict[str, Any]:
    """An update: something came to pass in a group."""
    who = {"id": 7, "is_bot": False, "first_name": "Ana", "language_code": "en"}
    where = {"id": chat, "type": "group" if chat > -(10**12) else "supergroup", "title": "Flat 3"}
    body = {"message_id": number, "date": 0, "chat": where, "from": who, **what}
    return {"update_id": number, "message": body}


class Memory(SqliteStore):
    """A store whose commits fail as planned, by update, before anything is written."""

    trouble: dict[int, list[Exception]]
    refused: Callable[[], None] = staticmethod(lambda: None)

    async def commit(self, turn: Turn) -> Parcel | None:
        if planned := self.trouble.get(turn.update or 0):
            self.refused()
            raise planned.pop(0)
        return await super().commit(turn)
