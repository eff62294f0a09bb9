"""What an update means: whose chat, and what happened there."""

from dataclasses import dataclass

from bot.flow.events import Happening
from bot.store import ChatKey


class MalformedUpdate(Exception):
    """An update that is not of the form Telegram documents. Its id, if it has one, is in `update`."""

    def __init__(self, update: int | None, reason: str) -> None:
        super().__init__(reason)
        self.update = update


@dataclass(frozen=True, slots=True)
class Heard:
    """One update, understood: whose chat, what happened, in which language the client speaks."""

    update: int
    chat: ChatKey
    what: Happening
    language: str | None
    query: str | None = None  # the callback query that wants an answer


@dataclass(frozen=True, slots=True)
class Moved:
    """A group has become a supergroup, which has another number."""

    update: int
    chat: ChatKey  # the group, as it was
    to: int
