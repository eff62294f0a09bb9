"""What every store promises: see bot.store.Store."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.flow.state import State
from bot.store import AlreadyHandled, ChatKey, Conflict, Parcel, Store, Unusable
from tests.store.samples import ANNA, BEN, EVERY_EFFECT, KEEP, NOW, say, state, turn


async def kept(store: Store, chat: ChatKey, card: int = 1, update: int | None = None) -> int:
    """Move a chat to a state and return its version there."""
    _, version = await store.load(chat)
    await store.commit(turn(chat, state(card), version, update=update))
    return (await store.load(chat))[1]


async def posted(store: Store, chat: ChatKey, *words: str) -> Parcel:
    parcel = await store.commit(
        turn(chat, state(1), (await store.load(chat))[1], *(say(word) for word in words))
    )
    assert parcel is not None
    return parcel


async def test_a_chat_never_seen_is_empty(store: Store) -> None:
    assert await store.load(ANNA) == (State(), 0)
    assert await store.message(ANNA, 1) is None


async def test_what_was_committed_is_loaded_again_at_a_new_version(store: Store) -> None:
    assert await store.commit(turn(ANNA, state(1))) is None
    first, version = await store.load(ANNA)
    await store.commit(turn(ANNA, state(2), version))
    second, later = await store.load(ANNA)
    assert (first, second) == (state(1), state(2))
    assert 0 < version < later


async def test_members_and_topics_of_one_group_are_chats_of_their_own(store: Store) -> None:
    group = -1001234567890
    chats = [ChatKey(group), ChatKey(group, 5), ChatKey(group, None, 5), ChatKey(group, 5, 5)]
    for card, chat in enumerate(chats, 1):
        await kept(store, chat, card)
    assert [(await store.load(chat))[0].card for chat in chats] == [1, 2, 3, 4]
    assert [ChatKey.parse(str(chat)) for chat in chats] == chats


def test_a_chat_key_names_a_chat() -> None:
    for wrong in ("/5/", "1", "one//"):
        with pytest.raises(ValueError):  # noqa: PT011  # which words does not matter
            ChatKey.parse(wrong)


@pytest.mark.parametrize("anew", [state(9), State(), None])
@pytest.mark.parametrize("version", [0, 7])
async def test_a_turn_at_another_version_changes_nothing(
    store: Store, anew: State | None, version: int
) -> None:
    await kept(store, ANNA)
    before = await store.load(ANNA)
    with pytest.raises(Conflict):
        await store.commit(turn(ANNA, anew, version, say("no"), update=5))
    assert await store.load(ANNA) == before
    assert await store.pending() == []
    await store.commit(turn(ANNA, state(2), before[1], update=5))  # the update is still to be done


@pytest.mark.parametrize("anew", [state(9), State(), None])
async def test_a_version_of_a_chat_that_is_not_there_is_a_conflict(
    store: Store, anew: State | None
) -> None:
    with pytest.raises(Conflict):
        await store.commit(turn(ANNA, anew, 1, say("no")))
    assert await store.load(ANNA) == (State(), 0)
    assert await store.pending() == []


async def test_a_redelivered_update_changes_nothing(store: Store) -> None:
    version = await kept(store, ANNA, update=5)
    for repeated in (
        turn(ANNA, state(2), version, say("again"), update=5),
        turn(BEN, None, update=5),
    ):
        with pytest.raises(AlreadyHandled):
            await store.commit(repeated)
    assert await store.load(ANNA) == (state(1), version)
    assert await store.pending() == []


async def test_turns_without_an_update_never_count_as_redelivered(store: Store) -> None:
    await kept(store, ANNA)
    await kept(store, ANNA)


async def test_effects_wait_as_a_parcel_until_performed(store: Store) -> None:
    parcel = await store.commit(turn(ANNA, state(1), 0, *EVERY_EFFECT))
    assert parcel is not None
    assert (parcel.chat, parcel.effects, parcel.done) == (ANNA, EVERY_EFFECT, 0)
    assert await store.pending() == [parcel]
    await store.progress(parcel, 2, {})
    await store.progress(parcel, 1, {})  # reported late: nothing is done twice for it
    assert [waiting.done for waiting in await store.pending()] == [2]
    await store.progress(parcel, len(EVERY_EFFECT), {})
    assert await store.pending() == []
    await store.progress(parcel, len(EVERY_EFFECT), {})


async def test_a_parcel_remembers_language_and_query(store: Store) -> None:
    spoken = replace(turn(ANNA, state(1), 0, say("bonjour")), locale="fr", query="42")
    parcel = await store.commit(spoken)
    assert parcel is not None
    assert (parcel.locale, parcel.query) == ("fr", "42")
    assert await store.pending() == [parcel]


async def test_parcels_come_back_oldest_first(store: Store) -> None:
    parcels = [await posted(store, chat, "hi") for chat in (BEN, ANNA, BEN)]
    assert await store.pending() == parcels


async def test_a_card_is_found_by_its_number(store: Store) -> None:
    parcel = await posted(store, ANNA, "one", "two")
    await store.progress(parcel, 1, {7: 700, 0: 701})
    await store.progress(parcel, 2, {8: 800, 7: 777})
    assert [await store.message(ANNA, card) for card in (7, 8, 0)] == [777, 800, None]
    assert await store.message(BEN, 7) is None


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


async def test_only_a_chats_newest_cards_are_kept(store: Store) -> None:
    for chat in (ANNA, BEN):
        await store.progress(
            await posted(store, chat, "a"), 1, {card: card for card in range(1, 51)}
        )
    await store.prune(NOW)
    known = [card for card in range(1, 51) if await store.message(BEN, card)]
    assert known == list(range(11, 51))


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
