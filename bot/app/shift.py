"""Whose turn it is, where several processes could do what only one may: the others stand by."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import structlog

from bot.outbound.pauses import stopped
from bot.store.errors import NotNow
from bot.store.sharing import Lease

STANDBY = 1.0  # seconds between looks whether the duty is free

_log = structlog.get_logger(__name__)


async def work_in_shifts(
    lease: Lease, work: Callable[[], Coroutine[Any, Any, None]], stop: asyncio.Event
) -> None:
    """Do the work whenever the lease is ours, until the stop.

    Args:
        work: Ends by itself with the stop; it is cancelled at once where the lease is lost.

    Raises:
        Whatever the work raises.
    """
    while not stop.is_set():
        try:
            taken = await lease.take()
        except NotNow as error:
            _log.error("the database cannot be used; trying again", reason=str(error))
            taken = False
        if taken:
            _log.info("this process sends from now on", term=lease.term)
            await _shift(lease, work())
        await stopped(stop, STANDBY)


async def _shift(lease: Lease, work: Coroutine[Any, Any, None]) -> None:
    working, keeping = asyncio.ensure_future(work), asyncio.ensure_future(lease.keep())
    try:
        await asyncio.wait({working, keeping}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            _log.warning("the right to send was lost; standing by", term=lease.term)
    finally:
        for task in (working, keeping):
            task.cancel()
        end, _ = await asyncio.gather(working, keeping, return_exceptions=True)
        if lease.held:
            with suppress(NotNow):  # it ends by itself
                await lease.leave()
    if isinstance(end, Exception):
        raise end
