"""Several connections to one database; each script has a transaction of its own."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import asyncpg

from bot.databases import Server
from bot.store.database import Rows, Script
from bot.store.errors import NotNow, Unusable
from bot.store.postgres.trouble import ONCE_MORE, PASSING, explained

T = TypeVar("T")

if TYPE_CHECKING:  # at run time asyncpg's classes take no parameter
    Connection = (
        asyncpg.Connection[asyncpg.Record] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]
    )
else:
    Connection = asyncpg.Connection

CONNECTIONS = 8  # small hosted databases take 20 in all
CONNECT = 10.0  # seconds
ANSWER = 30.0  # seconds for one statement; after that the server is taken for gone
FAREWELL = 2.0  # seconds
ATTEMPTS = 8
PAUSE = 0.05  # seconds at most before the second attempt


def connecting(server: Server) -> dict[str, Any]:
    """How to connect, for asyncpg.

    In transaction mode PgBouncer gives each transaction any of its connections: what one has prepared,
    another does not know.
    """
    how = {"dsn": server.url, "timeout": CONNECT, "command_timeout": ANSWER}
    return {**how, "statement_cache_size": 0} if server.bouncer else how


class Pool:
    """See `bot.store.database.Database`. A lost connection is made anew when it is needed."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", name: str) -> None:
        self._pool, self.name = pool, name
        self._closed, self._busy = False, 0
        self._idle = asyncio.Event()

    @classmethod
    async def open(cls, server: Server, least: int = 1, most: int = CONNECTIONS) -> "Pool":
        pool = await asyncpg.create_pool(
            min_size=least, max_size=most, reset=_leave_as_it_is, **connecting(server)
        )
        return cls(pool, str(server))

    async def read(self, statement: str, *values: object) -> Rows:
        async with self.connection() as connection:
            return await connection.fetch(statement, *values)

    async def write(self, script: Callable[[], Script[T]]) -> T:
        for attempt in range(1, ATTEMPTS + 1):
            async with self.connection() as connection:
                try:
                    async with connection.transaction():
                        return await _perform(connection, script())
                except ONCE_MORE:
                    pass
            await asyncio.sleep(random.uniform(0, PAUSE * attempt))  # noqa: S311  no secret
        raise NotNow(f"{self.name} is too busy: others were first {ATTEMPTS} times")

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """Lend a connection.

        Raises:
            NotNow: There is none, or it is lost while it is used.
        """
        if self._closed:
            raise Unusable("this store is closed: open it again")
        self._busy += 1
        try:
            with explained(self.name):
                async with self._pool.acquire(timeout=ANSWER) as connection:
                    yield connection
        finally:
            self._busy -= 1
            self._idle.set()

    async def close(self) -> None:
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

    To undo them all the same, as asyncpg does, is one more way to the server and back for each of an update's
    five visits. An open transaction it ends in any case.
    """


async def _perform(connection: Connection, script: Script[T]) -> T:
    try:
        asked = next(script)
        while True:
            asked = script.send(await connection.fetch(asked.statement, *asked.values))
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        script.close()
