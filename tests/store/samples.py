"""Turns to keep and stores to keep them in, short to write."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg

from bot.databases import Server
from bot.flow.alarm import Alarm
from bot.flow.effects import (
    Button,
    Effect,
    Forget,
    Notice,
    Performed,
    Remove,
    Rewrite,
    SetAlarm,
    Show,
)
from bot.flow.state import Answer, Run, State
from bot.plan.kinds import Kind
from bot.store import ChatKey, Parcel, Store, Turn
from bot.store.codec import Codec
from bot.store.postgres.store import PostgresStore
from bot.store.sqlite import SqliteStore
from bot.text import Block, text

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEEP = timedelta(days=30)
ANNA = ChatKey(1)
BEN = ChatKey(2)


def say(words: str, card: int = 0) -> Show:
    return Show((Block("plain", text(words)),), card=card)


EVERY_EFFECT: tuple[Performed, ...] = (
    Show(
        (Block("title", text("Hello {name}", name=text("stranger"))),),
        ((Button(text("Yes"), "7:yes", mark="☐"), Button(text("Open"), start="leg")),),
        card=7,
        urgent=True,
    ),
    Rewrite(6, (Block("quote", text("{words}", words="it aches 😖", times=3)),)),
    Remove(5),
    Notice(text("This is an old message.")),
    Forget(),
)


def alarm(at: datetime, *, owner: str = "custom", kind: Kind = "custom") -> Alarm:
    return Alarm(owner, kind, int(at.timestamp()), text("Get up {times}", times=2), about="a/b")


async def statement(url: str, words: str) -> list[asyncpg.Record]:
    """What somebody else does in a PostgreSQL database."""
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetch(words)
    finally:
        await connection.close()


def set_alarms(*alarms: Alarm) -> tuple[SetAlarm, ...]:
    return tuple(map(SetAlarm, alarms))


def state(card: int) -> State:
    """A state that differs for each card, with some answers in it."""
    answers = {"swelling": Answer(("one_leg",), 1_795_000_000, card), "red_flags": Answer((), 0)}
    run = Run("leg-check", answers, picked=("chest_pain",), editing="skin", country="FR")
    return State("de", "en", 1_795_000_000, run, card, "question")


def turn(
    chat: ChatKey,
    state: State | None,
    version: int = 0,
    *effects: Effect,
    update: int | None = None,
    at: datetime = NOW,
) -> Turn:
    return Turn(chat, state, version, effects, at, update)


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


@asynccontextmanager
async def opened(place: Path | str | Server, codec: Codec) -> AsyncIterator[Store]:
    """Close it whatever happens: a store left open would keep the tests from ending."""
    if isinstance(place, Server):
        store: Store = await PostgresStore.open(place, codec, KEEP)
    else:
        store = await SqliteStore.open(place, codec, KEEP)
    try:
        yield store
    finally:
        await store.close()
