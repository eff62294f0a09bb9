"""What every store promises, see bot.store.Store: alarms."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.flow.alarm import Alarm
from bot.flow.effects import DropAlarms, SetAlarm
from bot.flow.state import State
from bot.plan.kinds import Kind
from bot.plan.recurrence import Daily
from bot.store import ChatKey, Store
from bot.store.errors import Conflict
from bot.text import text
from tests.store.samples import ANNA, BEN, KEEP, NOW, alarm, kept, say, set_alarms, state, turn

MINUTE = timedelta(minutes=1)
LEASE = NOW + 2 * MINUTE
SOON, LATER = alarm(NOW), alarm(NOW + MINUTE)


async def rung(store: Store, chat: ChatKey, *alarms: Alarm) -> int:
    """Set alarms and return the chat's version."""
    _, version = await store.load(chat)
    await store.commit(turn(chat, state(1), version, *set_alarms(*alarms)))
    return (await store.load(chat))[1]


async def test_alarms_are_due_from_their_moment_on_oldest_first(store: Store) -> None:
    again = Alarm("trip", "move", SOON.at, text("Ankles"), Daily((480,), "Asia/Tokyo"))
    await rung(store, ANNA, LATER, again, SOON)
    assert await store.due(ANNA, NOW - MINUTE) == ()
    assert await store.due(ANNA, NOW) == (again, SOON)
    assert await store.due(ANNA, NOW + MINUTE) == (again, SOON, LATER)
    assert await store.due(BEN, NOW) == ()


async def test_alarms_leave_no_parcel(store: Store) -> None:
    assert await store.commit(turn(ANNA, state(1), 0, *set_alarms(SOON))) is None
    version = (await store.load(ANNA))[1]
    both = turn(ANNA, state(2), version, *set_alarms(LATER), say("I'll remind you"))
    parcel = await store.commit(both)
    assert parcel is not None
    assert parcel.effects == (say("I'll remind you"),)
    assert await store.pending() == [parcel]


async def test_a_turn_at_another_version_sets_drops_and_ends_no_alarm(store: Store) -> None:
    version = await rung(store, ANNA, SOON)
    with pytest.raises(Conflict):
        await store.commit(
            replace(
                turn(ANNA, state(2), version + 1, DropAlarms("custom"), SetAlarm(LATER)), rang=True
            )
        )
    assert await store.due(ANNA, NOW + MINUTE) == (SOON,)


async def test_an_owners_alarms_are_dropped_whole_then_set_anew(store: Store) -> None:
    check = alarm(NOW, owner="check")
    version = await rung(store, ANNA, SOON, LATER, check)
    await rung(store, BEN, SOON)
    await store.commit(turn(ANNA, state(2), version, DropAlarms("custom"), SetAlarm(LATER)))
    assert await store.due(ANNA, NOW + MINUTE) == (check, LATER)
    assert await store.due(BEN, NOW + MINUTE) == (SOON,)


async def test_a_chat_that_is_not_kept_has_no_alarms(store: Store) -> None:
    await store.commit(turn(ANNA, State(), 0, *set_alarms(SOON)))
    assert await store.due(ANNA, NOW) == ()
    assert await store.next_alarm() is None


async def test_a_claim_keeps_others_off_until_it_ends(store: Store) -> None:
    await rung(store, ANNA, SOON, SOON, LATER)
    await rung(store, BEN, LATER)
    assert await store.claim(NOW - MINUTE, LEASE, 9) == []
    assert await store.claim(NOW, LEASE, 9) == [ANNA]
    assert await store.claim(NOW, LEASE, 9) == []
    assert await store.due(ANNA, NOW) == (SOON, SOON)
    assert await store.claim(LEASE, LEASE + MINUTE, 9) == [ANNA, BEN]


async def test_care_is_claimed_before_anything_else_and_the_oldest_first(store: Store) -> None:
    for number in range(1, 7):
        kind: Kind = "follow_up" if number % 2 else "move"
        await rung(store, ChatKey(number), alarm(NOW - number * MINUTE, kind=kind))
    claimed = [await store.claim(NOW, LEASE, 2) for _ in range(4)]
    assert [sorted(chat.chat for chat in chats) for chats in claimed] == [
        [3, 5],
        [1, 6],
        [2, 4],
        [],
    ]


async def test_the_next_look_is_at_the_first_alarm_or_the_end_of_a_claim(store: Store) -> None:
    assert await store.next_alarm() is None
    await rung(store, ANNA, LATER)
    await rung(store, BEN, alarm(NOW, kind="recheck"))
    assert await store.next_alarm() == NOW
    await store.claim(NOW, LEASE, 9)
    assert await store.next_alarm() == NOW + MINUTE
    await store.claim(NOW + MINUTE, LEASE + MINUTE, 9)
    assert await store.next_alarm() == LEASE


async def test_what_rang_is_over_and_what_was_set_then_is_not(store: Store) -> None:
    version = await rung(store, ANNA, SOON, LATER)
    tomorrow = alarm(NOW + timedelta(days=1))
    await store.commit(replace(turn(ANNA, state(2), version, *set_alarms(tomorrow)), rang=True))
    assert await store.due(ANNA, NOW + timedelta(days=1)) == (LATER, tomorrow)


async def test_a_closed_chats_alarms_wait_until_it_is_heard_of(store: Store) -> None:
    version = await rung(store, ANNA, SOON)
    await store.pause(ANNA)
    assert await store.claim(NOW + MINUTE, LEASE, 9) == []
    assert await store.next_alarm() is None
    await store.commit(turn(ANNA, state(2), version))  # no update: not heard of
    assert await store.next_alarm() is None
    await store.commit(turn(ANNA, state(3), (await store.load(ANNA))[1], update=5))
    assert await store.next_alarm() == NOW
    assert await store.claim(NOW + MINUTE, LEASE, 9) == [ANNA]


async def test_hearing_of_a_chat_leaves_a_claim_alone(store: Store) -> None:
    await rung(store, ANNA, SOON)
    await store.claim(NOW, LEASE, 9)
    await kept(store, ANNA, update=5)
    assert await store.next_alarm() == LEASE


async def test_a_forgotten_chat_is_not_reminded(store: Store) -> None:
    version = await rung(store, ANNA, SOON)
    await store.commit(turn(ANNA, None, version))
    assert await store.due(ANNA, NOW) == ()
    assert await store.next_alarm() is None


async def test_a_quiet_chat_is_kept_while_it_is_to_be_reminded(store: Store) -> None:
    ahead = alarm(NOW + 2 * KEEP)
    await rung(store, ANNA, ahead)
    await rung(store, BEN, ahead)
    await store.pause(BEN)
    late = NOW + KEEP + MINUTE
    assert await store.prune(late) == 1
    assert await store.due(ANNA, ahead.due) == (ahead,)
    assert await store.load(BEN) == (State(), 0)
    assert await store.due(BEN, ahead.due) == ()
