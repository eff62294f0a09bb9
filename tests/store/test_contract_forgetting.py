"""What every store promises, see bot.store.Store: forgetting."""

import asyncio
from datetime import timedelta

import pytest

from bot.flow.state import State
from bot.store import ChatKey, Store
from bot.store.errors import AlreadyHandled, Conflict
from tests.store.samples import ANNA, BEN, KEEP, NOW, kept, posted, say, state, turn


async def test_forgetting_leaves_nothing_but_the_last_words(store: Store) -> None:
    version = await kept(store, ANNA)
    parcel = await posted(store, ANNA, "how is the leg?")
    await store.progress(parcel, 0, {7: 700})
    other = await posted(store, BEN, "still here")
    last = await store.commit(turn(ANNA, None, version + 1, say("forgotten")))
    assert await store.load(ANNA) == (State(), 0)
    assert await store.message(ANNA, 7) is None
    assert await store.pending() == [other, last]
    await store.progress(parcel, 1, {8: 800})  # it was under way
    assert await store.message(ANNA, 8) is None
    assert await store.pending() == [other, last]


async def test_a_forgotten_chat_begins_anew_and_old_turns_no_longer_fit(store: Store) -> None:
    version = await kept(store, ANNA)
    await store.commit(turn(ANNA, None, version))
    at = NOW + timedelta(seconds=1)
    await store.commit(turn(ANNA, state(2), 0, at=at))
    assert (await store.load(ANNA))[0] == state(2)
    with pytest.raises(Conflict):
        await store.commit(turn(ANNA, state(1), version))


async def test_a_chat_never_stored_can_be_forgotten(store: Store) -> None:
    stray = await store.commit(turn(ANNA, State(), 0, say("a pending word")))
    last = await store.commit(turn(ANNA, None, 0, say("forgotten")))
    assert stray is not None
    assert await store.pending() == [last]


async def test_an_empty_state_of_a_new_chat_is_nobody(store: Store) -> None:
    parcel = await store.commit(turn(ANNA, State(), 0, say("legs, everyone?"), update=5))
    assert parcel is not None
    assert await store.pending() == [parcel]
    await store.progress(parcel, 1, {7: 700})
    assert await store.load(ANNA) == (State(), 0)
    assert await store.message(ANNA, 7) is None
    with pytest.raises(AlreadyHandled):
        await store.commit(turn(ANNA, State(), update=5))


async def test_an_empty_state_of_a_known_chat_is_kept(store: Store) -> None:
    version = await kept(store, ANNA)
    await store.commit(turn(ANNA, State(), version))
    loaded, later = await store.load(ANNA)
    assert loaded == State()
    assert later > version


async def test_a_quiet_chat_is_forgotten_whole(store: Store) -> None:
    await kept(store, BEN)
    await store.progress(await posted(store, BEN, "a", "b"), 1, {7: 700})
    await store.commit(turn(ANNA, state(1), at=NOW + timedelta(days=1)))
    assert await store.prune(NOW + KEEP) == 0
    assert await store.prune(NOW + KEEP + timedelta(seconds=1)) == 1
    assert await store.load(BEN) == (State(), 0)
    assert await store.message(BEN, 7) is None
    assert await store.pending() == []
    assert (await store.load(ANNA))[0] == state(1)


async def test_update_ids_are_kept_three_days(store: Store) -> None:
    version = await kept(store, ANNA, update=5)
    await store.prune(NOW + timedelta(days=3))
    with pytest.raises(AlreadyHandled):
        await store.commit(turn(ANNA, state(2), version, update=5))
    await store.prune(NOW + timedelta(days=3, seconds=1))
    await store.commit(turn(ANNA, state(2), version, update=5))


async def test_while_much_is_forgotten_nobody_waits_for_all_of_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.tidying.SLICE", 3)
    monkeypatch.setattr("bot.store.tidying.PAGE", 10)
    for number in range(10, 40):
        quiet = turn(ChatKey(number), state(1), 0, say("hi"), update=number)
        parcel = await store.commit(quiet)
        assert parcel is not None
        await store.progress(parcel, 0, dict.fromkeys(range(1, 43 if number in (10, 39) else 3), 5))
    late = NOW + KEEP + timedelta(seconds=1)
    tidying = asyncio.ensure_future(store.prune(late - timedelta(days=3)))  # update ids and cards
    await store.commit(turn(ANNA, state(1), 0, update=1, at=late))
    assert not tidying.done()
    assert await tidying == 0
    found = [await store.message(ChatKey(number), card) for number in (10, 39) for card in (2, 3)]
    assert found == [None, 5] * 2
    tidying = asyncio.ensure_future(store.prune(late))
    await store.commit(turn(BEN, state(2), 0, at=late))
    assert not tidying.done()
    assert await tidying == 30
    assert await store.pending() == []
    assert [(await store.load(chat))[0] for chat in (ANNA, BEN)] == [state(1), state(2)]
    await store.commit(turn(ChatKey(10), state(2), update=10))  # its number is free again


async def test_only_a_chats_newest_cards_are_kept(store: Store) -> None:
    for chat in (ANNA, BEN):
        await store.progress(
            await posted(store, chat, "a"), 1, {card: card for card in range(1, 51)}
        )
    await store.prune(NOW)
    known = [card for card in range(1, 51) if await store.message(BEN, card)]
    assert known == list(range(11, 51))
