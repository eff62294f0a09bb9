"""The way from a bot to a sandbox without a network between: an HTTP client that is answered in the same process."""

import asyncio
import json
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.sandbox import Sandbox
from bot.sandbox.params import Params, Upload


class Through(BaseRequest):
    """Takes the place of python-telegram-bot's client, below everything that is the bot's."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._api = sandbox.api

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
        del method
        values = request_data.json_parameters if request_data is not None else {}
        files = (request_data.multipart_data or {}) if request_data is not None else {}
        uploads = {
            name: Upload(f[0], f[2], f[1]) for name, f in files.items() if isinstance(f[1], bytes)
        }
        params = Params(values, uploads)
        name = url.rpartition("/")[2]
        answer = await self._api.answer(self._api.token, name, params, _patience)
        assert answer is not None
        return answer[0], json.dumps(answer[1]).encode()


async def _patience(seconds: float | None) -> None:
    await asyncio.sleep(seconds or 0)
