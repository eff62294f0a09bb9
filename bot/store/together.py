"""Scripts in one SQLite transaction, step by step: each step of all of them is one visit to the thread."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress

import aiosqlite

from bot.store.database import Ask, Rows, Script
from bot.store.errors import StoreError
from bot.store.visits import perform

BEGIN = Ask("BEGIN IMMEDIATE", ())


async def perform_together(
    connection: aiosqlite.Connection, begun: Sequence[Callable[[], Script[object]]]
) -> list[object]:
    """Commit scripts together, and return what each returned, or the StoreError it raised.

    Any other error is raised, and nothing is committed.
    """
    parts: list[_Part] = []
    try:
        parts += [_Part(begin()) for begin in begun]
        await _go_through(connection, parts)
        await connection.commit()
    except BaseException:
        with suppress(sqlite3.Error):  # SQLite may have rolled back by itself
            await connection.rollback()
        raise
    finally:
        for part in parts:
            part.script.close()
    return [part.result for part in parts]


class _Part:
    """A script among others: what it asks for next, or what came of it."""

    def __init__(self, script: Script[object]) -> None:
        self.script = script
        self.asked: Ask | None = None
        self.result: object = None
        self._step(lambda: next(script))

    def go_on(self, rows: Rows) -> None:
        self._step(lambda: self.script.send(rows))

    def _step(self, step: Callable[[], Ask]) -> None:
        self.asked = None
        try:
            self.asked = step()
        except StopIteration as end:
            self.result = end.value
        except StoreError as error:
            self.result = error


async def _go_through(connection: aiosqlite.Connection, parts: Sequence[_Part]) -> None:
    first = [BEGIN]
    while asking := [(part, part.asked) for part in parts if part.asked]:
        found = await perform(connection, [*first, *(asked for _, asked in asking)])
        for (part, _), rows in zip(asking, found[len(first) :], strict=True):
            part.go_on(rows)
        first = []
