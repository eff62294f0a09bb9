"""Committing together."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import aiosqlite
import pytest

from bot.store.database import Script, ask
from bot.store.errors import Conflict
from bot.store.group import MOST, GroupCommit


@pytest.fixture
async def connection() -> AsyncIterator[aiosqlite.Connection]:
    async with aiosqlite.connect(":memory:", isolation_level=None) as opened:
        await opened.execute("CREATE TABLE words (word TEXT UNIQUE)")
        yield opened


@pytest.fixture
async def database(connection: aiosqlite.Connection) -> AsyncIterator[GroupCommit]:
    group = GroupCommit(connection, ":memory:")
    yield group
    await group.close()


def add(word: str) -> Script[str]:
    yield from ask("INSERT INTO words VALUES ($1)", word)
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
            group.create_task(database.write(partial(add, word)))
    assert [statement for statement in seen if not statement.startswith("INSERT")] == [
        "BEGIN IMMEDIATE",
        "COMMIT",
    ] * 2
    assert await words(database) == some


async def test_a_read_waits_for_the_commit(database: GroupCommit) -> None:
    reading: list[asyncio.Task[list[str]]] = []

    def interrupted() -> Script[None]:
        yield from add("a")
        reading.append(asyncio.ensure_future(words(database)))
        yield from add("b")
        raise RuntimeError("a mistake")

    with pytest.raises(RuntimeError, match="a mistake"):
        await database.write(interrupted)
    assert [await words for words in reading] == [[]]


async def test_a_caller_who_leaves_during_the_write_harms_nobody(database: GroupCommit) -> None:
    def left() -> Script[str]:
        leaving.cancel()
        return (yield from add("a"))

    leaving = asyncio.ensure_future(database.write(left))
    staying = asyncio.ensure_future(database.write(partial(add, "b")))
    assert await staying == "b"
    assert leaving.cancelled()
    assert await words(database) == ["a", "b"]


async def test_an_error_spoils_only_its_own_work(database: GroupCommit) -> None:
    def refuse() -> Script[str]:
        yield from add("z")
        yield from ask("DELETE FROM words WHERE word = 'z'")
        raise Conflict("of its own")

    some = ("a", "b", "a", "c")
    results = await asyncio.gather(
        *(database.write(partial(add, word)) for word in some),
        database.write(refuse),
        return_exceptions=True,
    )
    kinds = [result if isinstance(result, str) else type(result).__name__ for result in results]
    assert kinds == ["a", "b", "IntegrityError", "c", "Conflict"]
    assert await words(database) == ["a", "b", "c"]


async def test_a_read_that_fails_spoils_only_itself(database: GroupCommit) -> None:
    await database.write(partial(add, "a"))
    found = await asyncio.gather(
        words(database),
        database.read("SELECT nothing FROM words"),
        database.read("SELECT $1", 2**80),
        words(database),
        return_exceptions=True,
    )
    kinds = [one if isinstance(one, list) else type(one).__name__ for one in found]
    assert kinds == [["a"], "OperationalError", "OverflowError", ["a"]]


async def test_a_reader_who_leaves_harms_nobody(database: GroupCommit) -> None:
    leaving, staying = (asyncio.ensure_future(words(database)) for _ in range(2))
    await asyncio.sleep(0)  # both have asked
    leaving.cancel()
    assert await staying == []
    assert leaving.cancelled()


async def test_readers_do_not_wait_for_all_who_write(database: GroupCommit) -> None:
    async with asyncio.TaskGroup() as group:
        for number in range(2 * MOST):
            group.create_task(database.write(partial(add, f"{number:03}")))
        await asyncio.sleep(0)  # all of them wait
        seen = await words(database)
    assert len(seen) <= MOST


async def test_what_was_asked_before_the_close_is_still_answered(database: GroupCommit) -> None:
    asked = asyncio.ensure_future(database.write(partial(add, "a")))
    read = asyncio.ensure_future(words(database))
    await asyncio.sleep(0)  # both have asked
    await database.close()
    assert await asked == "a"
    assert await read == []


async def test_a_broken_connection_is_told_to_everybody(
    connection: aiosqlite.Connection, database: GroupCommit
) -> None:
    await connection.close()
    found = await asyncio.gather(
        words(database), database.write(partial(add, "a")), return_exceptions=True
    )
    assert [type(one) for one in found] == [ValueError, ValueError]
