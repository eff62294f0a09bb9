"""What is past keeping is forgotten, but not because somebody set the clock."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.app.housekeeping import keep_house
from bot.app.parts import Parts
from bot.clock import SystemClock
from bot.store.codec import Codec, new_key
from bot.store.sqlite import SqliteStore
from tests.chat import LIBRARY, TEXTS
from tests.outbound.telegram import Telegram
from tests.store.samples import ANNA, KEEP, NOW, state, turn

DAY = timedelta(days=1)


class Wall(SystemClock):
    """Stands still, and is set somehow at each look whether it was; at last it stays as it is."""

    def __init__(self, *ahead: timedelta) -> None:
        self._coming, self._ahead = [timedelta(), *ahead], timedelta()

    def now(self) -> datetime:
        return NOW + self._ahead

    def put_by(self) -> timedelta:
        if self._coming:
            self._ahead = self._coming.pop(0)
        return self._ahead


class Tidied(SqliteStore):
    times = 0

    async def prune(self, now: datetime) -> int:
        forgotten = await super().prune(now)
        self.times += 1
        return forgotten


Log = list[MutableMapping[str, Any]]


@asynccontextmanager
async def tidied(clock: Wall, times: int) -> AsyncIterator[tuple[Tidied, Log]]:
    """A bot that remembers one chat, once it has forgotten so many times what is past keeping."""
    store = await Tidied.open(":memory:", Codec([new_key()]), KEEP)
    assert isinstance(store, Tidied)
    await store.commit(turn(ANNA, state(1), 0))
    stop = asyncio.Event()
    with capture_logs() as log:
        parts = Parts(Telegram(), store, LIBRARY, TEXTS, "bot", clock)
        keeping = asyncio.create_task(keep_house(parts, stop))
        async with asyncio.timeout(20):
            while store.times < times:
                await store.known()
        yield store, log
        stop.set()
        await keeping
    await store.close()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.housekeeping.TIDYING", 0.0)


def warnings(log: Log) -> int:
    return sum("the clock was set" in line["event"] for line in log)


async def test_a_wrong_date_that_is_set_right_again_costs_nobody_their_answers() -> None:
    clock = Wall(timedelta(), 400 * DAY, timedelta())
    async with tidied(clock, times=2) as (store, log):
        assert await store.known() == 1
        assert warnings(log) == 2


async def test_a_date_that_stays_is_believed() -> None:
    async with tidied(Wall(timedelta(), KEEP + DAY), times=2) as (store, log):
        assert await store.known() == 0
        assert warnings(log) == 1


async def test_what_the_network_sets_right_every_day_is_no_wrong_date() -> None:
    little = [timedelta(seconds=2 * times) for times in range(100)]
    async with tidied(Wall(*little), times=100) as (_, log):
        assert not warnings(log)
