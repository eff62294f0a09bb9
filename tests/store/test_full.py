"""A disk that fills up or fails: nothing half-written, and all is well once there is room."""

import asyncio
import resource
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.flow.state import State
from bot.store import ChatKey, Parcel
from bot.store.codec import Codec
from bot.store.errors import NotNow
from bot.store.sqlite import SqliteStore
from tests.store.samples import ANNA, BEN, opened, say, state, turn

LONG = "word " * 100_000


@pytest.fixture
async def store(tmp_path: Path, codec: Codec) -> AsyncIterator[SqliteStore]:
    async with opened(tmp_path / "chats.db", codec) as store:
        assert isinstance(store, SqliteStore)
        yield store


async def limit(store: SqliteStore, pages: int) -> None:
    await store._database.read(f"PRAGMA max_page_count = {pages}")


async def test_a_full_disk_takes_nothing_and_later_everything(store: SqliteStore) -> None:
    await store.commit(turn(ANNA, state(1)))
    before = await store.load(ANNA)
    await limit(store, 30)
    with pytest.raises(NotNow, match=r"disk is full.*try again"):
        await store.commit(turn(ANNA, state(2), before[1], say(LONG), update=5))
    assert await store.load(ANNA) == before
    assert await store.pending() == []
    await limit(store, 100_000)
    await store.commit(turn(ANNA, state(2), before[1], say(LONG), update=5))
    assert (await store.load(ANNA))[0] == state(2)


async def test_what_still_fits_is_written_beside_what_does_not(store: SqliteStore) -> None:
    await limit(store, 30)
    results = await asyncio.gather(
        store.commit(turn(ANNA, state(1), 0, say("short"))),
        store.commit(turn(BEN, state(1), 0, say(LONG))),
        store.commit(turn(ChatKey(3), state(1), 0, say("short"))),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [Parcel, NotNow, Parcel]
    assert await store.pending() == [results[0], results[2]]
    assert await store.load(BEN) == (State(), 0)


async def test_a_value_no_database_takes_spoils_only_its_own_turn(store: SqliteStore) -> None:
    results = await asyncio.gather(
        store.commit(turn(ANNA, state(1), 0, say("hi"))),
        store.commit(turn(BEN, state(1), 0, say("hi"), update=2**80)),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [Parcel, OverflowError]
    assert await store.pending() == [results[0]]


async def test_a_failing_disk_takes_nothing_and_later_everything(
    store: SqliteStore, tmp_path: Path
) -> None:
    await store.commit(turn(ANNA, state(1)))
    room, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        # Writes past this size fail, as on a broken disk.
        resource.setrlimit(
            resource.RLIMIT_FSIZE, ((tmp_path / "chats.db-wal").stat().st_size, most)
        )
        with pytest.raises(NotNow):
            await store.commit(turn(BEN, state(1), 0, say("hi"), update=5))
        assert await store.load(BEN) == (State(), 0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))
        signal.signal(signal.SIGXFSZ, ignored)
    parcel = await store.commit(turn(BEN, state(1), 0, say("hi"), update=5))
    assert await store.pending() == [parcel]


async def test_a_file_someone_else_writes_is_tried_again_later(
    tmp_path: Path, codec: Codec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.sqlite.BUSY", 0.0)
    async with opened(tmp_path / "busy.db", codec) as store:
        with closing(sqlite3.connect(tmp_path / "busy.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            results = await asyncio.gather(
                *(store.commit(turn(chat, state(1))) for chat in (ANNA, BEN)),
                return_exceptions=True,
            )
        assert [type(result) for result in results] == [NotNow, NotNow]
        await store.commit(turn(ANNA, state(1)))


async def test_errors_nobody_foresaw_come_out_as_they_are(store: SqliteStore) -> None:
    await store._database.read("DROP TABLE cards")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await store.message(ANNA, 1)
