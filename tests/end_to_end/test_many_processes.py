"""Two processes that take updates, two that send, one database: whichever is killed, nothing is lost.

LEGWISE_SOAK=1 plays the long form.
"""

import asyncio
import os
import random
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.databases import Server
from bot.store import ChatKey
from bot.store.codec import Codec
from tests.end_to_end.balancer import Balancer
from tests.end_to_end.chats import play, visible
from tests.end_to_end.conftest import RATE, Stage
from tests.end_to_end.process import BotProcess
from tests.end_to_end.walkers import PATIENCE, Walker, set_of_repeats
from tests.postgres import Cluster
from tests.store.samples import opened, statement

SOAK = bool(os.environ.get("LEGWISE_SOAK"))
CHATS = 100
SCRIPTS = 10
BEGINS = "this process sends from now on"
KILLS = 40 if SOAK else 4
CALLS_BETWEEN = (1, 80) if SOAK else (40, 240)


@dataclass
class Fleet:
    """The processes, by what they are."""

    web: list[BotProcess]
    workers: list[BotProcess]
    url: str

    @property
    def all(self) -> list[BotProcess]:
        return [*self.web, *self.workers]


@pytest.fixture
async def fleet(stage: Stage, server_url: str, tmp_path: Path) -> AsyncIterator[Fleet]:
    """Two and two, behind a balancer; none is started yet."""
    ports = [free_port(), free_port()]
    async with Balancer(ports).open() as balancer:
        settings = {
            "TELEGRAM_API_URL": stage.sandbox.url,
            "TELEGRAM_BOT_TOKEN": stage.sandbox.token,
            "DATABASE_URL": server_url,
            "LEGWISE_KEY": stage.key,
            "LEGWISE_MESSAGES_PER_SECOND": str(RATE),
            "WEBHOOK_URL": f"http://127.0.0.1:{balancer.port}/updates",
        }
        web = [process(tmp_path, "web", {**settings, "PORT": str(port)}) for port in ports]
        yield Fleet(web, [process(tmp_path, "worker", settings) for _ in range(2)], server_url)


def process(folder: Path, command: str, settings: dict[str, str]) -> BotProcess:
    return BotProcess(folder, settings, command)


def free_port() -> int:
    with socket.socket() as any_free:
        any_free.bind(("127.0.0.1", 0))
        port: int = any_free.getsockname()[1]
        return port


async def begun(stage: Stage, workers: list[BotProcess]) -> None:
    """Wait until updates are delivered and somebody sends."""
    await stage.sandbox.until(lambda: stage.sandbox.world.updates.webhook is not None, PATIENCE)
    telling = [asyncio.ensure_future(w.tells(BEGINS, seconds=PATIENCE)) for w in workers]
    await asyncio.wait(telling, return_when=asyncio.FIRST_COMPLETED)
    for one in telling:
        one.cancel()
    await asyncio.gather(*telling, return_exceptions=True)


def sends_now(process: BotProcess) -> bool:
    """Whether it has the duty, by its own account."""
    told = [line for line in process.errors if "send" in line]
    return bool(told) and "from now on" in told[-1]


async def test_whichever_process_is_killed_nothing_is_lost_and_hardly_anything_repeated(
    stage: Stage, fleet: Fleet, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox = stage.sandbox
    calm = [Walker(sandbox.user("Zoe"), script) for script in range(SCRIPTS)]
    walkers = [Walker(sandbox.user("Ana"), number % SCRIPTS) for number in range(CHATS)]
    kills: list[int] = []
    async with AsyncExitStack() as running:
        for one in fleet.all:
            await running.enter_async_context(one.running())
        async with asyncio.TaskGroup() as walks:
            for walker in calm:
                walks.create_task(walker.walk())
        expected = [visible(sandbox, walker.person) for walker in calm]
        async with asyncio.TaskGroup() as walks:
            for walker in walkers:
                walks.create_task(walker.walk())
            await kill_now_and_then(stage, fleet, walkers, kills)
        await sandbox.quiet(0.3, PATIENCE)
        ends = await asyncio.gather(*(one.end(signal.SIGTERM) for one in fleet.all))
        assert ends == [0] * 4
    repeated = sum(len(set_of_repeats(sandbox, walker.person, kills)) for walker in walkers)
    assert [visible(sandbox, walker.person) for walker in walkers] == [
        expected[walker.script] for walker in walkers
    ]
    async with opened(Server(fleet.url), Codec([stage.key])) as memory:
        assert await memory.pending() == []
        for walker in walkers:
            kept = (await memory.load(ChatKey(walker.person.id)))[0].run
            assert kept is not None
            assert {q: a.values for q, a in kept.answers.items()} == walker.answers
    with capsys.disabled():
        print(  # noqa: T201  what the run is for
            f"\nprocesses=4 kills={len(kills)} chats={CHATS}"
            f" repeats={repeated} (at most one a chat and kill) lost=0"
        )


async def kill_now_and_then(
    stage: Stage, fleet: Fleet, walkers: list[Walker], kills: list[int]
) -> None:
    """Kill one of the processes and start it again, each kind in turn."""
    chance, sandbox = random.Random(2026), stage.sandbox

    def over() -> bool:
        return all(walker.ended for walker in walkers)

    def called(times: int) -> Callable[[], bool]:
        return lambda: len(sandbox.calls) >= times or over()

    for number in range(KILLS):
        await sandbox.until(called(len(sandbox.calls) + chance.randint(*CALLS_BETWEEN)), PATIENCE)
        assert not over()
        victims = fleet.web if number % 2 else [w for w in fleet.workers if sends_now(w)]
        victim = chance.choice(victims or fleet.workers)
        assert await victim.end(signal.SIGKILL) == -signal.SIGKILL
        kills.append(len(sandbox.calls))
        await victim.start()


async def test_another_worker_takes_over_within_ten_seconds(stage: Stage, fleet: Fleet) -> None:
    ana = stage.sandbox.user("Ana")
    async with AsyncExitStack() as running:
        for one in (fleet.web[0], *fleet.workers):
            await running.enter_async_context(one.running())
        await begun(stage, fleet.workers)
        await play(ana, "> /start\n(begin:leg-check)")
        first, second = sorted(fleet.workers, key=sends_now, reverse=True)
        await first.end(signal.SIGKILL)
        ana.send("/about")
        await second.tells(BEGINS, seconds=10)
        await play(ana, "Free software")
    number = stage.sandbox.token.partition(":")[0]
    assert [tuple(row) for row in await statement(fleet.url, "SELECT duty, term FROM leases")] == [
        (f"sending for {number}", 2)
    ]


async def test_a_worker_that_is_stopped_leaves_at_once(stage: Stage, fleet: Fleet) -> None:
    ana = stage.sandbox.user("Ana")
    async with AsyncExitStack() as running:
        for one in (fleet.web[0], *fleet.workers):
            await running.enter_async_context(one.running())
        await begun(stage, fleet.workers)
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
        await begun(stage, fleet.workers)
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
