"""What many ask of a server at the same time: few ways there and back, and to everybody their own."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from functools import partial

import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.databases import Server
from bot.store.database import Ask, Keyed, Rows, Script, ask
from bot.store.errors import Conflict
from bot.store.postgres.asking import ask_all
from bot.store.postgres.batches import MOST
from bot.store.postgres.pool import Pool
from tests.postgres import Cluster

ADD = "INSERT INTO updates VALUES ($1, 0)"
ADDED = "SELECT id FROM updates ORDER BY id"
WHICH = "SELECT txid_current()"
COUNTED = Keyed("SELECT CAST($1 AS BIGINT), each FROM generate_series(1, CAST($2 AS INTEGER)) each")
NAMED = Keyed("SELECT CAST($1 AS TEXT), CAST($2 AS TEXT) WHERE $2 <> ''")
PLAIN = "SELECT CAST($1 AS BIGINT) + $2"


@pytest.fixture(params=[False, True], ids=["prepared", "as behind PgBouncer"])
async def pool(request: pytest.FixtureRequest, server_url: str) -> AsyncIterator[Pool]:
    opened = await Pool.open(Server(server_url, bouncer=request.param))
    yield opened
    await opened.close()


def add(number: int) -> Script[int]:
    """Add a row; return the number of the transaction."""
    yield from ask(ADD, number)
    ((transaction,),) = yield from ask(WHICH)
    return int(transaction)


async def added(pool: Pool) -> list[int]:
    return [number for (number,) in await pool.read(ADDED)]


async def test_who_waits_at_the_same_time_shares_a_transaction(pool: Pool) -> None:
    numbers = range(2 * MOST)
    shared = await asyncio.gather(*(pool.write(partial(add, number)) for number in numbers))
    assert len(set(shared)) == 2
    assert await added(pool) == list(numbers)


async def test_who_comes_alone_is_written_alone(pool: Pool) -> None:
    assert await pool.write(partial(add, 1)) < await pool.write(partial(add, 2))


async def test_a_mistake_spoils_only_its_own_work(pool: Pool) -> None:
    def refuse() -> Script[int]:
        yield from add(9)
        yield from ask("DELETE FROM updates WHERE id = 9")
        raise Conflict("of its own")

    ends = await asyncio.gather(
        *(pool.write(partial(add, number)) for number in (1, 2, 1, 3)),
        pool.write(refuse),
        return_exceptions=True,
    )
    kinds = ["added" if isinstance(end, int) else type(end).__name__ for end in ends]
    assert kinds == ["added", "added", "UniqueViolationError", "added", "Conflict"]
    assert await added(pool) == [1, 2, 3]


async def test_who_leaves_meanwhile_harms_nobody(pool: Pool) -> None:
    def left() -> Script[int]:
        leaving.cancel()
        return (yield from add(1))

    leaving = asyncio.ensure_future(pool.write(left))
    staying = asyncio.ensure_future(pool.write(partial(add, 2)))
    assert await staying
    assert leaving.cancelled()
    assert await added(pool) == [1, 2]


async def test_a_question_that_cannot_be_answered_spoils_only_itself(pool: Pool) -> None:
    ends = await asyncio.gather(
        *(pool.read(COUNTED, key, many) for key, many in ((1, 2), ("one", 1), (3, 1))),
        return_exceptions=True,
    )
    found = [[row[1] for row in end] if isinstance(end, list) else type(end) for end in ends]
    assert found[::2] == [[1, 2], [1]]
    assert isinstance(ends[1], asyncpg.DataError)


def asks() -> some.SearchStrategy[list[Ask]]:
    keys, many = some.integers(0, 5), some.integers(0, 3)
    counted = some.builds(Ask, some.just(COUNTED), some.tuples(keys, many))
    named = some.builds(
        Ask, some.just(NAMED), some.tuples(*[some.sampled_from(["", "a", "b"])] * 2)
    )
    plain = some.builds(Ask, some.just(PLAIN), some.tuples(keys, keys))
    return some.lists(some.one_of(counted, named, plain), max_size=20)


def test_everybody_gets_what_they_would_have_got_alone(cluster: Cluster) -> None:
    with asyncio.Runner() as runner:

        async def compare(asked: list[Ask]) -> None:
            together = await ask_all(connection, asked)
            alone = [await connection.fetch(str(one.statement), *one.values) for one in asked]
            assert plain(together) == plain(alone)

        @given(asked=asks())
        def play(asked: list[Ask]) -> None:
            runner.run(compare(asked))

        connection = runner.run(asyncpg.connect(cluster.url("postgres")))
        try:
            play()
        finally:
            runner.run(connection.close())


def plain(found: Sequence[Rows]) -> list[list[tuple[object, ...]]]:
    return [[tuple(row) for row in rows] for rows in found]
