"""Waits until a message may leave, so that Telegram has no reason to refuse it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.outbound.line import Line, Priority, Ticket


class Pacer:
    """Lets one bot's messages leave at the rate Telegram allows. Belongs to one event loop."""

    def __init__(self, rate: int) -> None:
        """Begin with every limit unused.

        Args:
            rate: Messages a second, to everybody together.
        """
        self._line = Line(rate)
        self._waiting: dict[Ticket, asyncio.Future[None]] = {}
        self._alarm: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def turn(self, chat: int, priority: Priority) -> AsyncIterator[None]:
        """Enter when a message to this chat may leave; leave when it is answered."""
        ticket = Ticket(chat, priority)
        await self._wait(ticket)
        try:
            yield
        finally:
            self._line.answered(ticket, asyncio.get_running_loop().time())
            self._admit()

    async def _wait(self, ticket: Ticket) -> None:
        granted = asyncio.get_running_loop().create_future()
        self._waiting[ticket] = granted
        self._line.ask(ticket)
        self._admit()
        try:
            await granted
        except asyncio.CancelledError:
            if granted.done() and not granted.cancelled():  # it was let go, and never leaves
                self._line.answered(ticket, asyncio.get_running_loop().time())
            raise
        finally:
            ticket.left = True
            del self._waiting[ticket]

    def refused(self, chat: int, seconds: float) -> None:
        """Telegram asked to be left in peace for so long, in answer to a message to this chat."""
        self._line.refused(chat, asyncio.get_running_loop().time(), seconds)

    def _admit(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        for ticket in self._line.admit(now):
            granted = self._waiting[ticket]
            if granted.done():  # given up, and not awake yet: it never leaves
                self._line.answered(ticket, now)
            else:
                granted.set_result(None)
        if self._alarm is not None:
            self._alarm.cancel()
        opens = self._line.opens_at(now)
        self._alarm = None if opens is None else loop.call_at(opens, self._admit)
