"""Legwise on PostgreSQL, one process and two that take updates with one that sends, beside one on SQLite.

`python -m bench.postgres [--chats N] [--rounds N]`
"""

import asyncio
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import psutil

from bench.bot_api import BotApi, served
from bench.crowd import Crowd
from bench.play import FIRST_CHAT, calls_per_chat, moves
from bench.process import environment, memory
from bench.report import Figure, circumstances, heading, summary, table
from bench.rivals import our_settings
from bench.sizes import sizes
from tests.end_to_end.balancer import Balancer
from tests.ports import free_port
from tests.postgres import LOCAL, Cluster, a_cluster, server_version

CHATS, ROUNDS = 60, 3
WARM_UP = 20  # chats; the sender has its turn by then
LOOKING = 0.3  # seconds between two looks whether a process listens

ALONE = "SQLite, one process"
ONE = "PostgreSQL, one process"
FLEET = "PostgreSQL, 2 web + 1 worker"
PROCESSES = {ALONE: ("run",), ONE: ("run",), FLEET: ("web", "web", "worker")}
SERVER = "server"

ABOUT = """\
{chats} people, {updates} updates each, over real HTTP: posted to a webhook, forty at once; {calls} calls a person
to a Bot API server that does next to nothing. Each person goes on as soon as the bot has. {server}, which syncs
every commit. Medians of {rounds} rounds, in which they take turns; this computer has {cores} cores for all of it.
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """Updates a second, milliseconds a person waits; of each process, CPU milliseconds an update and peak MB."""

    rate: float
    waits: float
    cpu: dict[str, float]
    peaks: dict[str, float]


async def watch(name: str, cluster: Cluster, chats: int) -> Seen:
    """
    Raises:
        RuntimeError: It did not say what it should, so that the figures mean nothing.
    """
    crowd = Crowd(lambda update: api.push(update))  # noqa: PLW0108  it is served later
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        api = await stack.enter_async_context(served(crowd.said))
        database, postmaster = f"sqlite:///{folder / 'legwise.db'}", None
        if name != ALONE:
            database = await stack.enter_async_context(cluster.database())
            postmaster = await _postmaster(database)
        pids = await stack.enter_async_context(_running(name, api, database, folder))
        await crowd.at_once(FIRST_CHAT, WARM_UP)
        await api.settled(WARM_UP)
        before = _cpu(pids, postmaster)
        took = await crowd.at_once(FIRST_CHAT + WARM_UP, chats)
        await api.settled(chats)
        after = _cpu(pids, postmaster)
        peaks = {part: memory(pid)[1] or 0.0 for part, pid in pids.items()}
    updates = chats * len(moves())
    cpu = {part: 1000 * (after[part] - before[part]) / updates for part in after}
    return Seen(updates / took, 1000 * statistics.median(crowd.waited), cpu, peaks)


@asynccontextmanager
async def _running(
    name: str, api: BotApi, database: str, folder: Path
) -> AsyncIterator[dict[str, int]]:
    """The processes' numbers, once all of them serve; stopped in good order at the end."""
    ports = [free_port() for part in PROCESSES[name] if part != "worker"]
    async with Balancer(ports).open() as balancer, AsyncExitStack() as stack:
        settings = our_settings(api.url, database, balancer.port)
        pids = {}
        for number, part in enumerate(PROCESSES[name]):
            where = {"PORT": str(ports[number])} if number < len(ports) else {}
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", part),
                cwd=folder,
                env=environment(**settings, **where),
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
            )
            stack.push_async_callback(_stop, process)
            pids[f"{part} {number + 1}"] = process.pid
        for port in ports:
            await _listens(port)
        await api.open.wait()
        yield pids


async def _stop(process: asyncio.subprocess.Process) -> None:
    process.terminate()
    await process.wait()


async def _listens(port: int) -> None:
    while True:
        try:
            _, there = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(LOOKING)
        else:
            there.close()
            return


async def _postmaster(database: str) -> int:
    connection = await asyncpg.connect(database)
    try:
        told = await connection.fetchval("SELECT pg_read_file('postmaster.pid')")
    finally:
        await connection.close()
    return int(str(told).split("\n", 1)[0])


def _cpu(pids: dict[str, int], postmaster: int | None) -> dict[str, float]:
    """Seconds that each process has used; the database server's together."""
    used = {part: _used(psutil.Process(pid)) for part, pid in pids.items()}
    if postmaster is not None:
        server = psutil.Process(postmaster)
        used[SERVER] = sum(map(_used, [server, *server.children()]))
    return used


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    # Of those who are gone, their parent has the time.
    return float(times.user + times.system + times.children_user + times.children_system)


def main(chats: int = CHATS, rounds: int = ROUNDS) -> list[Figure]:
    heading("PostgreSQL")
    about = {"updates": len(moves()), "calls": calls_per_chat(), "cores": psutil.cpu_count()}
    print(ABOUT.format(chats=chats, rounds=rounds, server=server_version(), **about))
    seen: dict[str, list[Seen]] = defaultdict(list)
    with a_cluster(LOCAL) as cluster:
        for _ in range(rounds):
            for name in PROCESSES:
                seen[name].append(asyncio.run(watch(name, cluster, chats)))
    head = (
        *("", "updates/s", "by SQLite's", "p50 ms", "CPU ms an update: ours", "each", "server"),
        "peak MB of each",
    )
    rows = [_row(name, seen[name], seen[ALONE]) for name in PROCESSES]
    table(head, rows)
    return [
        Figure(
            f"updates/s, CPU and peak MB, {name}", "shown", f"{rate}; {cpu} ms; {peaks}", kept=True
        )
        for name, rate, _, _, cpu, _, _, peaks in rows
    ]


def _row(name: str, lives: list[Seen], alone: list[Seen]) -> tuple[str, ...]:
    rate = statistics.median(life.rate for life in lives)
    beside = statistics.median(one.rate / two.rate for one, two in zip(lives, alone, strict=True))
    waits = statistics.median(life.waits for life in lives)
    parts = {part: statistics.median(life.cpu[part] for life in lives) for part in lives[0].cpu}
    server = parts.pop(SERVER, None)
    peaks = {part: statistics.median(life.peaks[part] for life in lives) for part in parts}
    return (
        name,
        f"{rate:,.0f}",
        f"× {beside:.2f}",
        f"{waits:.0f}",
        f"{sum(parts.values()):.2f}",
        ", ".join(f"{part.split()[0]} {cpu:.2f}" for part, cpu in parts.items()),
        "" if server is None else f"{server:.2f}",
        ", ".join(f"{part.split()[0]} {peak:.0f}" for part, peak in peaks.items()),
    )


if __name__ == "__main__":
    given = sizes("postgres", __doc__, chats=CHATS, rounds=ROUNDS)
    circumstances()
    summary(("python -m bench.postgres", each) for each in main(**given))
