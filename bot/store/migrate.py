"""Bringing a database to today's tables, one numbered file at a time."""

import sqlite3
from pathlib import Path

import aiosqlite

from bot.store import Unusable

MIGRATIONS = Path(__file__).parent / "migrations" / "sqlite"
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
    version, known = await _number(connection, "PRAGMA user_version"), len(_files(MIGRATIONS))
    if version > known:
        raise Unusable(
            f"{name} was written by a newer legwise (schema {version}, this one knows {known}): "
            "run that one, or restore an older backup"
        )
    return version


async def migrate(connection: aiosqlite.Connection, folder: Path = MIGRATIONS) -> None:
    """Apply what is missing, each file in a transaction.

    Raises:
        Unusable: The database is newer than this program, or belongs to another one.
        sqlite3.Error: A migration failed. It and those after it are not applied.
    """
    version = await schema_version(connection)
    for number, file in enumerate(_files(folder)[version:], version + 1):
        await _apply(connection, number, file)


async def _apply(connection: aiosqlite.Connection, number: int, file: Path) -> None:
    try:
        await connection.executescript(_script(number, file))
    except sqlite3.Error:
        await connection.rollback()
        raise


def _script(number: int, file: Path) -> str:
    """Wrap a migration in a transaction that also counts it."""
    if not file.name.startswith(f"{number:04}_"):
        raise ValueError(f"{file.name} stands where migration {number:04} belongs")
    words = file.read_text(encoding="utf-8")
    return f"BEGIN IMMEDIATE;\n{words}\nPRAGMA user_version = {number};\nCOMMIT;"


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.sql"))


async def _number(connection: aiosqlite.Connection, statement: str) -> int:
    ((number,),) = await connection.execute_fetchall(statement)
    return int(number)
