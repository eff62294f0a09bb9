"""How long the event loop keeps everybody waiting."""

import asyncio
import time
from collections.abc import Callable

BEAT = 0.001  # seconds


async def longest_gap(over: Callable[[], bool], seconds: float = 60.0) -> float:
    """Beat until it is over, or for so long; return the longest time between two beats."""
    begun = last = time.perf_counter()
    longest = 0.0
    while not over() and last - begun < seconds:
        await asyncio.sleep(BEAT)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest
