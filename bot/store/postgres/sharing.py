"""How processes on one PostgreSQL database share the work."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from functools import partial

from bot.store import ChatKey, Parcel
from bot.store.codec import Codec
from bot.store.database import Keyed, Row, Script, ask
from bot.store.errors import NotNow
from bot.store.postgres.bell import Bell
from bot.store.postgres.leases import PostgresLease
from bot.store.postgres.pool import Pool
from bot.store.postgres.settling import settle
from bot.store.tables import read_parcels

PATIENCE = 10.0  # seconds an update waits for earlier ones; a turn takes a few milliseconds
GLANCE = 0.05  # seconds between looks whether they are done

# Not SKIP LOCKED: of one chat's parcels, a later one must not be taken before an earlier one, whose last
# sender may be ticking it off. There is one collector, so that nobody else waits.
_COLLECT = """
UPDATE parcels SET term = $1 WHERE id IN (
    SELECT id FROM parcels WHERE term < $1 ORDER BY id LIMIT $2 FOR UPDATE
) RETURNING id, chat, payload, done
"""
_OF_TERM = "SELECT id, chat, payload, done FROM parcels WHERE term = $1 ORDER BY id"
_ARRIVE = Keyed("""
WITH mine AS (
    INSERT INTO arrivals VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3))
    ON CONFLICT (id) DO UPDATE SET until = excluded.until
)
SELECT CAST($1 AS BIGINT) FROM arrivals
WHERE chat = $2 AND id < $1 AND until > clock_timestamp() LIMIT 1
""")
_EARLIER = Keyed("""
SELECT CAST($1 AS BIGINT) FROM arrivals
WHERE chat = $2 AND id < $1 AND until > clock_timestamp() LIMIT 1
""")
_LEAVE = Keyed("DELETE FROM arrivals WHERE id = $1")
_LEFT_BEHIND = "DELETE FROM arrivals WHERE until < clock_timestamp() - make_interval(mins => 1)"


class PostgresSharing:
    """See `bot.store.sharing.Sharing`."""

    def __init__(self, pool: Pool, apart: Pool, bell: Bell, codec: Codec) -> None:
        """
        Args:
            apart: Connections for what must not wait behind everything else.
        """
        self._pool, self._apart, self._bell, self._codec = pool, apart, bell, codec

    def lease(self, duty: str) -> PostgresLease:
        return PostgresLease(self._apart, duty)

    async def settle(self, bot: int) -> int:
        return await settle(self._apart, bot)

    async def collect(self, term: int, most: int) -> list[Parcel]:
        rows = await self._pool.write_alone(partial(_collected, term, most))
        return read_parcels(self._codec, rows)

    async def collected(self, term: int) -> list[Parcel]:
        return read_parcels(self._codec, await self._pool.read(_OF_TERM, term))

    def listening(self) -> AbstractAsyncContextManager[None]:
        return self._bell.listening()

    async def news(self, table: str, seconds: float) -> None:
        await self._bell.wait(table, seconds)

    @asynccontextmanager
    async def in_turn(self, chat: ChatKey, update: int) -> AsyncIterator[None]:
        earlier = await self._pool.read(_ARRIVE, update, str(chat), PATIENCE)
        try:
            for _ in range(round(PATIENCE / GLANCE)):
                if not earlier:
                    break
                await asyncio.sleep(GLANCE)
                earlier = await self._pool.read(_EARLIER, update, str(chat))
            yield
        finally:
            await self._leave(update)

    async def forget_the_dead(self) -> None:
        """Delete what processes left behind that died; it holds nobody up."""
        await self._pool.read(_LEFT_BEHIND)

    async def _leave(self, update: int) -> None:
        with suppress(NotNow):  # it ends by itself; what was done inside counts
            await self._pool.read(_LEAVE, update)


def _collected(term: int, most: int) -> Script[list[Row]]:
    rows = yield from ask(_COLLECT, term, most)
    return sorted(rows, key=lambda row: row[0])
