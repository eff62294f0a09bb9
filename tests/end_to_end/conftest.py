"""The whole bot against the sandbox, over real HTTP."""

import asyncio
from collections.abc import AsyncIterator, Callable, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.app.intake import Intake, poll
from bot.app.parts import Parts
from bot.app.serving import serve
from bot.clock import ScaledClock
from bot.flow.state import State
from bot.keys import new_key
from bot.outbound.api import Api, TelegramApi
from bot.outbound.windows import Limit
from bot.sandbox import Person, Sandbox
from bot.store import ChatKey, Store
from bot.store.codec import Codec
from bot.store.sqlite import SqliteStore
from tests.end_to_end.chats import LIBRARY, TEXTS
from tests.end_to_end.process import BotProcess, settings_of

ME = "legwise_sandbox_bot"
RATE = 1000  # messages a second: nobody here waits for Telegram's limits
NIGHT = datetime(2026, 11, 24, 3, tzinfo=UTC)


@dataclass
class Stage:
    """A sandbox that outlives the bot, the bot's memory on disk, and what it logged."""

    sandbox: Sandbox
    file: Path
    log: list[MutableMapping[str, Any]]
    key: str = field(default_factory=new_key)
    clock: ScaledClock = field(default_factory=lambda: ScaledClock(0, NIGHT))
    troubled: bool = False  # whether errors may be logged

    @asynccontextmanager
    async def memory(self) -> AsyncIterator[SqliteStore]:
        """The bot's memory, while no bot has it."""
        store = await SqliteStore.open(self.file, Codec((self.key,)), timedelta(days=30))
        try:
            yield store
        finally:
            await store.close()

    @asynccontextmanager
    async def bot(
        self,
        store: Store | None = None,
        through: Callable[[Api], Api] = lambda api: api,
        intake: Intake = poll,
    ) -> AsyncIterator[None]:
        """Let the bot run; leaving stops it in good order.

        Args:
            store: Its memory, if not the usual file.
            through: Puts something between the bot and Telegram.
            intake: How it gets its updates.
        """
        if store is None:
            async with self.memory() as own, self.bot(own, through, intake):
                yield
            return
        stop = asyncio.Event()
        async with TelegramApi(self.sandbox.token, self.sandbox.url) as api:
            bot = asyncio.create_task(
                serve(
                    Parts(through(api), store, LIBRARY, TEXTS, ME, self.clock, RATE), stop, intake
                )
            )
            try:
                yield
            finally:
                stop.set()
                await bot

    async def remembered(self, person: Person) -> State:
        """What is kept of somebody. No bot may be running."""
        async with self.memory() as store:
            return (await store.load(ChatKey(person.id)))[0]

    def refused(self) -> list[str]:
        """What the sandbox refused as Telegram would, planned trouble left out.

        The poll of a bot that has gone is ended by its successor's, and no refusal.
        """
        return [
            f"{call.method}: {call.code} {call.description}"
            for call in self.sandbox.calls
            if call.code not in {None, 200}
            and call.fault is None
            and (call.method, call.code) != ("getUpdates", 409)
        ]

    def errors(self) -> list[MutableMapping[str, Any]]:
        return [line for line in self.log if line["log_level"] in {"error", "critical"}]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again soon, and tap as no thumb can: nobody's patience is tested here."""
    monkeypatch.setattr("bot.outbound.windows.PRIVATE", Limit(RATE, 1.0))
    monkeypatch.setattr("bot.outbound.pauses.FIRST", 0.01)
    monkeypatch.setattr("bot.outbound.pauses.LONGEST", 0.1)
    monkeypatch.setattr("bot.intake.polling.STANDBY", 0.05)
    monkeypatch.setattr("bot.outbound.api.ANSWER_SECONDS", 0.5)
    monkeypatch.setattr("bot.outbound.api.MESSAGE_SECONDS", 0.5)


@pytest.fixture
async def stage(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Stage]:
    """A stage for one test; afterwards no error may have been logged, unless one was expected."""
    with capture_logs() as log:
        async with Sandbox() as sandbox:
            stage = Stage(sandbox, tmp_path / "legwise.db", log)
            yield stage
    assert stage.troubled or not stage.errors()
    assert not [r for r in caplog.get_records("call") if r.name == "asyncio"]


@pytest.fixture
def process(stage: Stage, tmp_path: Path) -> BotProcess:
    """The bot as a process, on the stage's sandbox and memory."""
    return BotProcess(
        tmp_path,
        settings_of(stage.sandbox, f"sqlite:///{stage.file}", stage.key) | {"LEGWISE_LOG": "debug"},
    )
