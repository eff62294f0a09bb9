"""How long a person waits at rest: from an update in intake's hands until the reply leaves.

One update at a time: the next comes when all is done about the one before, as from a single person.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from bench import strangers
from bench.ours import OurWire, serve, store_at
from bench.play import FIRST_CHAT, moves, reply, updates
from bench.report import heading, table

CHATS = 30
WARM_UP = 2
LIMIT_MS = 50


class Watched(OurWire):
    """Hands out the next update once nothing is under way, and notes when its reply leaves."""

    def __init__(self, batches: list[bytes]) -> None:
        super().__init__(batches)
        self._began = 0.0
        self.waited: list[float] = []  # milliseconds

    async def updates(self, params: Mapping[str, str]) -> bytes:
        if self.rest is not None:
            await self.rest()
        found = await super().updates(params)
        self._began = time.perf_counter()
        return found

    def made(self, name: str) -> None:
        super().made(name)
        if name == "sendMessage":  # each update of a plain check is replied to with one message
            self.waited.append(1000 * (time.perf_counter() - self._began))


async def measure(chats: int) -> list[float]:
    """Wait for every reply of some checks, one after another.

    Returns:
        Milliseconds, an update each, smallest first.

    Raises:
        RuntimeError: Not every update was replied to.
    """
    wire = Watched([reply([one]) for one in updates(range(FIRST_CHAT, FIRST_CHAT + chats))])
    with tempfile.TemporaryDirectory() as folder:
        async with store_at(Path(folder, "legwise.db")) as store:
            await serve(store, wire)
    if len(wire.waited) != chats * len(moves()):
        raise RuntimeError(f"{len(wire.waited)} replies to {chats * len(moves())} updates")
    return sorted(wire.waited)


def main() -> None:
    heading("Latency at rest")
    print(
        f"{CHATS * len(moves())} updates, one at a time: from getUpdates' answer until sendMessage is"
        f" called. Below it the core's\npart alone, for {strangers.PEOPLE:,} people who each answer in"
        f" their own way. Aim: p99 under {LIMIT_MS} ms.\n"
    )
    asyncio.run(measure(WARM_UP))
    rows = [
        _row("ms until the reply leaves", asyncio.run(measure(CHATS))),
        _row("ms of a step, answers of all kinds", strangers.measure()),
    ]
    table(("", "p50", "p99", "longest", ""), rows)


def _row(name: str, waited: list[float]) -> tuple[str, ...]:
    p50, p99 = statistics.median(waited), waited[round(0.99 * len(waited)) - 1]
    figures = (f"{ms:.2f}" for ms in (p50, p99, waited[-1]))
    return name, *figures, "good" if p99 < LIMIT_MS else "TOO SLOW"


if __name__ == "__main__":
    main()
