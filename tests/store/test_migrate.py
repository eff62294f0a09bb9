"""Schemas: from every earlier version to today's."""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import aiosqlite
import pytest

from bot.store.codec import Codec
from bot.store.errors import AlreadyHandled
from bot.store.migrate import migrate, schema_version
from bot.store.migrations import SQLITE
from bot.store.packing import pack_state
from tests.store.samples import ANNA, opened, state, turn

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


@pytest.mark.parametrize("version", range(1, len(FILES) + 1))
async def test_every_earlier_schemas_chats_are_kept(
    version: int, tmp_path: Path, codec: Codec
) -> None:
    file = tmp_path / "chats.db"
    folder = tmp_path / "steps"
    folder.mkdir()
    async with aiosqlite.connect(file, isolation_level=None) as older:
        await migrate(older, copied(folder, version))
        row = (str(ANNA), pack_state(codec, ANNA, state(1)), 7, 1_795_000_000)
        await older.execute("INSERT INTO chats VALUES (?, ?, ?, ?)", row)
        await older.execute("INSERT INTO updates VALUES (5, 1795000000)")
    async with opened(file, codec) as store:
        assert await store.load(ANNA) == (state(1), 7)
        with pytest.raises(AlreadyHandled):
            await store.commit(turn(ANNA, state(2), 7, update=5))


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
