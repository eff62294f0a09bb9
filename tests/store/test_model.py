"""The contract against a plain model: whatever happens in whatever order, the two agree."""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.flow.state import State
from bot.store import AlreadyHandled, ChatKey, Conflict, Parcel
from bot.store.codec import Codec, new_key
from bot.store.sqlite import CARDS_KEPT, UPDATES_KEPT, SqliteStore
from tests.store.samples import KEEP, NOW, say, state, turn

T = TypeVar("T")
CODEC = Codec([new_key()])
CHATS = some.sampled_from([ChatKey(1), ChatKey(2), ChatKey(-3, member=1)])
CARDS = some.integers(0, 60)


class Model(RuleBasedStateMachine):
    """A store, and what it should hold."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.store = self.run(SqliteStore.open(":memory:", CODEC, KEEP))
        self.now = NOW
        self.chats: dict[ChatKey, State] = {}
        self.touched: dict[ChatKey, int] = {}
        self.stale: dict[ChatKey, int] = {}
        self.updates: dict[int, int] = {}
        self.cards: dict[ChatKey, dict[int, int]] = {}
        self.parcels: dict[int, Parcel] = {}
        self.posted: dict[int, int] = {}

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
    ) -> None:
        anew = None if card is None else State() if empty else state(card)
        _, version = self.run(self.store.load(chat))
        at_version = self.stale.get(chat, 99) if late else version
        effects = [say(word) for word in words]
        work = self.store.commit(turn(chat, anew, at_version, *effects, update=update, at=self.now))
        if update in self.updates:
            with pytest.raises(AlreadyHandled):
                self.run(work)
        elif at_version != version:
            with pytest.raises(Conflict):
                self.run(work)
        else:
            self.committed(chat, anew, version, self.run(work))
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

    def forget(self, chat: ChatKey) -> None:
        for kept in (self.chats, self.touched, self.cards):
            kept.pop(chat, None)

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
        quiet = [chat for chat, at in self.touched.items() if at < oldest]
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
        for chat in (ChatKey(1), ChatKey(2), ChatKey(-3, member=1)):
            loaded, version = self.run(self.store.load(chat))
            assert loaded == self.chats.get(chat, State())
            assert (version > 0) == (chat in self.chats)

    def teardown(self) -> None:
        self.run(self.store.close())
        self.runner.close()


TestModel = Model.TestCase
TestModel.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
