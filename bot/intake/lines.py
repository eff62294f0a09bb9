"""Who goes first, where updates of one chat wait at the same time: the one Telegram numbered first."""

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.store import ChatKey


class Lines:
    """A line for each chat with something in hand; different chats do not wait for each other."""

    def __init__(self) -> None:
        self._waiting: dict[ChatKey, list[tuple[int, int, asyncio.Future[None]]]] = {}
        self._came = 0

    @asynccontextmanager
    async def turn(self, chat: ChatKey, update: int) -> AsyncIterator[None]:
        """Wait until nothing of the chat is in hand and no earlier update of it waits."""
        line = self._waiting.get(chat)
        if line is None:
            line = self._waiting[chat] = []
        else:
            await self._wait(line, chat, update)
        try:
            yield
        finally:
            self._next(line, chat)

    async def _wait(
        self, line: list[tuple[int, int, asyncio.Future[None]]], chat: ChatKey, update: int
    ) -> None:
        called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._came += 1  # the same update may wait twice
        heapq.heappush(line, (update, self._came, called))
        try:
            await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled():
                self._next(line, chat)  # it was our turn: pass it on
            raise

    def _next(self, line: list[tuple[int, int, asyncio.Future[None]]], chat: ChatKey) -> None:
        while line:
            _, _, called = heapq.heappop(line)
            if not called.done():
                called.set_result(None)
                return
        del self._waiting[chat]
