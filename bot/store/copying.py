"""Backups. A backup is an SQLite database, whichever database it was made of; what is sealed stays sealed.

Restoring brings back what is known of each chat, and nothing that is past: no message that was on its way,
no reminder that was due.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from bot.store.errors import Unusable
from bot.store.migrate import APPLICATION

# In the order they refer to each other. Parcels stay behind: what they say was said, or is too late; so does
# what was set aside, which is this database's own past.
TABLES = ("probe", "chats", "cards", "updates", "alarms")
NUMBERED = ("alarms",)  # their ids are the database's own affair
PAGE = 1000  # rows


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """Name the columns that a copy of a table has."""
    found = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    return [name for name in found if name != "id" or table not in NUMBERED]


def rows(connection: sqlite3.Connection, table: str) -> Iterator[list[tuple[object, ...]]]:
    """Read a table, a page of it at a time."""
    names = ", ".join(columns(connection, table))
    cursor = connection.execute(f"SELECT {names} FROM {table}")  # noqa: S608  our own names
    while page := cursor.fetchmany(PAGE):
        yield page


def add(connection: sqlite3.Connection, table: str, page: Iterable[Any]) -> None:
    names = columns(connection, table)
    marks = ", ".join("?" * len(names))
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608  our own names
        page,
    )


@contextmanager
def new_file(file: Path) -> Iterator[Path]:
    """Lend a name to write to, which becomes the file's once all is well.

    Raises:
        Unusable: There is such a file, or there cannot be one.
    """
    if file.exists():
        raise Unusable(f"{file} exists: choose another name")
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        yield part
        part.replace(file)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unusable(
            f"{file} cannot be written ({reason}): name a place that is there and has room"
        ) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def copy_file(source: Path, target: Path) -> None:
    """Copy a database as it is at this moment, while others write to it.

    Raises:
        Unusable: There is none, or it is not ours.
    """
    if not source.is_file():
        raise Unusable(f"there is no file {source}: name the one that is meant")
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as opened,
        closing(sqlite3.connect(target)) as copy,
    ):
        must_be_ours(opened, source)
        opened.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it


def must_be_ours(connection: sqlite3.Connection, file: Path) -> None:
    """
    Raises:
        Unusable: It is no database of Legwise's.
    """
    try:
        ((application,),) = connection.execute("PRAGMA application_id")
        ((sound,),) = connection.execute("PRAGMA quick_check(1)")
    except sqlite3.DatabaseError as error:
        raise Unusable(f"{file} is no backup: {error}") from None
    if application != APPLICATION:
        raise Unusable(f"{file} is no backup of Legwise's")
    if sound != "ok":
        raise Unusable(f"{file} is damaged ({sound}): take an older backup")
