"""Telegram without a network: an HTTP client that answers at once.

It takes the place of python-telegram-bot's own client, below all bots alike, so that all still write
their parameters and read JSON.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from telegram.request import BaseRequest, RequestData

from bench.play import FIRST_CHAT, ME, message, moves, reply

TOKEN = "1:bench"  # noqa: S105  opens nothing
NOWHERE = "http://127.0.0.1:9"

_YES = reply(True)
_QUESTION = reply(message(FIRST_CHAT, moves()[5].sends[-1]))
_ANSWERS = {
    "getMe": reply({"id": 1, "is_bot": True, "first_name": "Legwise", "username": ME}),
    "sendMessage": _QUESTION,
    "editMessageText": _QUESTION,
}


class Wire(BaseRequest):
    """Hands out prepared updates and takes everything.

    `dry` is set when updates are asked for and none is left; `full` when `wanted` calls were made that
    tell people something.
    """

    def __init__(self, batches: Sequence[bytes], wanted: int = 0) -> None:
        self._batches = list(reversed(batches))
        self._wanted = wanted
        self.calls = 0
        self.rest: Callable[[], Awaitable[None]] | None = None  # lets what is under way finish
        self.dry = asyncio.Event()
        self.full = asyncio.Event()

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing has to be opened."""

    async def shutdown(self) -> None:
        """Nothing has to be closed."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Answer as Telegram would, if it took no time."""
        del method
        params = request_data.json_parameters if request_data is not None else {}
        return 200, await self.answer(url.rpartition("/")[2], params)

    async def answer(self, name: str, params: Mapping[str, str]) -> bytes:
        """The body of the answer to one call."""
        if name == "getUpdates":
            return await self.updates(params)
        self.made(name)
        return _ANSWERS.get(name, _YES)

    def made(self, name: str) -> None:
        """Count a call."""
        if name in {"sendMessage", "editMessageText", "answerCallbackQuery"}:
            self.calls += 1
            if self.calls == self._wanted:
                self.full.set()

    async def updates(self, params: Mapping[str, str]) -> bytes:
        """Hand out the next batch, or none for as long as the bot waits."""
        if self._batches:
            return self._batches.pop()
        self.dry.set()
        if params.get("timeout", "0") != "0":
            await asyncio.Event().wait()  # for ever: whoever stops polling cancels this
        return reply([])
