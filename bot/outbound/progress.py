"""How far a parcel has come, as the store keeps it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import structlog

from bot.outbound.pauses import growing_pauses
from bot.store import Parcel, Store
from bot.store.errors import NotNow

T = TypeVar("T")

_log = structlog.get_logger(__name__)


class Progress:
    """How far one parcel has come. The store is asked as often as a full disk makes necessary."""

    def __init__(
        self, store: Store, parcel: Parcel, set_aside: Callable[[str, str], Awaitable[None]]
    ) -> None:
        """
        Args:
            set_aside: Notes a method that Telegram refused, and why.
        """
        self._store, self._set_aside = store, set_aside
        self.parcel = parcel
        self._sent: dict[int, int] = {}  # card -> message, not yet kept

    def sent(self, card: int, message: int) -> None:
        """Remember which message a card has become; kept with the next tick."""
        self._sent[card] = message

    async def message(self, card: int) -> int | None:
        """Return the message a card was sent as, None where it is not known (any more)."""
        return self._sent.get(card) or await _patiently(
            lambda: self._store.message(self.parcel.chat, card)
        )

    async def tick(self, done: int) -> None:
        """Tick off the first `done` effects."""
        await _patiently(lambda: self._store.progress(self.parcel, done, self._sent))
        self._sent = {}

    async def set_aside(self, method: str, reason: str) -> None:
        await _patiently(lambda: self._set_aside(method, reason))

    async def move(self, new: int) -> None:
        """The group is a supergroup now; whatever else is kept of it moves along."""
        old = self.parcel.chat
        if old.chat == new:
            return  # a later page, written before the first was refused
        _log.info("a group has become a supergroup")
        await _patiently(lambda: self._store.move_group(old.chat, new))
        self.parcel = replace(self.parcel, chat=replace(old, chat=new))


async def _patiently(work: Callable[[], Awaitable[T]]) -> T:
    for pause in growing_pauses():
        try:
            return await work()
        except NotNow as error:
            _log.error("the database cannot be used; trying again", reason=str(error))
            await asyncio.sleep(pause)
    raise AssertionError("the pauses never end")
