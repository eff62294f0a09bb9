"""PostgreSQL that restarts, crashes or loses connections, while people walk through a check."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager

import asyncpg

from bot.databases import Server
from bot.store.codec import Codec
from soak.figures import Figures, Size
from soak.progress import Progress
from soak.stage import Stage, a_stage
from soak.troubled import SCALES, Fared, Scale, Trouble, Way, aims, table, walk_through
from tests.end_to_end.crowd import undisturbed
from tests.end_to_end.fleet import a_fleet, begun
from tests.postgres import Cluster, a_cluster
from tests.store.samples import opened

SERIALIZABLE = "ALTER DATABASE {} SET default_transaction_isolation = 'serializable'"
END_SOME = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND datname = current_database() AND random() < 0.3
"""


async def soak(size: Size) -> Figures:
    scale, progress, fared = SCALES[size], Progress("database"), []
    with a_cluster() as cluster:
        for serializable in (False, True):
            async with a_stage() as stage, cluster.database() as url:
                fared += await _play(stage, cluster, url, scale, progress, serializable)
    return Figures("PostgreSQL in trouble", _done(scale), aims(fared), table(fared))


def _done(scale: Scale) -> str:
    return (
        f"In each kind of trouble {scale.people:,} people walk through a check, {scale.at_once} at once, with two"
        f" `legwise web`, two `legwise worker` and one PostgreSQL; it comes {scale.times} times, for"
        f" {scale.seconds:.0f} s each."
    )


async def _play(
    stage: Stage,
    cluster: Cluster,
    url: str,
    scale: Scale,
    progress: Progress,
    serializable: bool,
) -> list[Fared]:
    sandbox, walked = stage.sandbox, []
    async with a_fleet(sandbox, url, stage.key, stage.folder) as fleet, AsyncExitStack() as running:
        for one in fleet.all:
            await running.enter_async_context(one.running())
        await begun(sandbox, fleet.workers)
        expected = await undisturbed(sandbox)
        for trouble in _troubles(cluster, url, serializable=serializable):
            progress.say(trouble.name)
            walked.append(await walk_through(trouble, sandbox, scale))
        await asyncio.gather(*(one.end(signal.SIGTERM) for one in fleet.all))
    async with opened(Server(url), Codec([stage.key])) as memory:
        left = len(await memory.pending()) + len(sandbox.world.updates.pending)
        return [await one.fared(left, expected, memory) for one in walked]


def _troubles(cluster: Cluster, url: str, *, serializable: bool) -> Iterator[Trouble]:
    if serializable:
        yield Trouble("every transaction serializable, so that many are refused", *_serial(url))
        return
    for name, how in {"it is restarted": "fast", "it crashes": "immediate"}.items():

        async def begin(how: str = how) -> None:
            await asyncio.to_thread(cluster.stop, how)

        async def end() -> None:
            await asyncio.to_thread(cluster.start)

        yield Trouble(name, begin, end)
    drops = Drops(url)
    yield Trouble("connections are ended at random", drops.begin, drops.end)


def _serial(url: str) -> tuple[Way, Way]:
    async def begin() -> None:
        async with _connected(url) as connection:
            name = url.rpartition("/")[2]
            await connection.execute(SERIALIZABLE.format(name))
            await connection.execute(END_SOME.replace("0.3", "2"))  # new connections know of it

    async def end() -> None:
        """It stays so."""

    return begin, end


class Drops:
    """Ends some connections again and again, as a failover or a proxy does."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._ending: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        self._ending = asyncio.create_task(self._end_some())

    async def end(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
            await asyncio.gather(self._ending, return_exceptions=True)

    async def _end_some(self) -> None:
        chance = random.Random(2026)
        async with _connected(self._url) as connection:
            while True:
                await connection.execute(END_SOME)
                await asyncio.sleep(chance.uniform(0, 0.4))


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()
