"""Backups of a PostgreSQL database, and back from them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import asyncpg

from bot.databases import Server
from bot.store.copying import PAGE, TABLES, add, columns, rows
from bot.store.errors import Unusable
from bot.store.migrations import SQLITE, steps
from bot.store.postgres.connections import Connection, connecting
from bot.store.postgres.migrate import check_schema
from bot.store.postgres.trouble import explained_at_start
from bot.store.restore import USED

_IN_USE = "SELECT EXISTS (SELECT 1 FROM leases WHERE until > clock_timestamp())"
_USED = "SELECT EXISTS (SELECT 1 FROM chats)"


async def back_up(server: Server, target: Path) -> None:
    """Copy a database as it is at this moment, while others write to it.

    Raises:
        Unusable: It cannot be reached, or has not today's tables.
    """
    with explained_at_start(str(server)), closing(sqlite3.connect(target)) as copy:
        for number, step in enumerate(steps(SQLITE), 1):
            copy.executescript(f"{step}\nPRAGMA user_version = {number};")
        connection = await asyncpg.connect(**connecting(server))
        try:
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                await check_schema(connection, str(server))
                for table in TABLES:
                    await _copy_out(connection, table, copy)
        finally:
            await connection.close()
        copy.commit()


async def _copy_out(connection: Connection, table: str, copy: sqlite3.Connection) -> None:
    names = ", ".join(columns(copy, table))
    page: list[asyncpg.Record] = []
    async for row in connection.cursor(
        f"SELECT {names} FROM {table}",  # noqa: S608  our own names
        prefetch=PAGE,
    ):
        page.append(row)
        if len(page) == PAGE:
            add(copy, table, page)
            page = []
    add(copy, table, page)


async def fill(server: Server, backup: Path, *, replace: bool) -> None:
    """Put a prepared backup in the place of all there is.

    Raises:
        Unusable: It cannot be reached, has not today's tables, a bot runs on it, or it is used
            and not to be replaced. Nothing is changed then.
    """
    with explained_at_start(str(server)), closing(sqlite3.connect(backup)) as copy:
        connection = await asyncpg.connect(**connecting(server))
        try:
            async with connection.transaction():
                await check_schema(connection, str(server))
                if await connection.fetchval(_IN_USE):
                    raise Unusable(f"a bot runs on {server}: stop it, wait five seconds")
                if not replace and await connection.fetchval(_USED):
                    raise Unusable(f"{server} {USED}")
                await connection.execute(f"TRUNCATE parcels, arrivals, {', '.join(TABLES)}")
                for table in TABLES:
                    await _copy_in(connection, table, copy)
        finally:
            await connection.close()


async def _copy_in(connection: Connection, table: str, copy: sqlite3.Connection) -> None:
    for page in rows(copy, table):
        await connection.copy_records_to_table(table, records=page, columns=columns(copy, table))
