"""Long polling: an update is acknowledged once its consequences are on disk, in order, whatever comes."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.clock import ScaledClock
from bot.conversation import Conversation
from bot.intake.polling import Polling
from bot.store import ChatKey, Parcel, Turn
from bot.store.codec import Codec, new_key
from bot.store.errors import NotNow, Unusable
from tests.intake.updates import LIBRARY, Memory, in_group, message

SAID = "another process takes this bot's updates; standing by until it stops"


class Telegram:
    """An Api with a queue of updates, which stops the bot once it polls with nothing left to give."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop
        self.queue: list[Any] = []
        self.late: list[Any] = []  # what comes once it stops
        self.trouble: list[TelegramError] = []
        self.methods: list[str] = []
        self.offset = 0

    async def call(self, method: str, params: Mapping[str, Any]) -> Any:
        self.methods.append(method)
        if self.trouble:
            raise self.trouble.pop(0)
        if method != "getUpdates":
            return True
        self.offset = max(self.offset, params["offset"])
        if self._stop.is_set():
            self.queue += self.late
        waiting = [u for u in self.queue if number_of(u) >= self.offset]
        if not waiting:
            self._stop.set()
        batch = waiting[: params["limit"]]
        if any("deep" in update for update in batch):
            raise RecursionError  # as whoever reads the JSON does
        return batch


def number_of(update: Any) -> int:
    """Its place in the queue, which Telegram knows even where the update does not tell it."""
    told = update if isinstance(update, dict) else {}
    number = told.get("queued", told.get("update_id"))
    return number if isinstance(number, int) else 0


@dataclass
class Desk:
    """One bot that only listens: what it would send is kept here."""

    stop: asyncio.Event
    telegram: Telegram
    store: Memory
    parcels: list[Parcel] = field(default_factory=list)

    async def listen(self) -> None:
        clock = ScaledClock(0, datetime(2026, 11, 24, tzinfo=UTC))
        conversation = Conversation(LIBRARY, self.store, self.parcels.append, clock)
        await Polling(self.telegram, conversation, "legwise_bot").run(self.stop)


