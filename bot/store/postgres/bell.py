"""News from other processes: rings when rows were added that somebody waits for."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import asyncpg

from bot.databases import Server
from bot.store.postgres.connections import ANSWER, connecting
from bot.store.postgres.trouble import PASSING

CHANNEL = "legwise"
LOOK = 1.0  # seconds between looks where nothing can ring
PAUSE = 1.0  # seconds between tries to listen again


class Bell:
    """Listens on a connection of its own. Behind PgBouncer nothing rings: who waits looks now and then."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._rung: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._deaf = True

    async def wait(self, table: str, seconds: float) -> None:
        """Wait until it rings for a table, has rung since the last time, or so long."""
        rung = self._rung[table]
        with suppress(TimeoutError):
            async with asyncio.timeout(min(seconds, LOOK) if self._deaf else seconds):
                await rung.wait()
        rung.clear()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        if self._server.bouncer:
            yield
            return
        ear = asyncio.create_task(self._listen())
        try:
            yield
        finally:
            ear.cancel()
            await asyncio.gather(ear, return_exceptions=True)

    async def _listen(self) -> None:
        while True:
            with suppress(*PASSING):
                await self._listen_once()
            self._deaf = True
            await asyncio.sleep(PAUSE)

    async def _listen_once(self) -> None:
        connection = await asyncpg.connect(**connecting(self._server))
        gone = asyncio.Event()
        connection.add_termination_listener(lambda _: gone.set())
        try:
            await connection.add_listener(CHANNEL, self._ring)
            self._deaf = False
            for rung in self._rung.values():  # for what nobody heard meanwhile
                rung.set()
            while not gone.is_set():
                with suppress(TimeoutError):
                    async with asyncio.timeout(ANSWER):
                        await gone.wait()
                await connection.execute("SELECT 1")  # a dead line makes no sound
        finally:
            connection.terminate()

    def _ring(self, _connection: object, _process: int, _channel: str, table: object) -> None:
        self._rung[str(table)].set()
