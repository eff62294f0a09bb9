"""Waits until a message may leave, so that Telegram has no reason to refuse it."""

import asyncio

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

    async def turn(self, chat: int, priority: Priority) -> None:
        """Return when a message to this chat may leave; it counts as sent then."""
        ticket = Ticket(chat, priority)
        granted = asyncio.get_running_loop().create_future()
        self._waiting[ticket] = granted
        self._line.ask(ticket)
        self._admit()
        try:
            await granted
        finally:
            ticket.left = True
            self._waiting.pop(ticket, None)

    def refused(self, chat: int, seconds: float) -> None:
        """Telegram asked to be left in peace for so long, in answer to a message to this chat."""
        self._line.refused(chat, asyncio.get_running_loop().time(), seconds)

    def _admit(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        for ticket in self._line.admit(now):
            self._waiting[ticket].set_result(None)
        if self._alarm is not None:
            self._alarm.cancel()
        opens = self._line.opens_at(now)
        self._alarm = None if opens is None else loop.call_at(opens, self._admit)
