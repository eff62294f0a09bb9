"""Telegram's Bot API, through python-telegram-bot's client: its connections, its errors, raw replies."""

import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, Self

from telegram import Bot, InputFile
from telegram.request import BaseRequest
from telegram.warnings import PTBUserWarning

from bot.outbound.connections import Connections, Patience

POLL_SECONDS = 50  # how long getUpdates waits for something to happen
ANSWER_SECONDS = 5.0  # how long any other call may take

# do_api_request warns that the library has a method of its own for this, whose replies are objects
# that nobody reads here.
warnings.filterwarnings("ignore", message="Please use 'Bot", category=PTBUserWarning)
# The library warns at every 429 until one opts in to what it is going to do anyway.
os.environ.setdefault("PTB_TIMEDELTA", "true")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes with a call, as the value of one of its parameters; its name's ending says what it is."""

    name: str
    data: bytes


class Api(Protocol):
    """Makes one call and returns Telegram's result as JSON; raises python-telegram-bot's errors."""

    async def call(self, method: str, params: Mapping[str, Any]) -> Any: ...


class TelegramApi:
    """The real one. `async with` closes its connections."""

    def __init__(
        self, token: str, url: str, requests: tuple[BaseRequest, BaseRequest] | None = None
    ) -> None:
        """
        Args:
            url: The Bot API server, without a slash at its end.
            requests: HTTP clients for polling and for the rest, in place of the usual ones.

        Raises:
            UnusableProxy: The environment names a proxy that cannot be used.
        """
        self._requests = requests or (
            Connections(url, 1, Patience(POLL_SECONDS + 10)),
            Connections(url, 64, Patience(ANSWER_SECONDS)),
        )
        polling, calling = self._requests
        self._bot = Bot(
            token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=calling,
            get_updates_request=polling,
        )

    async def __aenter__(self) -> Self:
        # Not Bot.initialize: it calls getMe, and start-up wants to try that again and again.
        for request in self._requests:
            await request.initialize()
        return self

    async def __aexit__(self, *_: object) -> None:
        for request in self._requests:
            await request.shutdown()

    async def call(self, method: str, params: Mapping[str, Any]) -> Any:
        ready = {name: _uploaded(value) for name, value in params.items()}
        return await self._bot.do_api_request(method, api_kwargs=ready)


def _uploaded(value: Any) -> Any:
    return InputFile(value.data, value.name) if isinstance(value, Upload) else value
