"""Telegram's Bot API: a call, and its result as JSON or an error of `bot.outbound.errors`."""

from collections.abc import Mapping
from typing import Any, Protocol, Self

from bot.outbound.answer import result_of
from bot.outbound.connections import Connections
from bot.outbound.form import Form, form
from bot.outbound.patience import Patience

# How long getUpdates waits for something to happen. On a connection that is dead it waits in vain:
# nobody is heard so long, and as much longer as any answer may take.
POLL_SECONDS = 10
ANSWER_SECONDS = 5.0  # for an answer
MESSAGE_SECONDS = 10.0  # the same where a message was sent, which comes twice if it is sent again


class Api(Protocol):
    """Makes one call and returns Telegram's result as JSON; raises TelegramError."""

    async def call(self, method: str, params: Mapping[str, Any]) -> Any: ...


class Carrier(Protocol):
    """Carries calls to Telegram's server."""

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def carry(self, url: str, form: Form) -> tuple[int, bytes]:
        """Make one call and bring back the answer's HTTP status and body.

        Raises:
            NetworkError: There is none.
        """
        ...


class TelegramApi:
    """The real one. `async with` closes its connections."""

    def __init__(
        self, token: str, url: str, carriers: tuple[Carrier, Carrier] | None = None
    ) -> None:
        """
        Args:
            url: The Bot API server, without a slash at its end.
            carriers: For polling and for the rest, in place of the usual ones.

        Raises:
            UnusableProxy: The environment names a proxy that cannot be used.
        """
        self._carriers = carriers or (
            Connections(url, 1, Patience(POLL_SECONDS + ANSWER_SECONDS)),
            Connections(url, 64, Patience(ANSWER_SECONDS, MESSAGE_SECONDS)),
        )
        self._methods = f"{url}/bot{token}"

    async def __aenter__(self) -> Self:
        for carrier in self._carriers:
            await carrier.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        for carrier in self._carriers:
            await carrier.close()

    async def call(self, method: str, params: Mapping[str, Any]) -> Any:
        polling, calling = self._carriers
        carrier = polling if method == "getUpdates" else calling
        return result_of(*await carrier.carry(f"{self._methods}/{method}", form(params)))
