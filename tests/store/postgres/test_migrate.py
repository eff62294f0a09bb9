"""Schemas of PostgreSQL: from every earlier version, with data in it, to today's."""

import asyncio
import shutil
from pathlib import Path

import pytest

from bot.databases import Server
from bot.store.codec import Codec
from bot.store.errors import Unusable
from bot.store.migrations import POSTGRES, SQLITE, steps
from bot.store.packing import pack_state
from bot.store.postgres.migrate import migrate
from tests.postgres import Cluster
from tests.store.samples import ANNA, opened, state, statement

FILES = sorted(POSTGRES.glob("*.sql"))
COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
WHERE table_schema = 'public' ORDER BY 1, 2
"""
INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"


def copied(folder: Path, count: int) -> Path:
    for file in FILES[:count]:
        shutil.copy(file, folder)
    return folder


async def shape(url: str) -> list[tuple[object, ...]]:
    return [tuple(row) for words in (COLUMNS, INDEXES) for row in await statement(url, words)]


async def test_a_number_means_the_same_in_both_databases() -> None:
    assert [file.name for file in FILES] == [file.name for file in sorted(SQLITE.glob("*.sql"))]


@pytest.mark.parametrize("version", range(1, len(FILES) + 1))
async def test_every_earlier_schema_becomes_todays_and_keeps_its_chats(
    cluster: Cluster, server_url: str, codec: Codec, tmp_path: Path, version: int
) -> None:
    async with cluster.database("template0") as url:
        assert await migrate(Server(url), copied(tmp_path, version)) == version
        sealed = pack_state(codec, ANNA, state(1)).hex()
        await statement(url, f"INSERT INTO chats VALUES ('{ANNA}', '\\x{sealed}', 7, 1795000000)")  # noqa: S608
        assert await migrate(Server(url)) == len(FILES)
        assert await shape(url) == await shape(server_url)
        async with opened(Server(url), codec) as store:
            assert await store.load(ANNA) == (state(1), 7)


async def test_two_that_migrate_at_once_and_once_more_do_no_harm(
    cluster: Cluster, server_url: str
) -> None:
    async with cluster.database("template0") as url:
        ends = await asyncio.gather(*(migrate(Server(url)) for _ in range(4)))
        assert ends == [len(FILES)] * 4
        assert await shape(url) == await shape(server_url)


async def test_a_migration_that_fails_leaves_the_schema_before_it(
    server_url: str, tmp_path: Path
) -> None:
    before = await shape(server_url)
    bad = copied(tmp_path, len(FILES)) / f"{len(FILES) + 1:04}_bad.sql"
    bad.write_text("CREATE TABLE half (id INTEGER); CREATE TABLE chats (again INTEGER);")
    with pytest.raises(Unusable, match='cannot be used: relation "chats" already exists'):
        await migrate(Server(server_url), tmp_path)
    assert await shape(server_url) == before
    assert await migrate(Server(server_url)) == len(FILES)
    assert steps(tmp_path)[:-1] == steps(POSTGRES)
