"""Memory in one PostgreSQL database, for any number of processes."""

from contextlib import AsyncExitStack
from datetime import datetime, timedelta

from bot.databases import Server
from bot.store import sql
from bot.store.codec import Codec
from bot.store.postgres.bell import Bell
from bot.store.postgres.migrate import check_schema
from bot.store.postgres.pool import Pool
from bot.store.postgres.sharing import PostgresSharing
from bot.store.postgres.trouble import explained_at_start
from bot.store.tables import Tables
from bot.store.vault import check_keys, take_keys


class PostgresStore(Tables):
    """See `bot.store.Store`. Belongs to the event loop it was opened in."""

    claiming = sql.CLAIM_SHARED
    sharing: PostgresSharing

    def __init__(
        self,
        pool: Pool,
        sharing: PostgresSharing,
        codec: Codec,
        keep: timedelta,
        held: AsyncExitStack,
    ) -> None:
        """Join what `open` made."""
        super().__init__(pool, codec, keep)
        self.sharing = sharing
        self._held = held  # the connections

    @classmethod
    async def open(cls, server: Server, codec: Codec, keep: timedelta) -> "PostgresStore":
        """Open a database that has today's tables.

        Args:
            keep: How long a chat is remembered after its last turn: see `prune`.

        Raises:
            Unusable: It cannot be reached or used; it is left as it was. The message says what to do.
        """
        async with AsyncExitStack() as held:
            with explained_at_start(str(server)):
                pool = await Pool.open(server)
                held.push_async_callback(pool.close)
                async with pool.connection() as connection:
                    await check_schema(connection, pool.name)
                await check_keys(pool, codec)
                await take_keys(pool, codec)
                # Nobody's work may keep a lease from being renewed.
                apart = await Pool.open(server, least=0, most=1)
                held.push_async_callback(apart.close)
            sharing = PostgresSharing(pool, apart, Bell(server), codec)
            return cls(pool, sharing, codec, keep, held.pop_all())

    async def close(self) -> None:
        """Write what waits and let go. Closing twice is fine."""
        await self._held.aclose()

    async def prune(self, now: datetime) -> int:
        await self.sharing.forget_the_dead()
        return await super().prune(now)
