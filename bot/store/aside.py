"""What was set aside in whatever database is configured, while the bot runs on it."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import assert_never

from bot.config import Config
from bot.databases import Server
from bot.store import Aside, sql
from bot.store.backup import IN_MEMORY
from bot.store.connect import open_store
from bot.store.copying import must_be_ours
from bot.store.errors import Unusable
from bot.store.tables import read_aside
from bot.store.trouble import explained

BUSY = 5.0  # seconds; the bot writes meanwhile


async def set_aside(config: Config, *, clear: bool) -> list[Aside]:
    """Return what was set aside, the latest first, and forget it where that is wanted.

    Raises:
        Unusable, NotNow: The database cannot be read.
    """
    match config.database:
        case Server():
            store = await open_store(config)
            try:
                return await (store.clear_aside() if clear else store.aside())
            finally:
                await store.close()
        case Path() as file:
            return await asyncio.to_thread(_in_file, file, clear=clear)
        case None:
            raise Unusable(IN_MEMORY)
        case _:
            assert_never(config.database)


def _in_file(file: Path, *, clear: bool) -> list[Aside]:
    """Not through the store: that is the running bot's alone."""
    if not file.is_file():
        raise Unusable(f"{file} is no file: nothing was kept there yet")
    with explained(str(file)), closing(sqlite3.connect(file, timeout=BUSY)) as opened:
        must_be_ours(opened, file)
        if not opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'set_aside'").fetchone():
            raise Unusable(f"{file} was written by an older legwise: run `legwise migrate`")
        found = opened.execute(sql.CLEAR_ASIDE if clear else sql.ASIDE).fetchall()
        opened.commit()
        return read_aside(found)
