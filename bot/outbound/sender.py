"""Performs parcels: one chat's in order, different chats at once, until Telegram took every effect.

What fails for a while is tried again with growing pauses; what can never succeed is logged and passed over,
so that nothing blocks a chat for ever. A crash repeats at most the message that was under way.
"""

import asyncio
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import structlog
from telegram.error import Forbidden

from bot.clock import Clock, SystemClock
from bot.flow.cards.unsent import unsent_doc
from bot.outbound.api import Api
from bot.outbound.caller import Caller
from bot.outbound.calls import Writer
from bot.outbound.circle import Circle
from bot.outbound.delivery import Delivery
from bot.outbound.fleeting import Fleeting
from bot.outbound.messages import Messages
from bot.outbound.priorities import priority_of
from bot.outbound.progress import Progress
from bot.outbound.windows import EVERYBODY
from bot.store import ChatKey, Parcel, Store
from bot.store.errors import StoreError
from bot.trace import traced
from bot.witness import NOBODY, Witness

CLOCK = SystemClock()

_log = structlog.get_logger(__name__)


class Sender:
    """Takes parcels and performs them, until `stop`."""

    def __init__(
        self,
        api: Api,
        store: Store,
        writer: Writer,
        rate: int = EVERYBODY.most,
        clock: Clock = CLOCK,
        witness: Witness = NOBODY,
    ) -> None:
        """
        Args:
            rate: Messages a second, to everybody together.
        """
        self._caller, self._store, self._writer = Caller(api, rate), store, writer
        self._clock, self._witness = clock, witness
        self._waiting: dict[ChatKey, deque[Parcel]] = {}
        self._newer: dict[ChatKey, asyncio.Event] = {}  # set while more than one waits
        self._tasks: set[asyncio.Task[None]] = set()

    def post(self, parcel: Parcel) -> None:
        """Take a committed parcel; it is performed after the chat's earlier ones."""
        self._witness.posted(priority_of(parcel).name.lower(), 1)
        waiting = self._waiting.get(parcel.chat)
        if waiting is not None:
            waiting.append(parcel)
            self._newer[parcel.chat].set()
            return
        self._waiting[parcel.chat] = deque((parcel,))
        self._newer[parcel.chat] = asyncio.Event()
        self._begin(self._drain(parcel.chat))

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    @property
    def waiting(self) -> int:
        """How many chats have something on its way to them."""
        return len(self._waiting)

    @property
    def in_hand(self) -> set[int]:
        """The numbers of all parcels that wait or are under way."""
        return {parcel.id for waiting in self._waiting.values() for parcel in waiting}

    async def pick_up(self) -> None:
        """Take every parcel that an earlier process left unfinished."""
        for parcel in await self._store.pending():
            self.post(parcel)

    async def stop(self, seconds: float) -> None:
        """Finish what can be finished in this time; the rest stays in the store for the next start."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._tasks:  # one may begin another
                    await asyncio.wait(self._tasks)
        left = tuple(self._tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _drain(self, chat: ChatKey) -> None:
        waiting, unsent = self._waiting[chat], 0
        try:
            while waiting:
                with traced(waiting[0].trace):
                    unsent = await self._deliver(waiting[0], unsent)
                self._let_go(waiting.popleft())
                if len(waiting) < 2:
                    self._newer[chat].clear()
        finally:
            del self._newer[chat]
            for parcel in self._waiting.pop(chat):
                self._let_go(parcel)

    def _let_go(self, parcel: Parcel) -> None:
        self._witness.posted(priority_of(parcel).name.lower(), -1)

    async def _deliver(self, parcel: Parcel, unsent: int) -> int:
        """Perform a parcel; tell of the nudges that were given up, once nothing else waits.

        Returns:
            How many are still untold.
        """
        newer = self._newer[parcel.chat]
        progress = Progress(self._store, parcel, self._set_aside)
        messages = Messages(self._caller, self._writer, progress)
        delivery = Delivery(
            messages,
            progress,
            Circle(messages, parcel, self._begin),
            lambda until: Fleeting(self._clock, until, newer),
        )
        try:
            await delivery.deliver()
            unsent += delivery.unsent
            if unsent and not newer.is_set() and await delivery.tell(unsent_doc(unsent)):
                unsent = 0
            if parcel.taken is not None:
                self._witness.answered(self._clock.now().timestamp() - parcel.taken)
        except Forbidden as error:
            _log.info("a chat does not take messages any more", reason=error.message)
            await delivery.give_up()
            await self._store.pause(parcel.chat)
        except StoreError as error:
            _log.error("a message is left for the next start", reason=str(error))
        except Exception:  # noqa: BLE001  a mistake of ours must not silence the chat for ever
            _log.exception("a message cannot be sent", parcel=parcel.id)
            await delivery.give_up()
        return unsent

    async def _set_aside(self, method: str, reason: str) -> None:
        await self._store.set_aside(method, reason, self._clock.now())
        self._witness.gave_up(method)
