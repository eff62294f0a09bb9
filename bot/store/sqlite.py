"""Memory in one SQLite file, for one process."""

from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path

import aiosqlite

from bot.store.codec import Codec
from bot.store.group import GroupCommit
from bot.store.migrate import MEMORY
from bot.store.opening import claim, full_name, prepare
from bot.store.tables import Tables
from bot.store.trouble import explained

BUSY = 5.0  # seconds; another program may look into the file now and then


class SqliteStore(Tables):
    """See `bot.store.Store`. Belongs to the event loop it was opened in."""

    def __init__(
        self, database: GroupCommit, codec: Codec, keep: timedelta, held: AsyncExitStack
    ) -> None:
        """Join what `open` made."""
        super().__init__(database, codec, keep)
        self._held = held  # the file's lock, and the connection

    @classmethod
    async def open(cls, path: Path | str, codec: Codec, keep: timedelta) -> "SqliteStore":
        """Open a file, made where there is none, or `:memory:`.

        Args:
            keep: How long a chat is remembered after its last turn: see `prune`.

        Raises:
            Unusable: The file cannot be used; it is left as it was. The message says what to do.
        """
        name = full_name(path)
        async with AsyncExitStack() as held:
            if name != MEMORY:
                held.callback(claim(Path(name)).release)
            with explained(name):
                connection = await aiosqlite.connect(name, isolation_level=None, timeout=BUSY)
            held.push_async_callback(connection.close)
            database = await prepare(connection, codec, name)
            return cls(database, codec, keep, held.pop_all())

    async def close(self) -> None:
        """Write what waits and let the file go. Closing twice is fine."""
        await self._database.close()
        await self._held.aclose()

    async def prune(self, now: datetime) -> int:
        forgotten = await super().prune(now)
        # What was deleted is still in the log beside the file.
        await self._database.read("PRAGMA wal_checkpoint(TRUNCATE)")
        return forgotten
