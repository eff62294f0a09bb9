"""Memory in one PostgreSQL database, for any number of processes."""

from contextlib import AsyncExitStack
from datetime import timedelta

from bot.databases import Server
from bot.store import sql
from bot.store.codec import Codec
from bot.store.postgres.migrate import check_schema
from bot.store.postgres.pool import Pool
from bot.store.postgres.trouble import explained_at_start
from bot.store.tables import Tables
from bot.store.vault import check_keys, take_keys


class PostgresStore(Tables):
    """See `bot.store.Store`. Belongs to the event loop it was opened in."""

    claiming = sql.CLAIM_SHARED

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
                database = await Pool.open(server)
                held.push_async_callback(database.close)
                async with database.connection() as connection:
                    await check_schema(connection, database.name)
                await check_keys(database, codec)
                await take_keys(database, codec)
            held.pop_all()
        return cls(database, codec, keep)

    async def close(self) -> None:
        """Write what waits and let go. Closing twice is fine."""
        await self._database.close()
