"""The whole bot against the sandbox, over real HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import serve
from bot.clock import ScaledClock
from bot.config import Config
from bot.keys import new_key
from bot.load import load_library, load_texts
from bot.outbound.api import TelegramApi
from bot.sandbox import Sandbox
from bot.store.codec import Codec
from bot.store.sqlite import SqliteStore

TEXTS = load_texts()
LIBRARY = load_library(Config(), TEXTS)


@dataclass
class Stage:
    """A sandbox that outlives the bot, and the bot's memory on disk."""

    sandbox: Sandbox
    file: Path
    key: str = field(default_factory=new_key)
    clock: ScaledClock = field(default_factory=lambda: ScaledClock(0, datetime(2026, 11, 24, 3, tzinfo=UTC)))

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[None]:
        """Let the bot run; leaving stops it in good order."""
        stop = asyncio.Event()
        store = await SqliteStore.open(self.file, Codec((self.key,)), timedelta(days=30))
        try:
            async with TelegramApi(self.sandbox.token, self.sandbox.url) as api:
                bot = asyncio.create_task(
                    serve(api, store, LIBRARY, TEXTS, "legwise_bot", self.clock, stop)
                )
                try:
                    yield
                finally:
                    stop.set()
                    await bot
        finally:
            await store.close()


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Sandbox() as sandbox:
        yield Stage(sandbox, tmp_path / "legwise.db")
