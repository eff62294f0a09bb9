"""The bots as processes of their own: ours, and the same check by other libraries' ways."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import script
from bench.bot_api import BotApi
from bench.peers.duty import PATH
from bench.play import moves
from bench.process import environment
from bench.wire import TOKEN

RATE = "1000"  # messages a second: what Telegram allows is not what is measured

Command = Callable[[str, Path, int | None], tuple[list[str], dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Rival:
    """A bot, by its command line and its settings."""

    name: str
    command: Command

    @asynccontextmanager
    async def running(self, api: BotApi, folder: Path, port: int | None) -> AsyncIterator[int]:
        """Its process's number, once it serves; stopped in good order at the end."""
        arguments, settings = self.command(api.url, folder, port)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, *arguments),
            cwd=folder,
            env=environment(**settings),
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:
            opening = asyncio.ensure_future(api.open.wait())
            ending = asyncio.ensure_future(process.wait())
            await asyncio.wait({opening, ending}, return_when=asyncio.FIRST_COMPLETED)
            opening.cancel()
            if process.returncode is not None:
                raise RuntimeError(f"{self.name} ended with {process.returncode}")
            yield process.pid
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


def our_settings(url: str, database: str, webhook: int | None) -> dict[str, str]:
    """
    Args:
        url: Of the Bot API server.
        webhook: The port that updates are posted to; None to ask for them.
    """
    settings = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "DATABASE_URL": database,
        "LEGWISE_MESSAGES_PER_SECOND": RATE,
    }
    if webhook is not None:
        settings["WEBHOOK_URL"] = f"http://127.0.0.1:{webhook}/{PATH}"
    return settings


def _ours(url: str, folder: Path, port: int | None) -> tuple[list[str], dict[str, str]]:
    settings = our_settings(url, f"sqlite:///{folder / 'legwise.db'}", port)
    where = {} if port is None else {"PORT": str(port)}
    return ["-m", "bot", "run"], settings | where


def _peer(module: str) -> Command:
    def command(url: str, folder: Path, port: int | None) -> tuple[list[str], dict[str, str]]:
        said = folder / "script.json"
        script.write(said, moves())
        told = [url, TOKEN, str(said), str(folder / "kept")]
        return ["-m", module, *told, *([] if port is None else [str(port)])], {}

    return command


OURS = Rival("legwise", _ours)
RIVALS = (
    OURS,
    Rival("ConversationHandler, pickled", _peer("bench.peers.ptb")),
    Rival("aiogram, its SQLite storage", _peer("bench.peers.aiogram_bot")),
)
