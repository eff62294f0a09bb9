"""Processes on one database: who has which duty, which parcels, and whose turn it is."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.databases import Server
from bot.store import ChatKey
from bot.store.codec import Codec
from bot.store.errors import NotNow
from bot.store.postgres import leases, sharing
from bot.store.postgres.store import PostgresStore
from tests.postgres import Cluster
from tests.store.samples import (
    ANNA,
    BEN,
    KEEP,
    NOW,
    alarm,
    posted,
    set_alarms,
    state,
    statement,
    turn,
)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "SECONDS", 0.6)
    monkeypatch.setattr(sharing, "PATIENCE", 0.6)


@pytest.fixture
async def stores(server_url: str, codec: Codec) -> AsyncIterator[list[PostgresStore]]:
    """Two, as two processes have them."""
    async with AsyncExitStack() as held:
        found = []
        for _ in range(2):
            store = await PostgresStore.open(Server(server_url), codec, KEEP)
            held.push_async_callback(store.close)
            found.append(store)
        yield found


async def test_a_duty_has_one_holder_at_a_time(stores: list[PostgresStore]) -> None:
    one, two = (store.sharing.lease("sending") for store in stores)
    other = stores[1].sharing.lease("sending for another")
    assert await one.take()
    assert (one.held, one.term) == (True, 1)
    assert not await two.take()
    assert not two.held
    assert await other.take()


async def test_of_two_bots_at_the_same_moment_one_gets_the_database(
    stores: list[PostgresStore],
) -> None:
    over = asyncio.Event()

    async def start(store: PostgresStore, bot: int) -> int:
        whose = await store.sharing.settle(bot)
        while whose == bot and not over.is_set():
            whose = await store.sharing.settle(bot)
        over.set()
        return whose

    one, two = stores
    async with asyncio.timeout(10):
        first, same = await asyncio.gather(start(one, 77), start(two, 78))
        assert first == same
        assert await two.sharing.settle(first) == first  # another process of the same bot
        other = 155 - first
        assert await one.sharing.settle(other) == other  # nobody of the first one is there any more
        both = (store.sharing.settle(99) for store in stores)
        assert await asyncio.gather(*both) == [99, 99]  # two processes of a third one


async def test_what_is_left_is_free_at_once_in_a_new_term(stores: list[PostgresStore]) -> None:
    one, two = (store.sharing.lease("sending") for store in stores)
    assert await one.take()
    await one.leave()
    assert not one.held
    assert await two.take()
    assert two.term == one.term + 1


async def test_what_is_renewed_is_kept_and_what_is_not_is_lost(
    stores: list[PostgresStore], server_url: str
) -> None:
    one, two = (store.sharing.lease("sending") for store in stores)

    async def end() -> object:
        return (await statement(server_url, "SELECT until FROM leases"))[0][0]

    assert await one.take()
    keeping, taken = asyncio.create_task(one.keep()), await end()
    async with asyncio.timeout(5):
        while await end() == taken:  # until it is renewed
            assert not await two.take()
    assert (one.held, two.held) == (True, False)
    keeping.cancel()
    async with asyncio.timeout(5):
        while not await two.take():
            pass
    assert (one.held, two.held, two.term) == (False, True, one.term + 1)


async def test_who_was_too_late_to_renew_hears_of_it(
    stores: list[PostgresStore], server_url: str
) -> None:
    one = stores[0].sharing.lease("sending")
    assert await one.take()
    await statement(server_url, "UPDATE leases SET term = term + 1")  # another took it
    await one.keep()
    assert not one.held


async def test_out_of_reach_the_lease_ends_by_itself(
    stores: list[PostgresStore], cluster: Cluster
) -> None:
    one = stores[0].sharing.lease("sending")
    assert await one.take()
    await asyncio.to_thread(cluster.stop)
    try:
        await one.keep()
        assert not one.held
        with pytest.raises(NotNow):
            await one.take()
    finally:
        await asyncio.to_thread(cluster.start)


@pytest.mark.parametrize("by", ["1 hour", "-1 hour"])
async def test_however_the_databases_clock_is_set_who_renews_keeps_the_duty(
    stores: list[PostgresStore], server_url: str, by: str
) -> None:
    one, two = (store.sharing.lease("sending") for store in stores)
    assert await one.take()
    keeping = asyncio.create_task(one.keep())
    await statement(server_url, f"UPDATE leases SET until = until - interval '{by}'")  # noqa: S608
    assert not await two.take()
    assert one.held
    keeping.cancel()


async def test_who_died_before_the_databases_clock_was_set_back_holds_nobody_up(
    stores: list[PostgresStore], server_url: str
) -> None:
    one, two = (store.sharing.lease("sending") for store in stores)
    assert await one.take()
    await statement(server_url, "UPDATE leases SET until = until + interval '1 hour'")
    async with asyncio.timeout(5):
        while not await two.take():
            pass
    assert two.term == one.term + 1


async def test_a_computer_that_slept_through_its_term_knows_it_is_over(
    stores: list[PostgresStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = time.clock_gettime
    asleep = 0.0

    def slept(which: int) -> float:
        return real(which) + (asleep if which == time.CLOCK_BOOTTIME else 0.0)

    monkeypatch.setattr("time.clock_gettime", slept)
    one = stores[0].sharing.lease("sending")
    assert await one.take()
    assert one.held
    asleep = leases.SECONDS  # in which the monotonic clock stands still
    assert not one.held


async def test_parcels_are_collected_once_a_term_in_order(stores: list[PostgresStore]) -> None:
    one, two = stores
    parcels = [await posted(one, chat, "hi") for chat in (BEN, ANNA, BEN, ANNA)]
    assert await one.sharing.collect(1, 3) == parcels[:3]
    assert await one.sharing.collect(1, 3) == parcels[3:]
    assert await one.sharing.collect(1, 3) == []
    await one.progress(parcels[0], 1, {})
    assert await two.sharing.collect(2, 9) == parcels[1:]
    assert await one.sharing.collect(1, 9) == []  # an old holder gets nothing more


async def test_what_was_collected_is_told_again_until_it_is_finished(
    stores: list[PostgresStore],
) -> None:
    one, two = stores
    parcels = [await posted(one, chat, "hi") for chat in (BEN, ANNA, BEN)]
    assert await one.sharing.collect(4, 9) == parcels
    assert await one.sharing.collected(4) == parcels
    await one.progress(parcels[0], 1, {})
    assert await two.sharing.collected(4) == parcels[1:]
    assert await two.sharing.collected(3) == []


async def test_others_hear_of_parcels_and_alarms_at_once(stores: list[PostgresStore]) -> None:
    one, two = stores
    async with two.sharing.listening(), asyncio.timeout(5):
        await two.sharing.news("parcels", 99)  # it has begun to listen
        waiting = asyncio.create_task(two.sharing.news("parcels", 99))
        await posted(one, ANNA, "hi")
        await waiting
        waiting = asyncio.create_task(two.sharing.news("alarms", 99))
        await one.commit(turn(BEN, state(1), 0, *set_alarms(alarm(NOW))))
        await waiting


async def test_who_listens_hears_again_after_a_restart(
    stores: list[PostgresStore], cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.postgres.bell.PAUSE", 0.05)
    one, two = stores
    async with two.sharing.listening(), asyncio.timeout(20):
        await two.sharing.news("parcels", 99)
        await asyncio.to_thread(cluster.stop, "immediate")
        await asyncio.to_thread(cluster.start)
        await two.sharing.news("parcels", 99)  # it listens again, and something may have come
        waiting = asyncio.create_task(two.sharing.news("parcels", 99))
        await posted(one, ANNA, "hi")
        await waiting


async def test_behind_pgbouncer_a_look_comes_in_place_of_news(
    server_url: str, codec: Codec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.postgres.bell.LOOK", 0.01)
    store = await PostgresStore.open(Server(server_url, bouncer=True), codec, KEEP)
    async with store.sharing.listening(), asyncio.timeout(5):
        await store.sharing.news("parcels", 99)
    await store.close()


async def test_of_one_chats_updates_the_earlier_goes_first_wherever_they_wait(
    stores: list[PostgresStore],
) -> None:
    done: list[int] = []
    first_in, ben_out, go = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def take(store: PostgresStore, chat: ChatKey, update: int) -> None:
        async with store.sharing.in_turn(chat, update):
            if update == 10:
                first_in.set()
                await go.wait()
            done.append(update)
            if chat == BEN:
                ben_out.set()

    one, two = stores
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        tasks.create_task(take(one, ANNA, 10))
        await first_in.wait()
        tasks.create_task(take(two, ANNA, 12))
        tasks.create_task(take(two, BEN, 13))
        tasks.create_task(take(one, ANNA, 11))
        await ben_out.wait()  # who waits for nobody
        go.set()
    assert done == [13, 10, 11, 12]


async def test_an_update_whose_process_died_holds_nobody_up_for_long(
    stores: list[PostgresStore], server_url: str
) -> None:
    await statement(
        server_url,
        f"INSERT INTO arrivals VALUES (10, '{ANNA}', now() + interval '1 hour')",  # noqa: S608
    )
    async with asyncio.timeout(5), stores[0].sharing.in_turn(ANNA, 11):
        pass
    rows = await statement(server_url, "SELECT id FROM arrivals")
    assert [row[0] for row in rows] == [10]
