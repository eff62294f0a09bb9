"""The bot as its operator starts it: a process of its own, with settings in the environment."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bot.sandbox import Sandbox
from bot.sandbox.bell import Signal

ROOT = Path(__file__).resolve().parents[2]


def settings_of(
    sandbox: Sandbox, database: str, key: str, messages_per_second: int = 1000
) -> dict[str, str]:
    """What makes a bot of the sandbox; by default one that waits for no limit of Telegram's."""
    return {
        "TELEGRAM_API_URL": sandbox.url,
        "TELEGRAM_BOT_TOKEN": sandbox.token,
        "DATABASE_URL": database,
        "LEGWISE_KEY": key,
        "LEGWISE_MESSAGES_PER_SECOND": str(messages_per_second),
    }


class BotProcess:
    """`python -m bot run`, or another of its commands, as often as it is started."""

    def __init__(self, folder: Path, settings: Mapping[str, str], command: str = "run") -> None:
        self.folder, self._command = folder, command
        self.settings = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
            "PYTHONWARNINGS": "error",
            "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],  # flows are proved once for all of them
            **settings,
        }
        self._running: asyncio.subprocess.Process | None = None
        self._listening: asyncio.Task[None] | None = None
        self._told = Signal()
        self.errors: list[str] = []  # lines on stderr

    @property
    def module_and_arguments(self) -> tuple[str, ...]:
        """What Python is to run."""
        return "bot", self._command

    @property
    def out(self) -> str:
        return (self.folder / "out").read_text(encoding="utf-8")

    async def start(self) -> None:
        with (self.folder / "out").open("ab") as out:
            self._running = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", *self.module_and_arguments),
                cwd=self.folder,
                env=self.settings,
                stdout=out,
                stderr=asyncio.subprocess.PIPE,
            )
        self._listening = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        assert self._running is not None
        assert self._running.stderr is not None
        async for line in self._running.stderr:
            self.errors.append(line.decode().rstrip())
            self._told.ring()

    async def tells(self, words: str, times: int = 1, seconds: float = 20.0) -> None:
        """Wait until so many lines on stderr have these words in them."""
        async with asyncio.timeout(seconds):
            while len([line for line in self.errors if words in line]) < times:
                await self._told.wait()

    def send(self, sent: signal.Signals) -> None:
        assert self._running is not None
        self._running.send_signal(sent)

    async def end(self, by: signal.Signals | None, seconds: float = 10.0) -> int:
        """Send a signal, or just wait; return the exit code, minus the signal's number where it killed."""
        assert self._running is not None
        assert self._listening is not None
        if by is not None:
            self.send(by)
        async with asyncio.timeout(seconds):
            code = await self._running.wait()
            await self._listening
        return code

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Started; afterwards gone, however it went."""
        await self.start()
        try:
            yield
        finally:
            if self._running is not None and self._running.returncode is None:
                await self.end(signal.SIGKILL)
