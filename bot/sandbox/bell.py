"""Waiting for the next time something happens, without asking again and again."""

import asyncio


class Signal:
    """Wakes everyone who is waiting, each time it rings."""

    def __init__(self) -> None:
        """Start silent."""
        self._next = asyncio.Event()

    def ring(self) -> None:
        """Wake those who wait now; who waits later waits for the next ring."""
        rung, self._next = self._next, asyncio.Event()
        rung.set()

    async def wait(self, seconds: float | None = None) -> bool:
        """Wait for the next ring: False where it did not come within `seconds` (None: for ever)."""
        try:
            async with asyncio.timeout(seconds):
                await self._next.wait()
        except TimeoutError:
            return False
        return True
