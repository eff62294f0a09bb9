"""Waiting: before trying again, and no longer than until a stop."""

import asyncio
from collections.abc import Coroutine, Iterator
from math import inf
from typing import Any, TypeVar

from telegram.error import RetryAfter

T = TypeVar("T")

FIRST, LONGEST = 0.5, 30.0  # seconds


def growing_pauses(longest: float = inf) -> Iterator[float]:
    """Half a second, then twice as long each time, up to half a minute or `longest`, for ever."""
    pause = FIRST
    while True:
        yield pause
        pause = min(2 * pause, longest, LONGEST)


def asked_pause(error: RetryAfter) -> float:
    """The seconds Telegram asks to be left in peace."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int | float) else wait.total_seconds()


async def stopped(stop: asyncio.Event, seconds: float) -> bool:
    """Wait so long at most; whether the stop came meanwhile, or before."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return False
    return True


async def unless_stopped(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Do the work and return its result; None where the stop comes first: the work is then given up."""
    working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for task in (working, stopping):
            task.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)
