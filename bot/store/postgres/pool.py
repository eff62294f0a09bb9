"""Several connections to one database; scripts that wait at the same time share a transaction."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import TypeVar, cast

import asyncpg

from bot.databases import Server
from bot.store.database import Ask, Keyed, Rows, Script
from bot.store.errors import NotNow, StoreError, Unusable
from bot.store.lockstep import side_by_side
from bot.store.postgres.asking import ask_all
from bot.store.postgres.batches import CLOSED, Batches
from bot.store.postgres.connections import ANSWER, Connection, connecting
from bot.store.postgres.trouble import ONCE_MORE, PASSING, explained

T = TypeVar("T")

CONNECTIONS = 8  # small hosted databases take 20 in all
FAREWELL = 2.0  # seconds
ATTEMPTS = 8
PAUSE = 0.05  # seconds at most before the second attempt


class Pool:
    """See `bot.store.database.Database`. A lost connection is made anew when it is needed."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", name: str) -> None:
        self._pool, self.name = pool, name
        self._closed, self._busy = False, 0
        self._idle = asyncio.Event()
        self._reads: Batches[Ask] = Batches(self._look)
        self._writes: Batches[Callable[[], Script[object]]] = Batches(self._commit)

    @classmethod
    async def open(cls, server: Server, least: int = 1, most: int = CONNECTIONS) -> "Pool":
        pool = await asyncpg.create_pool(
            min_size=least, max_size=most, reset=_leave_as_it_is, **connecting(server)
        )
        return cls(pool, str(server))

    async def read(self, statement: str, *values: object) -> Rows:
        if isinstance(statement, Keyed):
            rows: Rows = await self._reads.share(Ask(statement, values))
            return rows
        async with self.connection() as connection:
            return await connection.fetch(statement, *values)

    async def write(self, script: Callable[[], Script[T]]) -> T:
        """See `bot.store.database.Database`. After any error that one of them may have caused, each is begun alone."""
        result: T = await self._writes.share(script)
        return result

    async def write_alone(self, script: Callable[[], Script[T]]) -> T:
        """The same in a transaction of its own: what may wait for others' rows holds up nobody else."""
        (result,) = await self._commit([script])
        if isinstance(result, StoreError):
            raise result
        return cast("T", result)

    async def _look(self, asked: Sequence[Ask]) -> Sequence[Rows]:
        async with self.connection() as connection:
            return await ask_all(connection, asked)

    async def _commit(self, begun: Sequence[Callable[[], Script[object]]]) -> Sequence[object]:
        others: Exception | None = None
        for attempt in range(1, ATTEMPTS + 1):
            async with self.connection() as connection:
                try:
                    async with connection.transaction():
                        return await side_by_side(begun, partial(ask_all, connection))
                except ONCE_MORE as error:
                    others = error
            await asyncio.sleep(random.uniform(0, PAUSE * attempt))  # noqa: S311  no secret
        if others and len(begun) > 1:
            raise others  # alone, each may come through
        raise NotNow(f"{self.name} is too busy: others were first {ATTEMPTS} times")

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """Lend a connection.

        Raises:
            NotNow: There is none, or it is lost while it is used.
        """
        if self._closed:
            raise Unusable(CLOSED)
        self._busy += 1
        try:
            with explained(self.name):
                async with self._pool.acquire(timeout=ANSWER) as connection:
                    yield connection
        finally:
            self._busy -= 1
            self._idle.set()

    async def close(self) -> None:
        await asyncio.gather(self._reads.close(), self._writes.close())
        self._closed = True
        while self._busy:
            self._idle.clear()
            await self._idle.wait()
        try:
            async with asyncio.timeout(FAREWELL):
                await self._pool.close()
        except (*PASSING, asyncpg.PostgresError):  # nobody is there to say goodbye to
            self._pool.terminate()


async def _leave_as_it_is(_: object) -> None:
    """Asked of a connection that comes back: nobody here changes a session's settings.

    To undo them all the same, as asyncpg does, is one more way to the server and back for each visit.
    An open transaction it ends in any case.
    """
