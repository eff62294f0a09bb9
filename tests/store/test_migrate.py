"""Schemas: from every earlier version to today's."""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import aiosqlite
import pytest

from bot.store.migrate import migrate, schema_version
from bot.store.migrations import SQLITE

FILES = sorted(SQLITE.glob("*.sql"))


@pytest.fixture
async def database() -> AsyncIterator[aiosqlite.Connection]:
    async with aiosqlite.connect(":memory:", isolation_level=None) as connection:
        yield connection


async def tables(database: aiosqlite.Connection) -> set[str]:
    rows = await database.execute_fetchall("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {row[0] for row in rows}


def copied(folder: Path, count: int) -> Path:
    for file in FILES[:count]:
        shutil.copy(file, folder)
    return folder


@pytest.mark.parametrize("version", range(len(FILES) + 1))
async def test_every_earlier_schema_becomes_todays(
    database: aiosqlite.Connection, version: int, tmp_path: Path
) -> None:
    await migrate(database, copied(tmp_path, version))
    assert await schema_version(database) == version
    await migrate(database)
    assert await schema_version(database) == len(FILES)
    async with aiosqlite.connect(":memory:", isolation_level=None) as fresh:
        await migrate(fresh)
        assert await tables(database) == await tables(fresh)


async def test_migrating_twice_changes_nothing(database: aiosqlite.Connection) -> None:
    await migrate(database)
    before = await tables(database)
    await migrate(database)
    assert await tables(database) == before


async def test_a_migration_that_fails_leaves_the_schema_before_it(
    database: aiosqlite.Connection, tmp_path: Path
) -> None:
    copied(tmp_path, len(FILES))
    bad = tmp_path / f"{len(FILES) + 1:04}_bad.sql"
    bad.write_text("CREATE TABLE half (id INTEGER);\nCREATE TABLE chats (again INTEGER);")
    with pytest.raises(sqlite3.OperationalError, match="chats already exists"):
        await migrate(database, tmp_path)
    assert await schema_version(database) == len(FILES)
    assert not any("half" in table for table in await tables(database))


async def test_a_gap_in_the_numbers_is_a_mistake(
    database: aiosqlite.Connection, tmp_path: Path
) -> None:
    (tmp_path / "0002_second.sql").write_text("SELECT 1;")
    with pytest.raises(ValueError, match=r"0002_second\.sql stands where migration 0001 belongs"):
        await migrate(database, tmp_path)
