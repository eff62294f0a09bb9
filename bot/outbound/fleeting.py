"""A nudge on its way: sent rather never than twice, not late, and in the way of nothing newer."""

import asyncio
from dataclasses import dataclass

from bot.clock import Clock
from bot.outbound.pauses import stopped


class UnsentError(Exception):
    """A nudge was given up, and has certainly not arrived."""


@dataclass(frozen=True, slots=True)
class Fleeting:
    clock: Clock
    until: int  # seconds since 1970; 0: it is never late
    newer: asyncio.Event  # the chat has something newer to hear

    def check(self) -> None:
        """
        Raises:
            UnsentError: It comes too late to help.
        """
        if self.until and self.clock.now().timestamp() > self.until:
            raise UnsentError

    async def wait(self, seconds: float) -> None:
        """Wait before it is tried again.

        Raises:
            UnsentError: Something newer is to be said: an answer, or advice, which must not wait for a nudge.
        """
        if await stopped(self.newer, seconds):
            raise UnsentError
