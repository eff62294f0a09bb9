"""A server that restarts, is out of reach, or has too much going on at once."""

import asyncio
from datetime import timedelta
from itertools import count, islice

import asyncpg
import pytest

from bot.databases import Server
from bot.flow.effects import SetAlarm
from bot.store import ChatKey, Parcel
from bot.store.codec import Codec
from bot.store.database import Script, ask
from bot.store.errors import AlreadyHandled, NotNow, Unusable
from bot.store.postgres.connections import connecting
from bot.store.postgres.pool import ATTEMPTS, Pool
from tests.postgres import Cluster
from tests.store.samples import ANNA, BEN, NOW, alarm, opened, say, state, statement, turn

END_ALL = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND datname = current_database()
"""
WAVE = 50  # turns at once
LEASE = NOW + timedelta(minutes=1)


@pytest.mark.parametrize("how", ["fast", "immediate"])
async def test_a_restarted_server_is_found_again(
    cluster: Cluster, server_url: str, codec: Codec, how: str
) -> None:
    async with opened(Server(server_url), codec) as store:
        chats = [ChatKey(number) for number in range(20)]
        await asyncio.gather(*(store.commit(turn(chat, state(1))) for chat in chats))
        await asyncio.to_thread(cluster.stop, how)
        with pytest.raises(NotNow, match=r"the database test_\d+ on 127.0.0.1 cannot be used now"):
            await store.load(ANNA)
        with pytest.raises(NotNow):
            await store.commit(turn(BEN, state(2), 7, update=5))
        await asyncio.to_thread(cluster.start)
        loaded = await asyncio.gather(*(store.load(chat) for chat in chats))
        assert [found for found, _ in loaded] == [state(1)] * 20


async def test_a_server_that_goes_during_the_work_leaves_turns_whole_or_absent(
    cluster: Cluster, server_url: str, codec: Codec
) -> None:
    def work(number: int) -> asyncio.Future[Parcel | None]:
        what = turn(ChatKey(number), state(number), 0, say("hi"), update=number)
        return asyncio.ensure_future(store.commit(what))

    async with opened(Server(server_url), codec) as store:
        ends: list[Parcel | BaseException | None] = []
        numbers = count(1)

        async def wave() -> None:
            under_way = [work(number) for number in islice(numbers, 50)]
            ends.extend(await asyncio.gather(*under_way, return_exceptions=True))

        await wave()
        stopping = asyncio.ensure_future(asyncio.to_thread(cluster.stop, "immediate"))
        while not any(isinstance(end, NotNow) for end in ends):
            await wave()
        await stopping
        await asyncio.to_thread(cluster.start)
        waiting = {parcel.chat.chat for parcel in await store.pending()}
        for number, end in enumerate(ends, 1):
            assert isinstance(end, Parcel | NotNow)
            assert number in waiting or isinstance(end, NotNow)
            again = await asyncio.gather(work(number), return_exceptions=True)
            assert isinstance(again[0], AlreadyHandled if number in waiting else Parcel)
        assert {isinstance(end, NotNow) for end in ends} == {True, False}


async def test_connections_that_are_ended_in_the_middle_leave_turns_whole_or_absent(
    server_url: str, codec: Codec
) -> None:
    async def end_connections() -> None:
        while True:
            await statement(server_url, END_ALL)

    async with opened(Server(server_url), codec) as store:
        waves = count()
        ends: list[Parcel | BaseException | None] = []

        async def wave(first: int) -> None:
            under_way = (
                store.commit(turn(ChatKey(number), state(number), 0, say("hi"), update=number))
                for number in range(first, first + WAVE)
            )
            ends.extend(await asyncio.gather(*under_way, return_exceptions=True))

        ending = asyncio.create_task(end_connections())
        while not any(isinstance(end, NotNow) for end in ends):
            await wave(next(waves) * WAVE)
        ending.cancel()
        await asyncio.gather(ending, return_exceptions=True)
        await wave(next(waves) * WAVE)
        assert [end for end in ends if not isinstance(end, Parcel | NotNow)] == []
        waiting = {parcel.chat.chat for parcel in await store.pending()}
        told = {end.chat.chat for end in ends if isinstance(end, Parcel)}
        assert told <= waiting
        states = [await store.load(ChatKey(number)) for number in range(next(waves) * WAVE)]
        assert {
            number for number, (found, _) in enumerate(states) if found == state(number)
        } == waiting


async def test_tables_that_are_gone_end_the_bot(server_url: str, codec: Codec) -> None:
    async with opened(Server(server_url), codec) as store:
        await statement(server_url, "DROP TABLE chats CASCADE")
        with pytest.raises(Unusable, match="has lost its tables"):
            await store.load(ANNA)


async def test_pgbouncer_that_nobody_told_us_of_is_told(server_url: str, codec: Codec) -> None:
    async with opened(Server(server_url), codec) as store:
        await store.load(ANNA)
        for held in store._database._pool._holders:  # type: ignore[attr-defined]
            if held._con is not None:  # what the next transaction may find there
                await held._con.execute("DEALLOCATE ALL")
        with pytest.raises(Unusable, match=r"add \?pgbouncer=true to DATABASE_URL"):
            await store.load(ANNA)


async def test_a_deadlock_is_begun_again_with_all_who_share_it(server_url: str) -> None:
    one, two = [await Pool.open(Server(server_url)) for _ in range(2)]  # as two processes have them
    begun: list[int] = []

    def insert(first: int, second: int) -> Script[int]:
        yield from ask("INSERT INTO updates VALUES ($1, 0) ON CONFLICT DO NOTHING", first)
        begun.append(first)
        while len(set(begun)) < 2:  # until the other has its first row too
            yield from ask("SELECT pg_sleep(0.01)")
        yield from ask("INSERT INTO updates VALUES ($1, 0) ON CONFLICT DO NOTHING", second)
        return first

    def beside(number: int) -> Script[int]:
        (row,) = yield from ask("INSERT INTO updates VALUES ($1, 0) RETURNING id", number)
        return int(row[0])

    ends = await asyncio.gather(
        *(one.write(lambda: insert(1, 2)), one.write(lambda: beside(11))),
        *(two.write(lambda: insert(2, 1)), two.write(lambda: beside(12))),
    )
    assert tuple(ends) == (1, 11, 2, 12)
    assert len(begun) == 3  # one of the two was begun again
    for pool in (one, two):
        await pool.close()


async def test_a_process_that_freezes_in_a_transaction_keeps_its_rows_from_nobody_for_long(
    server_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.postgres.connections.FROZEN", 1)

    def take() -> Script[int]:
        (row,) = yield from ask("INSERT INTO updates VALUES (1, 0) RETURNING id")
        return int(row[0])

    frozen, awake = (
        await asyncpg.connect(**connecting(Server(server_url))),
        await Pool.open(Server(server_url)),
    )
    await frozen.execute("BEGIN; INSERT INTO updates VALUES (1, 0)")
    async with asyncio.timeout(20):
        assert await awake.write(take) == 1
    frozen.terminate()
    await awake.close()


async def test_what_never_comes_first_is_told(server_url: str) -> None:
    begun: list[int] = []

    def unlucky() -> Script[None]:
        begun.append(1)
        yield from ask(
            "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'serialization_failure'; END $$"
        )

    pool = await Pool.open(Server(server_url))
    with pytest.raises(NotNow, match="too busy"):
        await pool.write(unlucky)
    assert len(begun) == ATTEMPTS
    await pool.close()


async def test_of_two_that_claim_at_once_each_gets_its_own(server_url: str, codec: Codec) -> None:
    async with opened(Server(server_url), codec) as one, opened(Server(server_url), codec) as two:
        for number in range(1, 41):
            await one.commit(turn(ChatKey(number), state(1), 0, SetAlarm(alarm(NOW))))
        claims = await asyncio.gather(*(store.claim(NOW, LEASE, 5) for store in (one, two) * 4))
        claimed = [chat for claim in claims for chat in claim]
        assert sorted(chat.chat for chat in claimed) == list(range(1, 41))
