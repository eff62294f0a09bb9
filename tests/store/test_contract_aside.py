"""What every store promises an operator, see bot.store.Store: what was given up, and what still waits."""

import asyncio
from datetime import timedelta

from bot.store import Aside, Backlog, Store
from tests.store.samples import ANNA, BEN, KEEP, NOW, alarm, kept, posted, set_alarms, state, turn

LATER = NOW + timedelta(hours=1)


async def test_what_is_set_aside_alike_is_one_line_with_a_count(store: Store) -> None:
    for at in (NOW, LATER):
        await store.set_aside("sendMessage", "Bad Request: chat not found", at)
    await store.set_aside("update", "Expected `int`, got `str`", NOW)
    assert await store.aside() == [
        Aside("sendMessage", "Bad Request: chat not found", 2, NOW, LATER),
        Aside("update", "Expected `int`, got `str`", 1, NOW, NOW),
    ]
    assert await store.clear_aside() == [
        Aside("sendMessage", "Bad Request: chat not found", 2, NOW, LATER),
        Aside("update", "Expected `int`, got `str`", 1, NOW, NOW),
    ]
    assert await store.aside() == []


async def test_what_comes_while_it_is_cleared_is_shown_or_still_there(store: Store) -> None:
    times = 40

    async def come() -> None:
        for _ in range(times):
            await store.set_aside("update", "broken", NOW)

    async def clear() -> int:
        cleared = 0
        while not coming.done():
            cleared += sum(aside.times for aside in await store.clear_aside())
        return cleared

    coming = asyncio.ensure_future(come())
    shown = await clear()
    assert shown + sum(aside.times for aside in await store.aside()) == times


async def test_what_was_set_aside_long_ago_is_forgotten(store: Store) -> None:
    await store.set_aside("update", "old", NOW)
    await store.set_aside("update", "new", NOW + KEEP)
    await store.prune(NOW + KEEP + timedelta(seconds=1))
    assert [aside.reason for aside in await store.aside()] == ["new"]


async def test_what_waits_is_told_with_its_age(store: Store) -> None:
    assert await store.backlog(NOW) == Backlog(0, None, None)
    assert await store.known() == 0
    parcel = await posted(store, ANNA, "one")
    await posted(store, BEN, "two")
    _, version = await store.load(ANNA)
    alarms = (alarm(NOW), alarm(LATER, owner="trip"))
    await store.commit(turn(ANNA, state(1), version, *set_alarms(*alarms)))
    assert await store.backlog(NOW) == Backlog(2, NOW, NOW)
    assert await store.known() == 2
    await store.progress(parcel, 1, {})
    assert (await store.backlog(NOW)).parcels == 1


async def test_a_due_alarm_waits_until_it_has_rung_though_somebody_looks_at_it(
    store: Store,
) -> None:
    version = await kept(store, ANNA)
    await store.commit(turn(ANNA, state(1), version, *set_alarms(alarm(NOW))))
    assert (await store.backlog(NOW - timedelta(seconds=1))).oldest_due is None
    await store.claim(NOW, NOW + timedelta(seconds=10), 9)
    assert (await store.backlog(LATER)).oldest_due == NOW
    await store.pause(ANNA)
    assert (await store.backlog(LATER)).oldest_due is None
