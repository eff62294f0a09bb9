"""What every store promises of groups that become supergroups, see bot.store.Store."""

from datetime import timedelta

from bot.flow.state import State
from bot.store import ChatKey, Store
from tests.store.samples import NOW, alarm, kept, posted, say, set_alarms, state, turn

OLD, NEW, NEIGHBOUR = -123, -1001234567890, -1234
HERE = [ChatKey(OLD), ChatKey(OLD, 5), ChatKey(OLD, None, 7), ChatKey(OLD, 5, 7)]
THERE = [ChatKey(NEW), ChatKey(NEW, 5), ChatKey(NEW, None, 7), ChatKey(NEW, 5, 7)]


async def test_a_groups_chats_go_on_in_the_supergroup(store: Store) -> None:
    for card, chat in enumerate([*HERE, ChatKey(NEIGHBOUR), ChatKey(123)], 1):
        await kept(store, chat, card)
    await store.move_group(OLD, NEW)
    await store.move_group(OLD, NEW)
    assert [(await store.load(chat))[0] for chat in THERE] == [state(card) for card in (1, 2, 3, 4)]
    assert [(await store.load(chat))[0] for chat in HERE] == [State()] * 4
    for card, other in ((5, ChatKey(NEIGHBOUR)), (6, ChatKey(123))):
        assert (await store.load(other))[0] == state(card)
    _, version = await store.load(THERE[0])
    await store.commit(turn(THERE[0], state(9), version))


async def test_its_cards_messages_and_alarms_go_along(store: Store) -> None:
    here, there = HERE[3], THERE[3]
    parcel = await posted(store, here, "one", "two")
    await store.progress(parcel, 1, {7: 70})
    _, version = await store.load(here)
    due = alarm(NOW)
    await store.commit(turn(here, state(1), version, *set_alarms(due)))
    await store.move_group(OLD, NEW)
    assert await store.message(there, 7) == 70
    assert await store.due(there, NOW) == (due,)
    (waiting,) = await store.pending()
    assert (waiting.id, waiting.chat, waiting.done) == (parcel.id, there, 1)
    assert waiting.effects == parcel.effects
    assert await store.claim(NOW, NOW + timedelta(seconds=10), 9) == [there]


async def test_what_is_said_to_a_group_of_which_nothing_is_kept_goes_along(store: Store) -> None:
    await store.commit(turn(HERE[0], State(), 0, say("hello")))
    await store.move_group(OLD, NEW)
    assert [parcel.chat for parcel in await store.pending()] == [THERE[0]]


async def test_who_is_in_the_supergroup_already_stays_as_they_are(store: Store) -> None:
    await kept(store, HERE[2], 1)
    _, version = await store.load(HERE[2])
    await store.commit(turn(HERE[2], state(1), version, *set_alarms(alarm(NOW))))
    before = await kept(store, THERE[2], 2)
    await store.move_group(OLD, NEW)
    assert await store.load(THERE[2]) == (state(2), before)
    assert await store.load(HERE[2]) == (State(), 0)
    assert await store.next_alarm() is None
