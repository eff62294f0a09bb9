"""Committing together."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import aiosqlite
import pytest

from bot.store import Conflict
from bot.store.group import MOST, GroupCommit


@pytest.fixture
async def connection() -> AsyncIterator[aiosqlite.Connection]:
    async with aiosqlite.connect(":memory:", isolation_level=None) as opened:
        await opened.execute("CREATE TABLE words (word TEXT UNIQUE)")
        yield opened


@pytest.fixture
async def database(connection: aiosqlite.Connection) -> AsyncIterator[GroupCommit]:
    group = GroupCommit(connection)
    yield group
    await group.close()


async def add(database: GroupCommit, word: str) -> str:
    await database.rows("INSERT INTO words VALUES ($1)", word)
    return word


async def words(database: GroupCommit) -> list[str]:
    return [word for (word,) in await database.read("SELECT word FROM words ORDER BY word")]


async def test_writes_that_wait_are_committed_together(
    connection: aiosqlite.Connection, database: GroupCommit
) -> None:
    seen: list[str] = []
    await connection.set_trace_callback(seen.append)
    some = [f"{number:03}" for number in range(MOST + 1)]
    async with asyncio.TaskGroup() as group:
        for word in some:
            group.create_task(database.write(partial(add, database, word)))
    assert [statement for statement in seen if not statement.startswith("INSERT")] == [
        "BEGIN IMMEDIATE",
        "COMMIT",
    ] * 2
    assert await words(database) == some


async def test_a_read_waits_for_the_commit(database: GroupCommit) -> None:
    written, go = asyncio.Event(), asyncio.Event()

    async def slow(word: str) -> None:
        await add(database, word)
        written.set()
        await go.wait()
        raise RuntimeError(word)

    writing = asyncio.ensure_future(database.write(partial(slow, "a")))
    await written.wait()
    reading = asyncio.ensure_future(words(database))
    go.set()
    assert await reading == []
    with pytest.raises(RuntimeError, match="a"):
        await writing


async def test_a_caller_who_leaves_during_the_write_harms_nobody(database: GroupCommit) -> None:
    written, go = asyncio.Event(), asyncio.Event()

    async def slow(word: str) -> str:
        written.set()
        await go.wait()
        return await add(database, word)

    leaving = asyncio.ensure_future(database.write(partial(slow, "a")))
    staying = asyncio.ensure_future(database.write(partial(slow, "b")))
    await written.wait()
    leaving.cancel()
    go.set()
    assert await staying == "b"
    assert leaving.cancelled()
    assert await words(database) == ["a", "b"]


async def test_an_error_spoils_only_its_own_work(database: GroupCommit) -> None:
    async def refuse() -> None:
        raise Conflict("of its own")

    some = ("a", "b", "a", "c")
    results = await asyncio.gather(
        *(database.write(partial(add, database, word)) for word in some),
        database.write(refuse),
        return_exceptions=True,
    )
    kinds = [result if isinstance(result, str) else type(result).__name__ for result in results]
    assert kinds == ["a", "b", "IntegrityError", "c", "Conflict"]
    assert await words(database) == ["a", "b", "c"]
