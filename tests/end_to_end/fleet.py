"""Two processes that take updates behind a balancer, two that send, one database."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox import Sandbox
from tests.end_to_end.balancer import Balancer
from tests.end_to_end.process import BotProcess, settings_of
from tests.end_to_end.walkers import PATIENCE
from tests.ports import free_port

BEGINS = "this process sends from now on"


@dataclass
class Fleet:
    """The processes, by what they are."""

    web: list[BotProcess]
    workers: list[BotProcess]
    url: str  # of the database

    @property
    def all(self) -> list[BotProcess]:
        return [*self.web, *self.workers]

    def web_or_sender(self, number: int) -> Sequence[BotProcess]:
        """Each kind in turn; of the workers the one that sends, where one does."""
        if number % 2:
            return self.web
        return [worker for worker in self.workers if sends_now(worker)] or self.workers


@asynccontextmanager
async def a_fleet(sandbox: Sandbox, database: str, key: str, folder: Path) -> AsyncIterator[Fleet]:
    """Two and two; none is started yet."""
    ports = [free_port(), free_port()]
    async with Balancer(ports).open() as balancer:
        url = f"http://127.0.0.1:{balancer.port}/updates"
        settings = settings_of(sandbox, database, key) | {"WEBHOOK_URL": url}
        web = [BotProcess(folder, {**settings, "PORT": str(port)}, "web") for port in ports]
        yield Fleet(web, [BotProcess(folder, settings, "worker") for _ in range(2)], database)


async def begun(sandbox: Sandbox, workers: list[BotProcess]) -> None:
    """Wait until updates are delivered and somebody sends."""
    await sandbox.until(lambda: sandbox.world.updates.webhook is not None, PATIENCE)
    telling = [asyncio.ensure_future(w.tells(BEGINS, seconds=PATIENCE)) for w in workers]
    await asyncio.wait(telling, return_when=asyncio.FIRST_COMPLETED)
    for one in telling:
        one.cancel()
    await asyncio.gather(*telling, return_exceptions=True)


def sends_now(process: BotProcess) -> bool:
    """Whether it has the duty, by its own account."""
    told = [line for line in process.errors if "send" in line]
    return bool(told) and "from now on" in told[-1]
