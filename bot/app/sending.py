"""Answers and reminders out: by the one process there is, or by the one of many whose shift it is."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import structlog

from bot.app.parts import Parts, together
from bot.app.reloading import keep_current
from bot.app.shift import work_in_shifts
from bot.conversation import Conversation
from bot.outbound.api import Api
from bot.outbound.pauses import stopped, unless_stopped
from bot.outbound.sender import Sender
from bot.reminders import Reminders
from bot.store import Parcel
from bot.store.errors import StoreError
from bot.store.sharing import Lease, Sharing

LAST_WORDS = 7.0  # seconds to finish what is in hand after a stop; hosts give ten for everything
BATCH = 200  # parcels collected at once
CROWD = 500  # chats with messages under way; more would only wait in memory
PATIENCE = 0.2  # seconds between looks whether the crowd has gone
LOOK = 15.0  # seconds; how late a parcel or an alarm is noticed that nobody told us of
AFTER_TROUBLE = 1.0  # seconds

_log = structlog.get_logger(__name__)


async def remind(
    parts: Parts,
    conversation: Conversation,
    roused: asyncio.Event,
    crowd: Callable[[], int],
    stop: asyncio.Event,
) -> None:
    """Ring what is due. See `Reminders` for the rest."""
    reminders = Reminders(parts.store, conversation, parts.clock, roused, crowd)

    async def see_the_stop() -> None:
        await stop.wait()
        roused.set()

    await together(stop, reminders.run(stop), see_the_stop())


async def send_in_shifts(parts: Parts, sharing: Sharing, stop: asyncio.Event) -> None:
    """Send and remind whenever no other process does, until the stop."""
    lease = sharing.lease(parts.duty)
    async with sharing.listening():
        await work_in_shifts(lease, lambda: _shift(parts, sharing, lease, stop), stop)


async def _shift(parts: Parts, sharing: Sharing, lease: Lease, stop: asyncio.Event) -> None:
    sender = parts.sender(Guarded(parts.api, lease))
    roused = asyncio.Event()
    conversation = parts.conversation()
    try:
        await together(
            stop,
            _collect(sharing, lease.term, sender, stop),
            _hear_of_alarms(sharing, roused, stop),
            remind(parts, conversation, roused, lambda: sender.waiting, stop),
            keep_current(parts, conversation, stop),
        )
        await sender.stop(LAST_WORDS)
    finally:
        await sender.stop(0)


async def _collect(sharing: Sharing, term: int, sender: Sender, stop: asyncio.Event) -> None:
    troubled = False
    while not stop.is_set():
        if sender.waiting >= CROWD:
            await stopped(stop, PATIENCE)
            continue
        try:
            parcels = await _lost(sharing, term, sender) if troubled else []
            parcels += await sharing.collect(term, BATCH)
        except StoreError as error:
            _log.error("messages could not be collected; trying again", reason=str(error))
            troubled = True
            await stopped(stop, AFTER_TROUBLE)
            continue
        troubled = False
        for parcel in parcels:
            sender.post(parcel)
        if len(parcels) < BATCH:
            await unless_stopped(stop, sharing.news("parcels", LOOK))


async def _lost(sharing: Sharing, term: int, sender: Sender) -> list[Parcel]:
    """What was collected, with the answer lost on its way: nobody would look at it again in this term."""
    in_hand = sender.in_hand  # before it is asked: what is finished meanwhile is not lost
    return [parcel for parcel in await sharing.collected(term) if parcel.id not in in_hand]


async def _hear_of_alarms(sharing: Sharing, roused: asyncio.Event, stop: asyncio.Event) -> None:
    while not stop.is_set():
        await unless_stopped(stop, sharing.news("alarms", LOOK))
        roused.set()


class Guarded:
    """Makes no call once the lease is lost: then they are another process's to make."""

    def __init__(self, api: Api, lease: Lease) -> None:
        self._api, self._lease = api, lease

    async def call(self, method: str, params: Mapping[str, Any]) -> Any:
        """
        Raises:
            asyncio.CancelledError: The lease is lost; the shift ends, and so does who calls.
        """
        if not self._lease.held:
            raise asyncio.CancelledError
        return await self._api.call(method, params)
