"""Whose turn it is to send."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from bot.app import shift
from bot.app.sending import Guarded
from bot.app.shift import work_in_shifts
from bot.store.errors import NotNow


class Given:
    """A lease that is given and lost when the test says so."""

    def __init__(self) -> None:
        self.term, self.held, self.left = 0, False, 0
        self.free, self.lost = True, asyncio.Event()
        self.away = 0  # how often the database is out of reach

    async def take(self) -> bool:
        if self.away:
            self.away -= 1
            raise NotNow("away")
        if not self.free:
            return False
        self.lost.clear()
        self.term, self.held = self.term + 1, True
        return True

    async def keep(self) -> None:
        await self.lost.wait()

    async def leave(self) -> None:
        self.held, self.left = False, self.left + 1

    def lose(self) -> None:
        self.held = self.free = False
        self.lost.set()


class Work:
    """Notes how each shift ends."""

    def __init__(self, stop: asyncio.Event) -> None:
        self.stop, self.begun, self.ended = stop, asyncio.Event(), asyncio.Event()
        self.ends: list[str] = []

    async def __call__(self) -> None:
        self.begun.set()
        try:
            await self.stop.wait()
            self.ends.append("in order")
        except asyncio.CancelledError:
            self.ends.append("at once")
            raise
        finally:
            self.begun.clear()
            self.ended.set()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shift, "STANDBY", 0.001)


async def test_who_is_told_to_stop_ends_in_order_and_leaves_the_duty_to_others() -> None:
    stop, lease = asyncio.Event(), Given()
    work = Work(stop)
    working = asyncio.create_task(work_in_shifts(lease, work, stop))
    await work.begun.wait()
    stop.set()
    await working
    assert (work.ends, lease.left, lease.held) == (["in order"], 1, False)


async def test_who_loses_the_duty_drops_everything_and_may_have_it_again() -> None:
    stop, lease = asyncio.Event(), Given()
    work = Work(stop)
    working = asyncio.create_task(work_in_shifts(lease, work, stop))
    await work.begun.wait()
    lease.lose()
    async with asyncio.timeout(5):
        await work.ended.wait()
        assert work.ends == ["at once"]
        lease.free = True
        await work.begun.wait()
    stop.set()
    await working
    assert (work.ends, lease.left, lease.term) == (["at once", "in order"], 1, 2)
    assert stop.is_set()


async def test_who_cannot_reach_the_database_tries_again() -> None:
    stop, lease = asyncio.Event(), Given()
    lease.away = 3
    work = Work(stop)
    working = asyncio.create_task(work_in_shifts(lease, work, stop))
    await work.begun.wait()
    stop.set()
    await working
    assert lease.away == 0


async def test_a_mistake_in_the_work_ends_the_process_and_frees_the_duty() -> None:
    lease = Given()

    async def fail() -> None:
        raise RuntimeError("a mistake")

    with pytest.raises(RuntimeError, match="a mistake"):
        await work_in_shifts(lease, fail, asyncio.Event())
    assert lease.left == 1


async def test_without_the_duty_no_call_is_made() -> None:
    made: list[str] = []

    class Telegram:
        async def call(self, method: str, params: Mapping[str, Any]) -> Any:
            made.append(method)
            return params

    lease = Given()
    assert await lease.take()
    guarded = Guarded(Telegram(), lease)
    assert await guarded.call("sendMessage", {}) == {}
    lease.lose()
    with pytest.raises(asyncio.CancelledError):
        await guarded.call("sendMessage", {})
    assert made == ["sendMessage"]
