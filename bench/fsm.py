"""aiogram in this process, above the same cut: its session writes and reads as the real one, and sends nothing."""

import asyncio
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import TelegramMethod

from bench.ours import Took, Watch
from bench.peers.aiogram_bot import PLAIN, dispatcher, storage
from bench.play import moves
from bench.wire import TOKEN, Wire


class Cut(AiohttpSession):
    """aiogram's own session without its HTTP client."""

    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self._wire = wire

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ASYNC109  # as aiogram calls it
    ) -> Any:
        del timeout
        self.build_form_data(bot, method)
        waits = {"timeout": str(getattr(method, "timeout", None) or 0)}
        told = await self._wire.answer(method.__api_method__, waits)
        return self.check_response(bot, method, 200, told.decode()).result


async def measure(file: Path, prepared: list[bytes], updates: int, calls: int) -> Took:
    """Serve prepared updates, with the storage at its defaults."""
    wire, kept = Wire(prepared, calls), storage(file)
    found = dispatcher(moves(), kept)
    async with Bot(TOKEN, session=Cut(wire), default=PLAIN) as bot:
        with Watch(updates) as watch:
            # As tasks it would begin a chat's next update before the one before is done, and pass it over.
            serving = found.start_polling(bot, handle_as_tasks=False, handle_signals=False)
            polling = asyncio.create_task(serving)
            await wire.full.wait()
        await found.stop_polling()
        await polling
    kept.con.close()
    return watch.took
