"""What SQLite's errors mean here."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from bot.store.errors import NotNow, StoreError, Unusable

DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
}


def explain(error: sqlite3.Error, name: str) -> StoreError | None:
    """Say what an error of SQLite means here; None for one that should never occur."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest is detail
    if code in DAMAGED:
        return Unusable(f"{name} is damaged ({error}): restore a backup")
    if code in PASSING:
        return NotNow(f"{name} cannot be written now ({error}): see to the disk, then try again")
    return None


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Raise what SQLite's errors mean in their place."""
    try:
        yield
    except sqlite3.Error as error:
        meaning = explain(error, name)
        if meaning is None:
            raise
        raise meaning from error