@pytest.fixture
async def desk(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    for name in ("bot.outbound.pauses.FIRST", "bot.intake.polling.STANDBY"):
        monkeypatch.setattr(name, 0.001)
    store = await Memory.open(":memory:", Codec([new_key()]), timedelta(days=30))
    assert isinstance(store, Memory)
    store.trouble = {}
    stop = asyncio.Event()
    try:
        yield Desk(stop, Telegram(stop), store)
    finally:
        await store.close()


@pytest.fixture(autouse=True)
def log() -> Iterator[list[EventDict]]:
    with capture_logs() as lines:
        yield lines


async def test_what_is_handled_is_acknowledged(desk: Desk) -> None:
    desk.telegram.queue = [message(10, "/help"), message(11, "/about", 8), message(12, "/privacy")]
    await desk.listen()
    assert desk.telegram.offset == 13
    assert len(desk.parcels) == 3


async def test_what_comes_after_a_group_has_moved_finds_it_moved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = -5, -1000000000005
    done: list[str] = []
    commit, move = desk.store.commit, desk.store.move_group
    trouble = iter([NotNow("the disk is full")] * 2)

    async def committed(turn: Turn) -> Parcel | None:
        parcel = await commit(turn)
        done.append(f"{turn.update} in {turn.chat.chat}")
        return parcel

    async def moved(here: int, there: int) -> None:
        for error in trouble:  # so that whoever does not wait is first
            raise error
        await move(here, there)
        done.append(f"{here} is {there}")

    monkeypatch.setattr(desk.store, "commit", committed)
    monkeypatch.setattr(desk.store, "move_group", moved)
    desk.store.trouble = {10: [NotNow("the disk is full")]}
    desk.telegram.queue = [
        in_group(10, old, text="/check"),
        in_group(11, old, migrate_to_chat_id=new),
        in_group(12, new, migrate_from_chat_id=old),
        in_group(13, new, text="/check"),
        message(14, "/help"),
    ]
    await desk.listen()
    moves = [f"{old} is {new}"] * 2
    assert done[:4] == [f"10 in {old}", *moves, f"13 in {new}"]
    assert desk.telegram.offset == 15


async def test_malformed_updates_are_set_aside_alone(desk: Desk, log: list[EventDict]) -> None:
    desk.telegram.queue = [
        {"update_id": 10, "message": {"chat": "nobody's words"}},
        {"update_id": "11"},
        "nonsense",
        {"update_id": 12, "poll_of_the_future": {}},
        {"update_id": 13, "callback_query": {"id": 5}},
        message(14, "/help"),
    ]
    await desk.listen()
    assert desk.telegram.offset == 15
    assert len(desk.parcels) == 1
    assert len([line for line in log if line["event"] == "a malformed update is set aside"]) == 4
    assert "nobody's" not in str(log)


@pytest.mark.parametrize("number", [None, "11", 11.0, True, [], 2**63, 10**40, 0, -1])
async def test_an_update_whose_number_cannot_be_read_does_not_come_for_ever(
    desk: Desk, number: object
) -> None:
    nameless = {"queued": 11, "update_id": number}
    desk.telegram.queue = [message(10, "/help"), nameless]
    await desk.listen()
    assert desk.telegram.offset == 12
    desk.telegram.queue.append(message(12, "/help"))
    desk.stop.clear()
    await desk.listen()
    assert desk.telegram.offset == 13
    assert len(desk.parcels) == 2


async def test_first_of_all_such_an_update_keeps_nobody_waiting(desk: Desk) -> None:
    nameless: list[Any] = [{"queued": number} for number in range(10, 20)]
    desk.telegram.queue = [*nameless, message(20, "/help")]
    await desk.listen()
    assert desk.telegram.offset == 21
    assert len(desk.parcels) == 1


async def test_an_update_nested_too_deeply_is_gone_around(desk: Desk, log: list[EventDict]) -> None:
    deep = {"queued": 11, "update_id": 11, "deep": True}
    desk.telegram.queue = [message(10, "/help"), deep, message(12, "/help")]
    await desk.listen()
    assert desk.telegram.offset == 13
    assert len(desk.parcels) == 2
    assert [line["event"] for line in log] == ["an update nested too deeply is set aside"]


async def test_at_the_stop_one_nested_too_deeply_is_left_for_the_next_start(desk: Desk) -> None:
    desk.telegram.queue = [message(10, "/help")]
    desk.telegram.late = [{"queued": 11, "update_id": 11, "deep": True}]
    await desk.listen()
    assert len(desk.parcels) == 1


async def test_a_number_no_database_takes_stops_nobody_else(desk: Desk) -> None:
    desk.telegram.queue = [message(10, "/help", 2**80), message(11, "/help")]
    await desk.listen()
    assert [parcel.chat for parcel in desk.parcels] == [ChatKey(7)]
    assert desk.telegram.offset == 12


async def test_an_error_nobody_foresaw_sets_one_update_aside(
    desk: Desk, log: list[EventDict]
) -> None:
    desk.store.trouble[10] = [ZeroDivisionError("who divides by a calf?")]
    desk.telegram.queue = [message(10, "/help"), message(11, "/help"), message(12, "/help", 8)]
    await desk.listen()
    assert len(desk.parcels) == 2
    assert desk.telegram.offset == 13
    (line,) = [line for line in log if line["log_level"] == "error"]
    assert line["event"] == "an update is set aside"


async def test_a_full_disk_keeps_the_order_of_a_chat(desk: Desk) -> None:
    desk.store.trouble[10] = [NotNow("full"), NotNow("full")]
    desk.telegram.queue = [message(10, "/help"), message(11, "/about")]
    await desk.listen()
    first, second = desk.parcels
    assert first.id < second.id
    assert "How to use me" in str(first.effects)
    assert desk.telegram.offset == 12


async def test_stopped_on_a_full_disk_nothing_overtakes_and_all_comes_again(desk: Desk) -> None:
    desk.store.trouble[10] = [NotNow("full")] * 99
    desk.store.refused = desk.stop.set
    desk.telegram.queue = [message(10, "/help"), message(11, "/about"), message(12, "/about", 8)]
    await desk.listen()
    assert [parcel.chat for parcel in desk.parcels] == [ChatKey(8)]
    assert desk.telegram.offset == 0

    desk.store.trouble.clear()
    desk.stop.clear()
    await desk.listen()
    assert [parcel.chat.chat for parcel in desk.parcels] == [8, 7, 7]
    assert "How to use me" in str(desk.parcels[1].effects)
    assert desk.telegram.offset == 13


async def test_a_broken_database_ends_it_and_loses_nothing(desk: Desk) -> None:
    desk.store.trouble[10] = [Unusable("the file is damaged: restore a backup")]
    desk.telegram.queue = [message(10, "/help"), message(11, "/about", 8)]
    with pytest.raises(Unusable, match="restore a backup"):
        await desk.listen()
    assert desk.telegram.offset == 0


async def test_trouble_on_the_way_is_tried_again(desk: Desk) -> None:
    desk.telegram.queue = [message(10, "/help")]
    desk.telegram.trouble = [
        NetworkError("Bad Gateway"),
        RetryAfter(0),
        TelegramError("Invalid server response"),
    ]
    await desk.listen()
    assert len(desk.parcels) == 1


async def test_a_second_poller_is_told_of_once(desk: Desk, log: list[EventDict]) -> None:
    desk.telegram.queue = [message(10, "/help")]
    desk.telegram.trouble = [Conflict("terminated by other getUpdates request")] * 5
    await desk.listen()
    assert [line["event"] for line in log if line["log_level"] == "warning"] == [SAID]
    assert len(desk.parcels) == 1


async def test_a_token_withdrawn_ends_it(desk: Desk) -> None:
    desk.telegram.trouble = [InvalidToken()]
    with pytest.raises(InvalidToken):
        await desk.listen()


async def test_a_webhook_is_taken_away_once_before_the_first_poll(desk: Desk) -> None:
    desk.telegram.queue = [message(10, "/help")]
    await desk.listen()
    assert desk.telegram.methods[:2] == ["deleteWebhook", "getUpdates"]
    assert desk.telegram.methods.count("deleteWebhook") == 1


async def test_a_farewell_that_fails_is_no_trouble(desk: Desk, log: list[EventDict]) -> None:
    class Leaving(Telegram):
        async def call(self, method: str, params: Mapping[str, Any]) -> Any:
            if params.get("timeout") == 0:
                raise NetworkError("gone")
            return await super().call(method, params)

    desk.telegram = Leaving(desk.stop)
    desk.telegram.queue = [message(10, "/help")]
    await desk.listen()
    assert "the last updates will come once more" in [line["event"] for line in log]
