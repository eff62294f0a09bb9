"""From a backup to a database in use."""

import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import aiosqlite

from bot.store.codec import Codec
from bot.store.copying import copy_file
from bot.store.errors import Unusable
from bot.store.opening import claim, prepare
from bot.store.past import leave_behind

USED = "holds chats already: add --replace to lose them, or set DATABASE_URL to another one"


@asynccontextmanager
async def prepared(backup: Path, codec: Codec, now: datetime, folder: Path) -> AsyncIterator[Path]:
    """Lend a copy of a backup with today's tables and key, and nothing in it that is past.

    Raises:
        Unusable: It is no backup, too new, damaged, or its key is missing.
    """
    with TemporaryDirectory(prefix="restoring-", dir=folder) as room:
        copy = Path(room) / backup.name
        copy_file(backup, copy)
        connection = await aiosqlite.connect(copy, isolation_level=None)
        try:
            database = await prepare(connection, codec, str(backup))
            await database.write(partial(leave_behind, codec, now))
            await database.close()
        finally:
            await connection.close()
        yield copy


async def restore_file(
    backup: Path, target: Path, codec: Codec, now: datetime, *, replace: bool
) -> Path | None:
    """Put a backup in an SQLite file's place, and say where the file that was there is now.

    Raises:
        Unusable: It is no backup, a bot runs on the target, or that is used and not to be replaced.
    """
    lock = claim(target)
    try:
        if not replace and _is_used(target):
            raise Unusable(f"{target} {USED}")
        async with prepared(backup, codec, now, target.parent) as copy:
            aside = _moved_aside(target, now)
            copy.chmod(0o600)
            copy.replace(target)
            return aside
    finally:
        lock.release()


def _is_used(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as opened:
            return bool(opened.execute("SELECT EXISTS (SELECT 1 FROM chats)").fetchone()[0])
    except sqlite3.OperationalError:
        return False  # no tables yet
    except sqlite3.DatabaseError:
        return True  # damaged: who knows what could still be saved


def _moved_aside(file: Path, now: datetime) -> Path | None:
    if not file.stat().st_size:
        return None
    aside = file.with_name(f"{file.name}.before-{now:%Y%m%dT%H%M%S}")
    for end in ("-wal", "-shm", ""):  # they belong together
        part = Path(f"{file}{end}")
        if part.exists():
            os.replace(part, f"{aside}{end}")  # noqa: PTH105  names, not files
    return aside
