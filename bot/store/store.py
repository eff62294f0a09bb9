"""What every store can do."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.flow.alarm import Alarm
from bot.flow.state import State
from bot.store.backlog import Aside, Backlog
from bot.store.chat_key import ChatKey
from bot.store.sharing import Sharing
from bot.store.turn import Parcel, Turn


class Store(Protocol):
    """Memory of every chat. tests/store/test_contract*.py are the contract; each store passes them."""

    @property
    def sharing(self) -> Sharing | None:
        """How several processes share it; None where only one can have it."""
        ...

    async def load(self, chat: ChatKey) -> tuple[State, int]:
        """Return the chat's state and its version; `(State(), 0)` for one never seen or forgotten.

        Raises:
            Unreadable: The keys given do not open it.
        """
        ...

    async def commit(self, turn: Turn) -> Parcel | None:
        """Keep the state, the effects, the alarms and the update's id together, or none of them.

        Forgetting a chat drops its cards, its alarms and what was still to be sent to it, but not this
        turn's effects. A chat never stored whose state is `State()` stays that way, and has no alarms.
        An update from a chat lets its paused alarms ring again.

        Returns:
            The effects as a parcel to perform, or None where there are none.

        Raises:
            Conflict: The stored version is no longer `turn.version`.
            AlreadyHandled: `turn.update` was committed before.
            NotNow: It could not be written.
        """
        ...

    async def pending(self) -> list[Parcel]:
        """Return every parcel not finished, oldest first: what a start-up has to pick up.

        One that cannot be read is left out and logged: the others are still to be sent.
        """
        ...

    async def progress(self, parcel: Parcel, done: int, messages: Mapping[int, int]) -> None:
        """Tick off the first `done` effects; once all are, the parcel is deleted.

        Args:
            messages: Card numbers and the Telegram message ids they were sent as, to be found by
                `message`. 0 is no card. Those of a chat that is not kept are not kept either.
        """
        ...

    async def message(self, chat: ChatKey, card: int) -> int | None:
        """Return the Telegram message id of a card, None where it is not known (any more)."""
        ...

    async def claim(self, now: datetime, until: datetime, most: int) -> list[ChatKey]:
        """Claim due alarms, those about care first, so that nobody else looks at them until then.

        A claim that ends without a turn that `rang` leaves them due.

        Args:
            most: How many alarms at most.

        Returns:
            Their chats, each once.
        """
        ...

    async def due(self, chat: ChatKey, now: datetime) -> tuple[Alarm, ...]:
        """Return the chat's alarms that are due, oldest first.

        One that cannot be read is left out and logged. Load the chat before: its version tells whether
        these are still its alarms when the turn is committed.
        """
        ...

    async def next_alarm(self) -> datetime | None:
        """Return when to look for due alarms next, None where there are none."""
        ...

    async def pause(self, chat: ChatKey) -> None:
        """Let no alarm of a chat ring until it is heard of again."""
        ...

    async def move_group(self, old: int, new: int) -> None:
        """Let all chats of a group be those of the supergroup it has become. Again changes nothing.

        A chat the supergroup has already stays as it is there.
        """
        ...

    async def set_aside(self, what: str, reason: str, at: datetime) -> None:
        """Note what is given up. The reason must tell nothing about anybody."""
        ...

    async def aside(self) -> list[Aside]:
        """Return what was set aside, the latest first."""
        ...

    async def clear_aside(self) -> list[Aside]:
        """Forget what was set aside and return it, the latest first: nothing that nobody was shown goes."""
        ...

    async def backlog(self, now: datetime) -> Backlog:
        """Say what still waits."""
        ...

    async def known(self) -> int:
        """Count the chats that are kept. Takes longer the more there are."""
        ...

    async def prune(self, now: datetime) -> int:
        """Forget what is past keeping: quiet chats, update ids Telegram can no longer redeliver.

        A chat with an alarm ahead is not past keeping, unless its alarms are paused. It goes by small steps,
        with everybody else's work between them: an error ends it between two of them.

        Returns:
            How many chats were forgotten.
        """
        ...

    async def close(self) -> None:
        """Write what waits, then let go. Not closing keeps the process from ending."""
        ...
