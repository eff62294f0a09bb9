"""Several machines, each with a clock of its own that may be set, or asleep, while people walk through checks."""

import asyncio
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path

from bot.databases import Server
from bot.sandbox import Sandbox
from bot.store.codec import Codec
from soak.clocks import ASLEEP, HOUR
from soak.figures import Aim, Figures, Size
from soak.progress import Progress
from soak.setting import setting, sleep, to_and_fro
from soak.stage import Stage, a_stage
from soak.takeover import LIMIT
from soak.troubled import SCALES, Fared, Scale, Trouble, aims, needless, table, walk_through
from tests.end_to_end.crowd import undisturbed
from tests.end_to_end.false_clock import FalseClock, NoFalseClock
from tests.end_to_end.fleet import Fleet, a_fleet, begun, sends_now
from tests.end_to_end.process import BotProcess
from tests.end_to_end.walkers import PATIENCE
from tests.postgres import a_cluster
from tests.store.samples import opened

NAME = "Clocks that are set, four processes"
BOTH = "the sender is killed as the database's clock is set back by an hour"
ASLEEP_AT_WORK = "the sender is asleep"


async def soak(size: Size) -> Figures:
    scale = SCALES[size]
    try:
        async with a_stage() as stage:
            fared = await _play(stage, scale, Progress("machines"))
    except NoFalseClock as error:
        return Figures(NAME, f"Not tried: {error}.", [])
    return Figures(
        NAME, _done(scale), [*aims(fared), needless(fared), _taken_over(fared)], table(fared)
    )


def _done(scale: Scale) -> str:
    return (
        f"In each kind of trouble {scale.people:,} people walk through a check, {scale.at_once} at once, with two"
        f" `legwise web`, two `legwise worker` and one PostgreSQL; it comes {scale.times} times. Who sleeps does so for"
        f" {ASLEEP:.0f} s: a lease is five."
    )


def _taken_over(fared: list[Fared]) -> Aim:
    took = [s for one in fared if one.name == BOTH for s in one.recoveries]
    return Aim(
        f"until messages arrive again where {BOTH}",
        f"under {LIMIT:.0f} s",
        f"longest {max(took, default=0):.1f} s",
        met=bool(took) and max(took) < LIMIT,
    )


class Machines:
    """The bot's processes with one clock, the database with another."""

    def __init__(self, sandbox: Sandbox, fleet: Fleet, bots: FalseClock, base: FalseClock) -> None:
        self.sandbox, self.fleet, self.bots, self.base = sandbox, fleet, bots, base

    async def sender(self) -> BotProcess:
        """Who has the duty, once somebody has."""
        workers = self.fleet.workers
        await self.sandbox.until(lambda: any(map(sends_now, workers)), PATIENCE)
        return next(worker for worker in workers if sends_now(worker))

    async def some_web(self) -> BotProcess:
        return self.fleet.web[0]


@contextmanager
def open_folder() -> Iterator[Path]:
    """One that everybody may look into: PostgreSQL runs as nobody, and looks at its clock."""
    with tempfile.TemporaryDirectory(prefix="legwise-clocks-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@asynccontextmanager
async def _machines(stage: Stage) -> AsyncIterator[tuple[Machines, str]]:
    """All of them, at work."""
    async with AsyncExitStack() as running:
        folder = running.enter_context(open_folder())
        bots, base = FalseClock(folder / "bots"), FalseClock(folder / "database")
        cluster = running.enter_context(a_cluster(settings=base.settings))
        url = await running.enter_async_context(cluster.database())
        fleet = await running.enter_async_context(
            a_fleet(stage.sandbox, url, stage.key, stage.folder)
        )
        for one in fleet.all:
            one.settings.update(bots.settings)
            await running.enter_async_context(one.running())
        await begun(stage.sandbox, fleet.workers)
        yield Machines(stage.sandbox, fleet, bots, base), url
        await asyncio.gather(*(one.end(signal.SIGTERM) for one in fleet.all))


async def _play(stage: Stage, scale: Scale, progress: Progress) -> list[Fared]:
    sandbox, walked = stage.sandbox, []
    async with _machines(stage) as (machines, url):
        expected = await undisturbed(sandbox)
        for trouble, seconds in _troubles(machines, scale):
            progress.say(trouble.name)
            walked.append(await walk_through(trouble, sandbox, scale._replace(seconds=seconds)))
        async with opened(Server(url), Codec([stage.key])) as memory:
            left = len(await memory.pending()) + len(sandbox.world.updates.pending)
            return [await one.fared(left, expected, memory) for one in walked]


def _troubles(machines: Machines, scale: Scale) -> Iterator[tuple[Trouble, float]]:
    bots, base = machines.bots, machines.base
    for whose, clocks in {
        "all clocks are": (bots, base),
        "the database's clock is": (base,),
        "the bot's clock is": (bots,),
    }.items():
        yield setting(f"{whose} set forward by an hour", HOUR, *clocks), 0.0
        yield setting(f"{whose} set back by an hour", -HOUR, *clocks), 0.0
    wide = timedelta(minutes=20)
    yield to_and_fro("all clocks are set to and fro by 20 minutes", wide, bots, base), scale.seconds
    yield sleep(ASLEEP_AT_WORK, machines.sandbox, machines.sender), ASLEEP
    yield sleep("who takes updates is asleep", machines.sandbox, machines.some_web), ASLEEP
    yield _killed_and_set_back(machines), 0.0


def _killed_and_set_back(machines: Machines) -> Trouble:
    sandbox, killed = machines.sandbox, list[BotProcess]()
    interruptions: list[float] = []

    async def begin() -> None:
        sender = await machines.sender()
        await sender.end(signal.SIGKILL)
        interruptions.append(sandbox.world.clock())
        machines.base.move(-HOUR)
        sender.errors.clear()
        killed.append(sender)

    async def end() -> None:
        await killed[-1].start()

    return Trouble(BOTH, begin, end, interruptions)
