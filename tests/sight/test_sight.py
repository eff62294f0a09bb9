"""What an operator's tools are told, and when."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.clock import ScaledClock
from bot.sight import limits
from bot.sight.sight import Counted, Sight, result_of
from bot.store import Backlog
from bot.store.codec import Codec, new_key
from bot.store.errors import NotNow
from bot.store.sqlite import SqliteStore
from tests.store.samples import ANNA, KEEP, alarm, kept, posted, set_alarms, state, turn

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)  # as the samples have it


class Memory(SqliteStore):
    trouble: Exception | None = None

    async def backlog(self, now: datetime) -> Backlog:
        if self.trouble is not None:
            raise self.trouble
        return await super().backlog(now)

    async def known(self) -> int:
        if self.trouble is not None:
            raise self.trouble
        return await super().known()


@dataclass
class Telegram:
    error: TelegramError | None = None
    calls: list[str] = field(default_factory=list)

    async def call(self, method: str, _params: Mapping[str, Any]) -> Any:
        self.calls.append(method)
        if self.error is not None:
            raise self.error
        return {}


@dataclass
class Tower:
    """A bot that is looked at."""

    store: Memory
    telegram: Telegram
    clock: ScaledClock
    sight: Sight

    async def get(self, path: str) -> httpx.Response:
        through = httpx.ASGITransport(Starlette(routes=self.sight.routes()))
        async with httpx.AsyncClient(transport=through, base_url="http://bot") as client:
            return await client.get(path)

    async def failing(self) -> list[str]:
        answer = await self.get("/readyz")
        body = answer.json()
        assert answer.status_code == (503 if body["failing"] else 200)
        assert body["ready"] is not bool(body["failing"])
        return list(body["failing"])

    async def counted(self, line: str) -> str | None:
        """The number on a line of /metrics."""
        page = (await self.get("/metrics")).text
        numbers = dict(each.rsplit(" ", 1) for each in page.splitlines() if each[0] != "#")
        return numbers.get(line)


@pytest.fixture(autouse=True)
def _always_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sight.health.FRESH", -1.0)


@pytest.fixture
async def tower() -> AsyncIterator[Tower]:
    store = await Memory.open(":memory:", Codec([new_key()]), KEEP)
    assert isinstance(store, Memory)
    telegram, clock = Telegram(), ScaledClock(0, NOW)
    yield Tower(store, telegram, clock, Sight(store, telegram, clock, sends=True))
    await store.close()


async def test_a_bot_with_nothing_to_do_is_alive_and_ready(tower: Tower) -> None:
    assert (await tower.get("/healthz")).status_code == 200
    assert await tower.failing() == []


@pytest.mark.parametrize("trouble", [NotNow("the disk is full"), LookupError("nobody foresaw it")])
async def test_it_is_alive_but_not_ready_without_its_database(
    tower: Tower, trouble: Exception
) -> None:
    tower.store.trouble = trouble
    assert await tower.failing() == ["database"]
    assert await tower.counted('legwise_up{check="database"}') == "0.0"
    assert await tower.counted("legwise_messages_waiting") == "NaN"
    assert await tower.counted("legwise_chats") == "NaN"
    assert (await tower.get("/healthz")).status_code == 200
    tower.store.trouble = None
    assert await tower.failing() == []
    assert await tower.counted("legwise_messages_waiting") == "0.0"
    assert await tower.counted('legwise_up{check="messages"}') == "1.0"
    tower.store.trouble = trouble
    assert await tower.counted('legwise_up{check="messages"}') is None  # not what it was before


async def test_a_silent_telegram_is_asked_and_a_refusal_is_an_answer(tower: Tower) -> None:
    tower.telegram.error = NetworkError("no route")
    assert await tower.failing() == ["telegram"]
    tower.telegram.error = Forbidden("no")
    assert await tower.failing() == []
    asked = len(tower.telegram.calls)
    assert await tower.failing() == []
    assert len(tower.telegram.calls) == asked  # it has answered lately


async def test_a_token_that_telegram_refuses_is_told_at_once(tower: Tower) -> None:
    assert await tower.failing() == []
    tower.telegram.error = InvalidToken("Unauthorized")
    assert await tower.failing() == []  # nobody has asked Telegram since
    with pytest.raises(InvalidToken):
        await Counted(tower.telegram, tower.sight).call("sendMessage", {})
    assert await tower.failing() == ["telegram"]
    tower.telegram.error = None
    assert await tower.failing() == []


@pytest.mark.parametrize(("sends", "failing"), [(True, ["messages"]), (False, [])])
async def test_messages_that_wait_too_long_concern_who_sends(
    tower: Tower, sends: bool, failing: list[str]
) -> None:
    tower.sight = Sight(tower.store, tower.telegram, tower.clock, sends=sends)
    await posted(tower.store, ANNA, "one")
    assert await tower.failing() == []
    tower.clock.advance(timedelta(seconds=limits.PARCEL + 1))
    assert await tower.failing() == failing
    assert await tower.counted("legwise_messages_waiting") == "1.0"
    assert await tower.counted('legwise_oldest_seconds{what="messages"}') == str(limits.PARCEL + 1)


async def test_a_clock_that_was_set_back_makes_nothing_younger_than_new(tower: Tower) -> None:
    earlier = ScaledClock(0, NOW - timedelta(hours=1))
    tower.sight = Sight(tower.store, tower.telegram, earlier, sends=True)
    await posted(tower.store, ANNA, "one")
    assert await tower.failing() == []
    assert await tower.counted('legwise_oldest_seconds{what="messages"}') == "0.0"


async def test_a_reminder_that_does_not_ring_is_told(tower: Tower) -> None:
    version = await kept(tower.store, ANNA)
    due = alarm(NOW + timedelta(minutes=1))
    await tower.store.commit(turn(ANNA, state(1), version, *set_alarms(due)))
    assert await tower.failing() == []
    tower.clock.advance(timedelta(seconds=61 + limits.REMINDER))
    assert await tower.failing() == ["reminders"]


async def test_an_update_that_hangs_is_told(tower: Tower, monkeypatch: pytest.MonkeyPatch) -> None:
    with tower.sight.in_hand():
        assert await tower.failing() == []
        monkeypatch.setattr(limits, "UPDATE", 0.0)
        assert await tower.failing() == ["updates"]
    assert await tower.failing() == []


async def test_many_who_ask_at_once_cost_one_look(
    tower: Tower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sight.health.FRESH", 60.0)
    await asyncio.gather(*(tower.failing() for _ in range(20)))
    assert len(tower.telegram.calls) == 1


async def test_calls_are_counted_by_method_and_result(tower: Tower) -> None:
    api = Counted(tower.telegram, tower.sight)
    await api.call("sendMessage", {})
    tower.telegram.error = RetryAfter(3)
    with pytest.raises(RetryAfter):
        await api.call("sendMessage", {})
    for result in ("ok", "flood"):
        line = f'legwise_calls_total{{method="sendMessage",result="{result}"}}'
        assert await tower.counted(line) == "1.0"


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (BadRequest("x"), "refused"),
        (InvalidToken("x"), "unauthorized"),
        (Forbidden("x"), "forbidden"),
        (TimedOut(), "timeout"),
        (NetworkError("x"), "unreachable"),
        (TelegramError("x"), "failed"),
    ],
)
def test_each_way_to_fail_has_a_word(error: TelegramError, word: str) -> None:
    assert result_of(error) == word


@pytest.mark.parametrize("urgency", [1, 2, 3, 4])
async def test_the_first_ending_of_a_kind_is_seen_to_be_one_more(
    tower: Tower, urgency: int
) -> None:
    line = f'legwise_endings_total{{urgency="{urgency}"}}'
    assert await tower.counted(line) == "0.0"
    tower.sight.advised(urgency)
    assert await tower.counted(line) == "1.0"
