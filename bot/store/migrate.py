"""Bringing a database to today's tables, one numbered file at a time."""

import sqlite3
from pathlib import Path

import aiosqlite

from bot.store.errors import Unusable
from bot.store.migrations import SQLITE, steps

MEMORY = ":memory:"
APPLICATION = 0x4C454757  # set by the first migration


async def schema_version(connection: aiosqlite.Connection, name: str = MEMORY) -> int:
    """Return how many migrations were applied: 0 for an empty database.

    Raises:
        Unusable: The database is newer than this program, or belongs to another one.
    """
    if await _number(connection, "PRAGMA application_id") != APPLICATION:
        if await _number(connection, "SELECT count(*) FROM sqlite_master"):
            raise Unusable(
                f"{name} belongs to another program: set DATABASE_URL to a file of its own"
            )
        return 0
    version, known = await _number(connection, "PRAGMA user_version"), len(steps(SQLITE))
    if version > known:
        raise Unusable(
            f"{name} was written by a newer legwise (schema {version}, this one knows {known}): "
            "run that one, or restore an older backup"
        )
    return version


async def migrate(connection: aiosqlite.Connection, folder: Path = SQLITE) -> None:
    """Apply what is missing, each file in a transaction.

    Raises:
        Unusable: The database is newer than this program, or belongs to another one.
        sqlite3.Error: A migration failed. It and those after it are not applied.
    """
    version = await schema_version(connection)
    for number, step in enumerate(steps(folder)[version:], version + 1):
        await _apply(connection, number, step)


async def _apply(connection: aiosqlite.Connection, number: int, step: str) -> None:
    try:
        await connection.executescript(
            f"BEGIN IMMEDIATE;\n{step}\nPRAGMA user_version = {number};\nCOMMIT;"
        )
    except sqlite3.Error:
        await connection.rollback()
        raise


async def _number(connection: aiosqlite.Connection, statement: str) -> int:
    ((number,),) = await connection.execute_fetchall(statement)
    return int(number)
