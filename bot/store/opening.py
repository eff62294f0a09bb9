"""Opening an SQLite file, or refusing it in one line and leaving it as it was."""

import os
import sqlite3
from pathlib import Path

import aiosqlite

from bot.store.codec import Codec
from bot.store.errors import NotNow, Unusable
from bot.store.group import GroupCommit
from bot.store.lock import FileLock
from bot.store.migrate import MEMORY, migrate, schema_version
from bot.store.trouble import explained
from bot.store.vault import check_keys, take_keys

ELSEWHERE = "set DATABASE_URL to another file"
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")
HEADER = b"SQLite format 3\0"


def full_name(path: Path | str) -> str:
    """Name a database so that every way to say the same file gives the same name."""
    return MEMORY if str(path) == MEMORY else str(Path(path).resolve())


def claim(file: Path) -> FileLock:
    """Lock a database file for this process; make it, empty, where there is none.

    Raises:
        Unusable: It cannot be used, or another legwise has it.
    """
    folder = file.parent
    if not folder.is_dir():
        raise Unusable(f"{folder} is no folder: make it, or {ELSEWHERE}")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Unusable(f"{folder} cannot be written to: give this user the right, or {ELSEWHERE}")
    if file.exists():
        _must_be_database(file)
    lock = FileLock(file)
    file.touch(mode=0o600)  # SQLite gives its other files the same mode
    return lock


def _must_be_database(file: Path) -> None:
    if not file.is_file():
        raise Unusable(f"{file} is no file: {ELSEWHERE}")
    if not os.access(file, os.R_OK | os.W_OK):
        raise Unusable(f"{file} cannot be read and written: give this user the right")
    with file.open("rb") as opened:
        if opened.read(len(HEADER)) not in {b"", HEADER}:
            raise Unusable(f"{file} is no database: {ELSEWHERE}")


async def prepare(connection: aiosqlite.Connection, codec: Codec, name: str) -> GroupCommit:
    """Check a fresh connection, then bring its database to today's tables and key.

    Raises:
        Unusable: It is no database of ours, too new, damaged, busy, or its key is missing.
    """
    database = GroupCommit(connection, name)
    try:
        with explained(name):
            # Nothing is written before these two, so that a refused file stays as it was.
            if await schema_version(connection, name):
                await check_keys(database, codec)
            for pragma in PRAGMAS:
                await database.read(f"PRAGMA {pragma}")
            await migrate(connection)
            await take_keys(database, codec)
    except (sqlite3.Error, NotNow) as error:
        raise Unusable(f"{name} cannot be opened: {error}") from error
    return database
