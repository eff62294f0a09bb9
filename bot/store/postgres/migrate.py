"""Bringing a PostgreSQL database to today's tables."""

from pathlib import Path

import asyncpg

from bot.databases import Server
from bot.store.errors import Unusable
from bot.store.migrations import POSTGRES, steps
from bot.store.postgres.connections import Connection, connecting
from bot.store.postgres.trouble import explained_at_start

LOCK = 0x4C454757  # 'LEGW': who migrates holds it, so that of two at once one waits

_KNOWN = "SELECT to_regclass('legwise_schema') IS NOT NULL, to_regclass('chats') IS NOT NULL"


async def check_schema(connection: Connection, name: str) -> None:
    """Refuse a database that is not at today's tables.

    Raises:
        Unusable: It is empty, older, newer, or belongs to another program.
    """
    version, known = await schema_version(connection, name), len(steps(POSTGRES))
    if version < known:
        has = f"has schema {version}, and {known} is needed" if version else "has no tables yet"
        raise Unusable(f"{name} {has}: run `legwise migrate`")


async def schema_version(connection: Connection, name: str) -> int:
    """Return how many migrations were applied: 0 for a database without tables of ours.

    Raises:
        Unusable: The database is newer than this program, or belongs to another one.
    """
    ((ours, others),) = await connection.fetch(_KNOWN)
    if not ours:
        if others:
            raise Unusable(
                f"{name} belongs to another program: set DATABASE_URL to a database of its own"
            )
        return 0
    version: int = await connection.fetchval("SELECT version FROM legwise_schema")
    known = len(steps(POSTGRES))
    if version > known:
        raise Unusable(
            f"{name} was written by a newer legwise (schema {version}, this one knows {known}):"
            " run that one, or restore an older backup"
        )
    return version


async def migrate(server: Server, folder: Path = POSTGRES) -> int:
    """Apply what is missing, each step in a transaction, and return the version reached.

    Raises:
        Unusable: It cannot be reached or used, or a step failed: that one and those after it are
            not applied.
    """
    with explained_at_start(str(server)):
        connection = await asyncpg.connect(**connecting(server))
        try:
            while await _apply_next(connection, str(server), steps(folder)):
                pass
            return await schema_version(connection, str(server))
        finally:
            await connection.close()


async def _apply_next(connection: Connection, name: str, files: list[str]) -> bool:
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
        version = await schema_version(connection, name)
        if version >= len(files):
            return False
        await connection.execute(files[version])
        await connection.execute("UPDATE legwise_schema SET version = $1", version + 1)
        return True
