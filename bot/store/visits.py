"""Several statements in one visit to the thread that has the connection: the way there costs more than most of them."""

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiosqlite

from bot.store.database import Ask

Found = list[sqlite3.Row]


async def perform(connection: aiosqlite.Connection, asked: Sequence[Ask]) -> list[Found]:
    """Perform statements in order, up to the first that fails, whose error is raised."""
    found: list[Found] = await _visit(connection, _perform, asked)
    return found


async def attempt(
    connection: aiosqlite.Connection, asked: Sequence[Ask]
) -> list[Found | Exception]:
    """Perform statements that have nothing to do with each other: each gives its rows or its error."""
    found: list[Found | Exception] = await _visit(connection, _attempt, asked)
    return found


async def _visit(
    connection: aiosqlite.Connection, work: Callable[..., object], asked: Sequence[Ask]
) -> Any:
    # Each of aiosqlite's public ways is a visit for one statement.
    visit: Callable[..., Awaitable[Any]] = connection._execute  # noqa: SLF001
    return await visit(work, connection._conn, asked)  # noqa: SLF001


def _perform(connection: sqlite3.Connection, asked: Sequence[Ask]) -> list[Found]:
    return [_rows(connection, one) for one in asked]


def _attempt(connection: sqlite3.Connection, asked: Sequence[Ask]) -> list[Found | Exception]:
    found: list[Found | Exception] = []
    for one in asked:
        try:
            found.append(_rows(connection, one))
        except Exception as error:  # noqa: BLE001  # it is raised where the work came from
            found.append(error)
    return found


def _rows(connection: sqlite3.Connection, asked: Ask) -> Found:
    named = {str(number): value for number, value in enumerate(asked.values, 1)}
    return connection.execute(asked.statement, named).fetchall()
