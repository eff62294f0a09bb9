"""Telegram's Bot API, through python-telegram-bot's request layer: its errors, raw replies."""

import os
from collections.abc import Mapping
from typing import Any, Protocol, Self

from telegram.request import BaseRequest

from bot.outbound.connections import Connections
from bot.outbound.form import form
from bot.outbound.patience import Patience

# How long getUpdates waits for something to happen. On a connection that is dead it waits in vain:
# nobody is heard so long, and as much longer as any answer may take.
POLL_SECONDS = 10
ANSWER_SECONDS = 5.0  # for an answer
MESSAGE_SECONDS = 10.0  # the same where a message was sent, which comes twice if it is sent again

# The library warns at every 429 until one opts in to what it is going to do anyway.
os.environ.setdefault("PTB_TIMEDELTA", "true")


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
            Connections(url, 1, Patience(POLL_SECONDS + ANSWER_SECONDS)),
            Connections(url, 64, Patience(ANSWER_SECONDS, MESSAGE_SECONDS)),
        )
        self._methods = f"{url}/bot{token}"

    async def __aenter__(self) -> Self:
        for request in self._requests:
            await request.initialize()
        return self

    async def __aexit__(self, *_: object) -> None:
        for request in self._requests:
            await request.shutdown()

    async def call(self, method: str, params: Mapping[str, Any]) -> Any:
        polling, calling = self._requests
        request = polling if method == "getUpdates" else calling
        return await request.post(f"{self._methods}/{method}", form(params))
