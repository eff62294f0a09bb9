"""Two processes that take updates, two that send, one database: whichever is killed, nothing is lost.

`make soak` plays the long form.
"""

import asyncio
import random
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.alone import alone
from bot.databases import Server
from bot.store.codec import Codec
from tests.end_to_end.chats import play
from tests.end_to_end.conftest import Stage
from tests.end_to_end.crowd import Crowd, Outcome, moments, outcome, undisturbed
from tests.end_to_end.fleet import BEGINS, Fleet, a_fleet, begun, sends_now
from tests.end_to_end.kills import kill_at
from tests.end_to_end.walkers import PATIENCE, Walker
from tests.postgres import Cluster
from tests.store.samples import opened, statement

CHATS = 100
KILLS = 4
TAPS = 500  # at the least, until all are done


@pytest.fixture
async def fleet(stage: Stage, server_url: str, tmp_path: Path) -> AsyncIterator[Fleet]:
    """Two and two, behind a balancer; none is started yet."""
    async with a_fleet(stage.sandbox, server_url, stage.key, tmp_path) as fleet:
        yield fleet


async def test_whichever_process_is_killed_nothing_is_lost_and_hardly_anything_repeated(
    stage: Stage, fleet: Fleet
) -> None:
    sandbox, chance = stage.sandbox, random.Random(2026)
    async with AsyncExitStack() as running:
        for one in fleet.all:
            await running.enter_async_context(one.running())
        expected = await undisturbed(sandbox)
        crowd, before = Crowd(sandbox, CHATS), len(sandbox.queries)
        walking = asyncio.create_task(crowd.walk())
        times = moments(chance, KILLS, (before, before + TAPS))
        kills = await kill_at(crowd, times, fleet.web_or_sender, chance)
        await walking
        await sandbox.quiet(0.3, PATIENCE)
        ends = await asyncio.gather(*(one.end(signal.SIGTERM) for one in fleet.all))
        assert ends == [0] * 4
    assert len(kills) == KILLS
    async with opened(Server(fleet.url), Codec([stage.key])) as memory:
        assert await memory.pending() == []
        fared = await outcome(crowd, expected, kills, memory)
    assert replace(fared, repeats=0) == Outcome()


async def test_another_bot_is_refused_while_one_runs_on_the_database(
    stage: Stage, fleet: Fleet
) -> None:
    async with opened(Server(fleet.url), Codec([stage.key])) as store:
        assert store.sharing is not None
        async with alone(store.sharing, 77, asyncio.Event()):
            for refused in (fleet.workers[0], fleet.web[0]):
                async with refused.running():
                    assert await refused.end(None, PATIENCE) == 2
                assert refused.errors[-1].startswith(
                    "another bot runs on this database (number 77, as its token begins): set"
                )


async def test_another_worker_takes_over_within_ten_seconds(stage: Stage, fleet: Fleet) -> None:
    ana = stage.sandbox.user("Ana")
    async with AsyncExitStack() as running:
        for one in (fleet.web[0], *fleet.workers):
            await running.enter_async_context(one.running())
        await begun(stage.sandbox, fleet.workers)
        await play(ana, "> /start\n(begin:leg-check)")
        first, second = sorted(fleet.workers, key=sends_now, reverse=True)
        await first.end(signal.SIGKILL)
        ana.send("/about")
        await second.tells(BEGINS, seconds=10)
        await play(ana, "Free software")
    number = stage.sandbox.token.partition(":")[0]
    assert [
        tuple(row)
        for row in await statement(fleet.url, "SELECT duty, term FROM leases ORDER BY duty")
    ] == [
        (f"sending for {number}", 2),
        ("serving", int(number)),
    ]


async def test_a_worker_that_is_stopped_leaves_at_once(stage: Stage, fleet: Fleet) -> None:
    ana = stage.sandbox.user("Ana")
    async with AsyncExitStack() as running:
        for one in (fleet.web[0], *fleet.workers):
            await running.enter_async_context(one.running())
        await begun(stage.sandbox, fleet.workers)
        await play(ana, "> /start\n(begin:leg-check)")
        first, second = sorted(fleet.workers, key=sends_now, reverse=True)
        assert await first.end(signal.SIGTERM) == 0
        await second.tells(BEGINS, seconds=3)
        await play(ana, "> /about\nFree software")


async def test_a_worker_that_slept_through_its_lease_sends_nothing_more(
    stage: Stage, fleet: Fleet
) -> None:
    ana = stage.sandbox.user("Ana")
    async with AsyncExitStack() as running:
        for one in (fleet.web[0], *fleet.workers):
            await running.enter_async_context(one.running())
        await begun(stage.sandbox, fleet.workers)
        await play(ana, "> /start\n(begin:leg-check)")
        first, second = sorted(fleet.workers, key=sends_now, reverse=True)
        first.send(signal.SIGSTOP)
        ana.send("/about")
        await second.tells(BEGINS, seconds=10)
        await play(ana, "Free software")
        first.send(signal.SIGCONT)
        await first.tells("the right to send was lost; standing by")
        await play(ana, "> /privacy\nencrypted")
        await stage.sandbox.quiet(0.3)
        await second.end(signal.SIGKILL)  # and the one that slept goes on standing by
        await first.tells(BEGINS, times=2, seconds=10)
        await play(ana, "> /help\n/check")
    assert len([message for message in ana.from_bot if "Free software" in message.text]) == 1


async def test_the_database_restarts_in_the_middle(
    stage: Stage, fleet: Fleet, cluster: Cluster
) -> None:
    walkers = [Walker(stage.sandbox.user("Ana"), number) for number in range(20)]
    async with AsyncExitStack() as running:
        for one in (fleet.web[0], fleet.workers[0]):
            await running.enter_async_context(one.running())
        async with asyncio.TaskGroup() as walks:
            for walker in walkers:
                walks.create_task(walker.walk())
            await stage.sandbox.until(lambda: len(stage.sandbox.calls) > 100, PATIENCE)
            await asyncio.to_thread(cluster.stop, "immediate")
            await asyncio.to_thread(cluster.start)
        await stage.sandbox.quiet(0.3, PATIENCE)
        assert await fleet.workers[0].end(signal.SIGTERM) == 0
        assert await fleet.web[0].end(signal.SIGTERM) == 0
    async with opened(Server(fleet.url), Codec([stage.key])) as memory:
        assert await memory.pending() == []
