"""The circle that turns on a tapped button until the tap is answered."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from telegram.error import Forbidden

from bot.flow.effects import Notice
from bot.outbound.messages import Messages
from bot.store import Parcel

Begin = Callable[[Coroutine[Any, Any, None]], asyncio.Future[None]]
"""Lets something go on beside; a stop waits for it."""

# Telegram publishes no number; later than this it has been seen to refuse the answer as too old.
TURNS = 15.0  # seconds
USUAL = 0.2  # seconds in which it is answered on any good day
HOLDS = 2.0  # seconds that whatever follows in the chat waits for the answer at most

_log = structlog.get_logger(__name__)


class Circle:
    """One tap's. It is answered at once, and again while Telegram may take it and has not."""

    def __init__(self, messages: Messages, parcel: Parcel, begin: Begin) -> None:
        self._messages, self._parcel, self._begin = messages, parcel, begin
        self._answering: asyncio.Future[None] | None = None
        self._held_until = 0.0  # on the event loop's clock

    async def stop(self) -> None:
        """Begin to answer, where there was a tap; return once it is under way."""
        if self._parcel.query is not None:
            self._held_until = asyncio.get_running_loop().time() + HOLDS
            self._answering = self._begin(self._answer(self._parcel.query))
            await asyncio.sleep(0)  # it goes first

    @property
    def turns(self) -> bool:
        return self._answering is not None and not self._answering.done()

    async def settle(self, within: float = HOLDS) -> None:
        """Return once it is answered, or for now cannot be; after so many seconds in any case."""
        left = min(within, self._held_until - asyncio.get_running_loop().time())
        if self._answering is not None and left > 0:
            await asyncio.wait({self._answering}, timeout=left)

    async def _answer(self, query: str) -> None:
        effects = self._parcel.effects
        notice = next((effect for effect in effects if isinstance(effect, Notice)), None)
        try:
            async with asyncio.timeout(TURNS):
                await self._messages.answer(query, notice)
        except TimeoutError:
            _log.info("a tap could not be answered in time")
        except Forbidden:
            pass  # whoever shut us out looks at no circle; the messages beside it say so too
        except Exception:  # noqa: BLE001  a mistake of ours must not silence the chat
            _log.exception("a tap cannot be answered")
