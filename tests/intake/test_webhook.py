"""Deliveries: answered with 200 once their consequences are on disk, whatever comes, and from whomever."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.clock import ScaledClock
from bot.conversation import Conversation
from bot.intake.webhook import LARGEST, MOST, SECRET, Webhook
from bot.store import Parcel
from bot.store.codec import Codec, new_key
from bot.store.errors import NotNow, Unusable
from tests.intake.updates import LIBRARY, Memory, message

STRANGER = "a delivery without the right secret is turned away: see WEBHOOK_SECRET"
PASSWORD = "se-cret"  # noqa: S105  of these tests


@dataclass
class Desk:
    """One bot that is delivered to: what it would send is kept here."""

    store: Memory
    webhook: Webhook
    parcels: list[Parcel]
    client: httpx.AsyncClient

    async def deliver(self, body: Any, secret: str = PASSWORD) -> int:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = await self.client.post("/hook", content=content, headers={SECRET: secret})
        assert answer.content == b""
        return answer.status_code


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    store = await Memory.open(":memory:", Codec([new_key()]), timedelta(days=30))
    assert isinstance(store, Memory)
    store.trouble = {}
    parcels: list[Parcel] = []
    clock = ScaledClock(0, datetime(2026, 11, 24, tzinfo=UTC))
    conversation = Conversation(LIBRARY, store, parcels.append, clock)
    webhook = Webhook(conversation, "legwise_bot", PASSWORD, None)
    through = httpx.ASGITransport(webhook.app("/hook"))
    async with httpx.AsyncClient(transport=through, base_url="http://bot") as client:
        yield Desk(store, webhook, parcels, client)
    await store.close()


@pytest.fixture(autouse=True)
def log() -> Iterator[list[EventDict]]:
    with capture_logs() as lines:
        yield lines


async def test_what_is_delivered_is_handled_once(desk: Desk) -> None:
    for _ in range(3):
        assert await desk.deliver(message(10, "/help")) == 200
    assert len(desk.parcels) == 1


async def test_deliveries_in_any_order_and_number_are_harmless(desk: Desk) -> None:
    numbers = [12, 10, 11, 12, 10, 10, 11]
    answers = await asyncio.gather(*(desk.deliver(message(n, "/help")) for n in numbers))
    assert set(answers) == {200}
    assert len(desk.parcels) == 3


@pytest.mark.parametrize("secret", ["", "se-cre", "se-cret1", "ſe-cret"])
async def test_a_stranger_is_turned_away_before_anything_is_read(
    desk: Desk, secret: str, log: list[EventDict]
) -> None:
    read: list[bytes] = []

    async def body() -> AsyncIterator[bytes]:
        read.append(b"x")
        yield json.dumps(message(10, "/help")).encode()

    shown = {SECRET.encode(): secret.encode()}
    answer = await desk.client.post("/hook", content=body(), headers=shown)
    assert (answer.status_code, desk.parcels) == (401, [])
    assert (await desk.client.post("/hook", json=message(10, "/help"))).status_code == 401
    assert [line["event"] for line in log] == [STRANGER]


async def test_what_is_no_update_is_refused_and_what_is_too_large(
    desk: Desk, log: list[EventDict]
) -> None:
    assert await desk.deliver(b"") == 400
    assert await desk.deliver(b"\xff{}") == 400
    assert await desk.deliver(b"[" * 100_000) == 400
    assert await desk.deliver(b" " * (LARGEST + 1)) == 413

    async def endless() -> AsyncIterator[bytes]:  # of no stated length
        while True:
            yield b" " * 100_000

    answer = await desk.client.post("/hook", content=endless(), headers={SECRET: PASSWORD})
    assert answer.status_code == 413
    assert desk.parcels == []
    assert [line["event"] for line in log] == ["a delivery is no update"] * 5
    assert sum(aside.times for aside in await desk.store.aside()) == 5


async def test_a_malformed_update_is_set_aside_for_good(desk: Desk, log: list[EventDict]) -> None:
    wrongs: list[Any] = [{"update_id": 1, "message": {"chat": "nobody's words"}}, [], None, "w", 7]
    wrongs += [message(2**63, "/help"), message(1, "/help", 2**63), message(1, "half \ud83d")]
    wrongs += [{"update_id": 1, "\udc00": {}}]
    for wrong in wrongs:
        assert await desk.deliver(wrong) == 200
    assert {line["event"] for line in log} == {"a malformed update is set aside"}
    assert "nobody's" not in str(log)
    noted = await desk.store.aside()
    assert sum(aside.times for aside in noted) == len(wrongs)
    assert "nobody's" not in str(noted)
    assert await desk.deliver({"update_id": 2, "poll_of_the_future": {}}) == 200


async def test_what_cannot_be_written_comes_again(desk: Desk) -> None:
    desk.store.trouble[10] = [NotNow("the disk is full"), NotNow("the disk is full")]
    answers = [await desk.deliver(message(10, "/help")) for _ in range(3)]
    assert answers == [503, 503, 200]
    assert len(desk.parcels) == 1


async def test_a_broken_database_ends_the_intake(desk: Desk) -> None:
    desk.store.trouble[10] = [Unusable("it is damaged: restore a backup")]
    assert await desk.deliver(message(10, "/help")) == 503
    with pytest.raises(Unusable, match="is damaged"):
        await desk.webhook.break_off(asyncio.Event())


async def test_one_chats_trouble_is_not_everybodys(desk: Desk, log: list[EventDict]) -> None:
    desk.store.trouble[10] = [RuntimeError("a mistake")]
    assert await desk.deliver(message(10, "/help")) == 200
    assert [line["event"] for line in log] == ["an update is set aside"]
    (aside,) = await desk.store.aside()
    assert aside.reason.startswith("RuntimeError at intake/updates.py:")
    assert await desk.deliver(message(11, "/help", 8)) == 200
    assert len(desk.parcels) == 1


async def test_more_than_can_be_held_comes_later(desk: Desk) -> None:
    chats = range(1, MOST + 51)
    answers = await asyncio.gather(*(desk.deliver(message(n, "/help", n)) for n in chats))
    assert sorted(set(answers)) == [200, 503]
    again = [number for number, answer in zip(chats, answers, strict=True) if answer == 503]
    assert await asyncio.gather(*(desk.deliver(message(n, "/help", n)) for n in again)) == [
        200
    ] * len(again)
    assert len(desk.parcels) == len(chats)


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=20),
    lambda inner: (
        some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=9,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=some.binary(max_size=200) | JSON.map(lambda thing: json.dumps(thing).encode()))
async def test_no_body_breaks_it(desk: Desk, body: bytes) -> None:
    assert await desk.deliver(body) in {200, 400}
