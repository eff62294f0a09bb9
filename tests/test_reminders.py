"""Alarms ring when they are due: soon, in order of need, once, and whatever the clock does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace
from structlog.testing import capture_logs

from bot.clock import ScaledClock
from bot.conversation import Conversation
from bot.flow.alarm import Alarm
from bot.flow.effects import Show
from bot.plan.kinds import Kind
from bot.plan.recurrence import Daily
from bot.reminders import Reminders
from bot.sandbox.bell import Signal
from bot.store import ChatKey, Parcel
from bot.store.codec import Codec, new_key
from bot.store.errors import NotNow
from bot.store.sqlite import SqliteStore
from bot.text import text
from tests.chat import LIBRARY
from tests.store.samples import ANNA, BEN, KEEP, NOW, set_alarms, state, turn

MINUTE = timedelta(minutes=1)


class Failing(SqliteStore):
    """A store whose disk is full, a few times."""

    troubles = 0

    async def claim(self, now: datetime, until: datetime, most: int) -> list[ChatKey]:
        if self.troubles:
            self.troubles -= 1
            raise NotNow("the disk is full: make room")
        return await super().claim(now, until, most)


@dataclass
class Bot:
    """A bot at rest whose clock stands still until it is put forward."""

    store: Failing
    clock: ScaledClock = field(default_factory=lambda: ScaledClock(0, NOW))
    roused: asyncio.Event = field(default_factory=asyncio.Event)
    parcels: list[Parcel] = field(default_factory=list)
    came: Signal = field(default_factory=Signal)
    crowd: int = 0

    def post(self, parcel: Parcel) -> None:
        self.parcels.append(parcel)
        self.came.ring()

    @property
    def conversation(self) -> Conversation:
        return Conversation(LIBRARY, self.store, self.post, self.clock, self.roused.set)

    @property
    def said(self) -> list[tuple[int, str]]:
        """Who heard what, in order."""
        return [
            (parcel.chat.chat, effect.doc[-1].text.english)
            for parcel in self.parcels
            for effect in parcel.effects
            if isinstance(effect, Show)
        ]

    async def hears(self, count: int) -> list[tuple[int, str]]:
        async with asyncio.timeout(20):
            while len(self.parcels) < count:
                await self.came.wait()
        return self.said

    async def wind(self, chat: ChatKey, *alarms: Alarm) -> None:
        """Set alarms as a turn of the chat does."""
        _, version = await self.store.load(chat)
        at = self.clock.now()
        await self.store.commit(turn(chat, state(1), version, *set_alarms(*alarms), at=at))
        self.roused.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        reminders = Reminders(
            self.store, self.conversation, self.clock, self.roused, lambda: self.crowd
        )
        loop = asyncio.create_task(reminders.run(stop))
        try:
            yield
        finally:
            stop.set()
            self.roused.set()
            await loop


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    store = await Failing.open(":memory:", Codec([new_key()]), KEEP)
    assert isinstance(store, Failing)
    try:
        yield Bot(store)
    finally:
        await store.close()


def after(minutes: int, words: str, kind: Kind = "custom") -> Alarm:
    return Alarm("custom", kind, int((NOW + minutes * MINUTE).timestamp()), text(words))


async def test_an_alarm_rings_at_its_time_and_only_once(bot: Bot) -> None:
    await bot.wind(ANNA, after(60, "stretch"), after(120, "again"))
    async with bot.running():
        bot.clock.advance(59 * MINUTE)
        bot.clock.advance(1 * MINUTE)
        assert await bot.hears(1) == [(1, "stretch")]
        bot.clock.advance(60 * MINUTE)
        assert await bot.hears(2) == [(1, "stretch"), (1, "again")]
    assert await bot.store.next_alarm() is None


async def test_an_alarm_set_while_it_sleeps_rings_before_the_later_one(bot: Bot) -> None:
    await bot.wind(ANNA, after(600, "late"))
    async with bot.running():
        await bot.wind(BEN, after(0, "early"))
        assert await bot.hears(1) == [(2, "early")]


async def test_a_recurring_alarm_is_set_to_its_next_time_as_it_rings(bot: Bot) -> None:
    daily = Alarm("custom", "custom", int(NOW.timestamp()), text("daily"), Daily((720,), "UTC"))
    await bot.wind(ANNA, daily)
    async with bot.running():
        for day in (1, 2, 3):
            assert await bot.hears(day) == [(1, "daily")] * day
            assert await bot.store.next_alarm() == NOW + timedelta(days=day)
            bot.clock.advance(timedelta(days=1))
        await bot.hears(4)


async def test_when_many_are_due_those_about_care_ring_first(bot: Bot) -> None:
    for number in range(1, 301):
        kind: Kind = "follow_up" if number % 10 == 0 else "custom"
        await bot.wind(ChatKey(number), after(0, kind, kind))
    async with bot.running():
        said = await bot.hears(300)
    assert sorted(chat for chat, _ in said) == list(range(1, 301))
    assert sum(words == "follow_up" for _, words in said[:50]) == 30


async def test_while_too_much_is_under_way_what_is_due_waits_in_the_store(bot: Bot) -> None:
    bot.crowd = 1000
    await bot.wind(ANNA, after(0, "stretch"))
    async with bot.running():
        await bot.conversation.ring(BEN)  # others are served meanwhile
        assert await bot.store.next_alarm() == NOW
        assert not bot.said
        bot.crowd = 0
        assert await bot.hears(1) == [(1, "stretch")]


async def test_after_hours_away_nudges_are_told_of_once_and_care_still_comes(bot: Bot) -> None:
    nudges = [after(minutes, "stretch", "move") for minutes in (10, 20, 30)]
    await bot.wind(ANNA, *nudges, after(15, "did you reach someone?", "follow_up"))
    bot.clock.advance(timedelta(hours=3))
    async with bot.running():
        said = await bot.hears(1)
    assert [words for _, words in said] == [
        "did you reach someone?",
        "While I was away, reminders went by unsent: {count}. I won't send them late.",
    ]


async def test_one_chats_trouble_does_not_silence_the_others(bot: Bot) -> None:
    nowhere = Alarm("custom", "custom", int(NOW.timestamp()), text("x"), Daily((1,), "No/Where"))
    await bot.wind(ANNA, nowhere)
    await bot.wind(BEN, after(0, "stretch"))
    with capture_logs() as log:
        async with bot.running():
            assert await bot.hears(1) == [(2, "stretch")]
    assert [line["event"] for line in log if line["log_level"] == "error"] == [
        "an alarm is left until the claim on it ends",
    ]
    assert len(await bot.store.due(ANNA, NOW)) == 1


async def test_a_database_that_fails_for_a_while_delays_but_loses_nothing(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.reminders.AFTER_TROUBLE", 0.01)
    await bot.wind(ANNA, after(0, "stretch"))
    bot.store.troubles = 2
    with capture_logs() as log:
        async with bot.running():
            assert await bot.hears(1) == [(1, "stretch")]
    assert [line["event"] for line in log] == ["due reminders could not be looked up"] * 2


async def test_the_clock_may_run_fast_as_in_the_sandbox(bot: Bot) -> None:
    bot.clock = ScaledClock(36_000, NOW)
    async with bot.running():
        await bot.wind(ANNA, after(60, "in an hour"))
        assert await bot.hears(1) == [(1, "in an hour")]


async def test_a_nudge_to_move_that_is_claimed_already_gives_way_to_urgent_advice(
    bot: Bot,
) -> None:
    await bot.wind(ANNA, after(0, "stretch", "move"), after(0, "drink", "drink"))
    await bot.store.claim(NOW, NOW + MINUTE, 9)  # by one process; another hears of the leg
    loaded, version = await bot.store.load(ANNA)
    await bot.store.commit(turn(ANNA, replace(loaded, held=True), version))
    await bot.conversation.ring(ANNA)
    assert bot.said == [(1, "drink")]


async def test_a_chat_forgotten_in_the_meantime_hears_nothing(bot: Bot) -> None:
    await bot.wind(ANNA, after(0, "stretch"))
    await bot.store.claim(NOW, NOW + MINUTE, 9)
    _, version = await bot.store.load(ANNA)
    await bot.store.commit(turn(ANNA, None, version))
    await bot.conversation.ring(ANNA)
    assert not bot.said
    assert (await bot.store.load(ANNA))[1] == 0
