"""What every store promises, see bot.store.Store: turns, parcels and cards."""

from dataclasses import replace

import pytest

from bot.flow.state import State
from bot.store import ChatKey, Store
from bot.store.errors import AlreadyHandled, Conflict
from tests.store.samples import ANNA, BEN, EVERY_EFFECT, kept, posted, say, state, turn


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
