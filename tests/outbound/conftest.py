"""A sender with a memory, before a Telegram written by hand."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.flow.effects import Effect
from bot.flow.state import State
from bot.outbound.calls import Writer
from bot.outbound.sender import Sender
from bot.store import ChatKey, Parcel, Turn
from bot.store.codec import Codec, new_key
from bot.store.sqlite import SqliteStore
from bot.texts import Texts
from tests.outbound.telegram import Telegram


@dataclass
class Office:
    """Where parcels are posted, and what is on the other side."""

    telegram: Telegram
    store: SqliteStore
    sender: Sender

    async def commit(self, chat: int, *effects: Effect, query: str | None = None) -> Parcel:
        """Keep a turn with these effects."""
        key = ChatKey(chat)
        _, version = await self.store.load(key)
        at = datetime(2026, 11, 24, tzinfo=UTC)
        turn = Turn(key, State(card=1, view="start"), version, effects, at, query=query)
        parcel = await self.store.commit(turn)
        assert parcel is not None
        return parcel

    async def perform(self, chat: int, *effects: Effect, query: str | None = None) -> None:
        """Keep a turn and let it be performed, to the end."""
        self.sender.post(await self.commit(chat, *effects, query=query))
        await self.sender.stop(10)


@pytest.fixture
async def office(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    monkeypatch.setattr("bot.outbound.pauses.FIRST", 0.001)
    store = await SqliteStore.open(":memory:", Codec([new_key()]), timedelta(days=30))
    telegram = Telegram()
    try:
        yield Office(telegram, store, Sender(telegram, store, Writer(Texts(), "legwise_bot")))
    finally:
        await store.close()


@pytest.fixture
def log() -> Iterator[list[EventDict]]:
    with capture_logs() as lines:
        yield lines
