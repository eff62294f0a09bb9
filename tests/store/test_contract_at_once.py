"""What every store promises, see bot.store.Store: many turns at once."""

import asyncio

import pytest

from bot.flow.state import State
from bot.store import ChatKey, Parcel, Store
from bot.store.errors import AlreadyHandled, Conflict, Unusable
from tests.store.samples import ANNA, BEN, kept, say, state, turn


async def test_many_chats_at_once_each_get_their_own_outcome(store: Store) -> None:
    await kept(store, ANNA, update=1)
    chats = [ChatKey(number) for number in range(10, 60)]
    results = await asyncio.gather(
        store.commit(turn(ANNA, state(5), 3, say("no"))),
        *(store.commit(turn(chat, state(chat.chat), 0, say("hi"))) for chat in chats),
        store.commit(turn(BEN, state(5), 0, say("no"), update=1)),
        return_exceptions=True,
    )
    assert isinstance(results[0], Conflict)
    assert isinstance(results[-1], AlreadyHandled)
    assert sorted(parcel.id for parcel in await store.pending()) == sorted(
        parcel.id for parcel in results if isinstance(parcel, Parcel)
    )
    assert [(await store.load(chat))[0].card for chat in chats] == list(range(10, 60))
    assert (await store.load(ANNA))[0] == state(1)
    assert await store.load(BEN) == (State(), 0)


async def test_of_two_turns_at_once_in_one_chat_one_wins(store: Store) -> None:
    version = await kept(store, ANNA)
    results = await asyncio.gather(
        *(store.commit(turn(ANNA, state(card), version, say("hi"))) for card in (2, 3)),
        return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in results) == ["Conflict", "Parcel"]
    assert len(await store.pending()) == 1


async def test_an_update_delivered_twice_at_once_counts_once(store: Store) -> None:
    results = await asyncio.gather(
        *(store.commit(turn(ANNA, State(), 0, say("hi"), update=9)) for _ in range(3)),
        return_exceptions=True,
    )
    assert [type(result) for result in results].count(AlreadyHandled) == 2
    assert len(await store.pending()) == 1


@pytest.mark.parametrize("rounds", range(8))
async def test_a_cancelled_turn_is_whole_or_absent_and_harms_no_other(
    store: Store, rounds: int
) -> None:
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(store.commit(turn(ChatKey(n), state(n), 0, say("hi"), update=n)))
            for n in range(1, 11)
        ]
        while rounds:  # let them come some part of the way
            await store.load(ANNA)
            rounds -= 1
        tasks[0].cancel()
        tasks[4].cancel()
    waiting = {parcel.chat.chat for parcel in await store.pending()}
    assert waiting >= {2, 3, 4, 6, 7, 8, 9, 10}
    for n in (1, 5):
        loaded, version = await store.load(ChatKey(n))
        assert (loaded == state(n)) == (n in waiting)
        with pytest.raises(AlreadyHandled if n in waiting else Conflict):
            await store.commit(turn(ChatKey(n), state(n), version + 9, update=n))


async def test_closing_writes_what_waits_and_then_takes_no_more(store: Store) -> None:
    async with asyncio.TaskGroup() as group:
        last = group.create_task(store.commit(turn(ANNA, state(1), 0, say("bye"))))
        await store.load(BEN)
        await store.close()
    assert last.result() is not None
    await store.close()
    for late in (store.load(ANNA), store.commit(turn(ANNA, state(2))), store.pending()):
        with pytest.raises(Unusable, match="closed"):
            await late
