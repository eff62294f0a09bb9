"""What one event changes, and what is still to be done of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.flow.effects import DropAlarms, Effect, Performed, SetAlarm
from bot.flow.state import State
from bot.store.chat_key import ChatKey


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything one event changes in one chat."""

    chat: ChatKey
    state: State | None  # None: forget the chat
    version: int  # as `load` gave it
    effects: tuple[Effect, ...]
    at: datetime  # aware
    update: int | None = None  # Telegram's update id
    locale: str | None = None  # of the effects' words
    query: str | None = None  # the callback query to answer
    rang: bool = False  # the alarms due by `at` have had their turn: this one
    trace: str | None = None  # the name by which log lines about it are found

    @property
    def taken(self) -> float | None:
        """When the update was taken, for `Parcel.taken`."""
        return None if self.update is None else self.at.timestamp()

    @property
    def performed(self) -> tuple[Performed, ...]:
        """The effects still to perform after the commit. Those on alarms are done with it."""
        return tuple(e for e in self.effects if not isinstance(e, SetAlarm | DropAlarms))


@dataclass(frozen=True, slots=True)
class Parcel:
    """The effects of one turn, to be performed in order; the first `done` of them already are."""

    id: int
    chat: ChatKey
    effects: tuple[Performed, ...]
    locale: str | None = None
    query: str | None = None
    done: int = 0
    trace: str | None = None  # of the turn
    taken: float | None = None  # when its update was, in seconds since 1970; None for an alarm's
