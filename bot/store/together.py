"""Scripts in one SQLite transaction: each step of all of them is one visit to the thread."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress

import aiosqlite

from bot.store.database import Ask, Rows, Script
from bot.store.lockstep import side_by_side
from bot.store.visits import perform

BEGIN = Ask("BEGIN IMMEDIATE", ())


async def perform_together(
    connection: aiosqlite.Connection, begun: Sequence[Callable[[], Script[object]]]
) -> list[object]:
    """Commit scripts together, and return what each returned, or the StoreError it raised.

    Any other error is raised, and nothing is committed.
    """
    first = [BEGIN]

    async def step(asked: Sequence[Ask]) -> Sequence[Rows]:
        found = await perform(connection, [*first, *asked])
        rows = found[len(first) :]
        first.clear()
        return rows

    try:
        results = await side_by_side(begun, step)
        await connection.commit()
    except BaseException:
        with suppress(sqlite3.Error):  # SQLite may have rolled back by itself
            await connection.rollback()
        raise
    return results
