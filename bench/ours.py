"""Legwise as it runs: polling, conversation, SQLite on disk, sender. Only the wire is cut."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Self

from bench.play import CLOCK, ME, words
from bench.wire import NOWHERE, TOKEN, Wire
from bot.conversation import Conversation
from bot.intake.polling import Polling
from bot.keys import new_key
from bot.outbound.api import Api, TelegramApi
from bot.outbound.calls import Writer
from bot.outbound.connections import Connections
from bot.outbound.sender import Sender
from bot.store import Store
from bot.store.codec import Codec
from bot.store.sqlite import SqliteStore

KEEP = timedelta(days=30)
KEY = new_key()
LAST_WORDS = 60.0  # seconds
RATE = 1_000_000  # messages a second: what Telegram allows is not what is measured


@dataclass(frozen=True, slots=True)
class Took:
    """How long some updates took, by the clock on the wall and of the processor."""

    updates: int
    wall: float
    cpu: float

    @property
    def rate(self) -> float:
        """Updates per second."""
        return self.updates / self.wall

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of processor time an update, all threads together."""
        return 1000 * self.cpu / self.updates


class Watch:
    """Times what is done `with` it. Garbage of earlier runs is not counted, nor what is not garbage.

    The bot sets what its start made apart from the collector; so everybody has it set apart here.
    """

    def __init__(self, updates: int) -> None:
        self._updates = updates
        self.took = Took(updates, 0, 0)

    def __enter__(self) -> Self:
        gc.collect()
        gc.freeze()
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        wall, cpu = time.perf_counter() - self._wall, time.process_time() - self._cpu
        gc.unfreeze()
        self.took = Took(self._updates, wall, cpu)


class OurWire(Wire):
    """Reads answers as the bot's own connections do."""

    parse_json_payload = staticmethod(Connections.parse_json_payload)


@asynccontextmanager
async def store_at(file: Path, codec: Codec | None = None) -> AsyncIterator[SqliteStore]:
    """The bot's own store, with all its care for the disk."""
    store = await SqliteStore.open(file, codec or Codec((KEY,)), KEEP)
    try:
        yield store
    finally:
        await store.close()


def assemble(api: Api, store: Store) -> tuple[Polling, Sender]:
    """Join the rooms as bot/app/serving.py does, with a clock that stands still."""
    library, texts = words()
    sender = Sender(api, store, Writer(texts, ME), RATE)
    return Polling(api, Conversation(library, store, sender.post, CLOCK), ME), sender


async def serve(store: Store, wire: Wire) -> None:
    """Serve until the wire has no more updates and every answer has left."""
    async with TelegramApi(TOKEN, NOWHERE, (wire, wire)) as api:
        polling, sender = assemble(api, store)
        wire.rest = partial(sender.stop, LAST_WORDS)
        stop = asyncio.Event()
        running = asyncio.create_task(polling.run(stop))
        await wire.dry.wait()  # asked for only once all before it is on disk
        stop.set()
        await running
        await sender.stop(LAST_WORDS)


async def measure(
    file: Path, prepared: list[bytes], updates: int, calls: int, codec: Codec | None = None
) -> Took:
    """Serve prepared updates from a database file.

    Raises:
        RuntimeError: Something was not done, so that the time means nothing.
    """
    wire = OurWire(prepared, calls)
    async with store_at(file, codec) as store:
        with Watch(updates) as watch:
            await serve(store, wire)
        if wire.calls != calls or await store.pending():
            raise RuntimeError(f"{wire.calls} calls were made where {calls} were due")
    return watch.took
