"""The contract against a plain model: whatever happens in whatever order, the two agree."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.databases import Server
from bot.flow.alarm import Alarm
from bot.flow.effects import DropAlarms, Effect, SetAlarm
from bot.flow.state import State
from bot.store import ChatKey, Parcel, Store
from bot.store.codec import Codec, new_key
from bot.store.errors import AlreadyHandled, Conflict
from bot.store.tidying import CARDS_KEPT, UPDATES_KEPT
from tests.postgres import Cluster
from tests.store.samples import KEEP, NOW, alarm, opened, say, state, turn

T = TypeVar("T")
CODEC = Codec([new_key()])
CHATS = some.sampled_from([ChatKey(1), ChatKey(2), ChatKey(-3, member=1)])
CARDS = some.integers(0, 60)
OWNERS = ("trip", "check")


class Model(RuleBasedStateMachine):
    """A store, and what it should hold."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.held = AsyncExitStack()
        self.store = self.run(self.held.enter_async_context(self.opened()))
        self.now = NOW
        self.chats: dict[ChatKey, State] = {}
        self.touched: dict[ChatKey, int] = {}
        self.stale: dict[ChatKey, int] = {}
        self.updates: dict[int, int] = {}
        self.cards: dict[ChatKey, dict[int, int]] = {}
        self.parcels: dict[int, Parcel] = {}
        self.posted: dict[int, int] = {}
        self.alarms: dict[ChatKey, list[tuple[Alarm, bool]]] = {}  # and whether it may ring

    def opened(self) -> AbstractAsyncContextManager[Store]:
        return opened(":memory:", CODEC)

    def run(self, work: Awaitable[T]) -> T:
        async def wait() -> T:
            return await work

        return self.runner.run(wait())

    def seconds(self) -> int:
        return int(self.now.timestamp())

    @rule(
        chat=CHATS,
        card=some.integers(1, 9) | some.none(),
        empty=some.booleans(),
        words=some.lists(some.text(max_size=300), max_size=3),
        update=some.integers(1, 20) | some.none(),
        late=some.booleans(),
        drop=some.sampled_from(OWNERS) | some.none(),
        wind=some.lists(some.tuples(some.sampled_from(OWNERS), some.integers(-5, 50)), max_size=3),
        rang=some.booleans(),
    )
    def commit(
        self,
        *,
        chat: ChatKey,
        card: int | None,
        empty: bool,
        words: list[str],
        update: int | None,
        late: bool,
        drop: str | None,
        wind: list[tuple[str, int]],
        rang: bool,
    ) -> None:
        anew = None if card is None else State() if empty else state(card)
        _, version = self.run(self.store.load(chat))
        at_version = self.stale.get(chat, 99) if late else version
        set_now = [alarm(self.now + timedelta(days=days), owner=owner) for owner, days in wind]
        effects: list[Effect] = [say(word) for word in words]
        effects += [DropAlarms(drop)] if drop else []
        effects += [SetAlarm(one) for one in set_now]
        made = turn(chat, anew, at_version, *effects, update=update, at=self.now)
        work = self.store.commit(replace(made, rang=rang))
        if update in self.updates:
            with pytest.raises(AlreadyHandled):
                self.run(work)
        elif at_version != version:
            with pytest.raises(Conflict):
                self.run(work)
        else:
            self.committed(chat, anew, version, self.run(work))
            if update is not None:
                self.alarms[chat] = [(old, True) for old, _ in self.alarms.get(chat, [])]
            self.wound(chat, drop, set_now, rang=rang)
            if update is not None:
                self.updates[update] = self.seconds()

    def committed(
        self, chat: ChatKey, anew: State | None, version: int, parcel: Parcel | None
    ) -> None:
        if version:
            self.stale[chat] = version
        if anew is None:
            self.forget(chat)
            gone = [number for number, old in self.parcels.items() if old.chat == chat]
            for number in gone:
                del self.parcels[number]
        elif chat in self.chats or anew != State():
            self.chats[chat], self.touched[chat] = anew, self.seconds()
        if parcel is not None:
            self.parcels[parcel.id] = parcel
            self.posted[parcel.id] = self.seconds()

    def wound(self, chat: ChatKey, drop: str | None, anew: list[Alarm], *, rang: bool) -> None:
        left = [
            (old, may)
            for old, may in self.alarms.get(chat, [])
            if old.owner != drop and not (rang and old.due <= self.now)
        ]
        self.alarms[chat] = left + [(one, True) for one in anew if chat in self.chats]

    def forget(self, chat: ChatKey) -> None:
        for kept in (self.chats, self.touched, self.cards, self.alarms):
            kept.pop(chat, None)

    @rule(chat=CHATS)
    def pause(self, chat: ChatKey) -> None:
        self.run(self.store.pause(chat))
        self.alarms[chat] = [(old, False) for old, _ in self.alarms.get(chat, [])]

    @precondition(lambda self: self.parcels)
    @rule(data=some.data(), done=some.integers(0, 4), messages=some.dictionaries(CARDS, CARDS))
    def progress(self, data: some.DataObject, done: int, messages: dict[int, int]) -> None:
        parcel = self.parcels[data.draw(some.sampled_from(sorted(self.parcels)))]
        self.run(self.store.progress(parcel, done, messages))
        if done >= len(parcel.effects):
            del self.parcels[parcel.id]
        else:
            self.parcels[parcel.id] = replace(parcel, done=max(done, parcel.done))
        if parcel.chat in self.chats:
            found = {card: message for card, message in messages.items() if card}
            self.cards.setdefault(parcel.chat, {}).update(found)

    @rule(days=some.integers(0, 40))
    def prune(self, days: int) -> None:
        self.now += timedelta(days=days, seconds=1)
        oldest = self.seconds() - int(KEEP.total_seconds())
        quiet = [
            chat
            for chat, at in self.touched.items()
            if at < oldest and not any(may for _, may in self.alarms.get(chat, []))
        ]
        assert self.run(self.store.prune(self.now)) == len(quiet)
        for chat in quiet:
            self.forget(chat)
        self.parcels = {n: old for n, old in self.parcels.items() if self.posted[n] >= oldest}
        seen = self.seconds() - int(UPDATES_KEPT.total_seconds())
        self.updates = {update: at for update, at in self.updates.items() if at >= seen}
        for chat, cards in self.cards.items():
            self.cards[chat] = dict(sorted(cards.items())[-CARDS_KEPT:])

    @rule(chat=CHATS, card=CARDS)
    def message(self, chat: ChatKey, card: int) -> None:
        assert self.run(self.store.message(chat, card)) == self.cards.get(chat, {}).get(card)

    @invariant()
    def both_agree(self) -> None:
        assert self.run(self.store.pending()) == [self.parcels[n] for n in sorted(self.parcels)]
        ahead = [old.due for kept in self.alarms.values() for old, may in kept if may]
        assert self.run(self.store.next_alarm()) == min(ahead, default=None)
        for chat in (ChatKey(1), ChatKey(2), ChatKey(-3, member=1)):
            alarms = sorted((old for old, _ in self.alarms.get(chat, [])), key=lambda old: old.at)
            due = [old for old in alarms if old.due <= self.now]
            assert self.run(self.store.due(chat, self.now)) == tuple(due)
            loaded, version = self.run(self.store.load(chat))
            assert loaded == self.chats.get(chat, State())
            assert (version > 0) == (chat in self.chats)

    def teardown(self) -> None:
        self.run(self.held.aclose())
        self.runner.close()


TestModel = Model.TestCase
TestModel.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)


def test_postgresql_agrees_too(cluster: Cluster) -> None:
    class OnPostgres(Model):
        @asynccontextmanager
        async def opened(self) -> AsyncIterator[Store]:
            async with cluster.database() as url, opened(Server(url), CODEC) as store:
                yield store

    run_state_machine_as_test(
        OnPostgres, settings=settings(max_examples=6, stateful_step_count=20, deadline=None)
    )
