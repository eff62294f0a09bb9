"""Having Telegram deliver: where to, and the server it finds there."""

import asyncio
import contextlib
import hashlib
import hmac
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import structlog
import uvicorn
from starlette.types import ASGIApp
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.inbound.read import ALLOWED
from bot.outbound.api import Api
from bot.outbound.pauses import growing_pauses, stopped

CONNECTIONS = 40  # deliveries at once; Telegram takes up to 100
GRACE = 5  # seconds for what is in hand at a stop

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Address:
    """Where Telegram delivers to, and where this process listens for it."""

    url: str = field(repr=False)
    secret: str = field(repr=False)
    host: str
    port: int

    @property
    def path(self) -> str:
        return urlsplit(self.url).path


def usual_secret(token: str) -> str:
    """The secret where none is set: the same in every process, and no clue to the token."""
    return hmac.new(token.encode(), b"legwise webhook", hashlib.sha256).hexdigest()


async def ask_for_delivery(api: Api, address: Address, stop: asyncio.Event) -> None:
    """Tell Telegram where to deliver, trying until it has understood. What waits is kept.

    Raises:
        BadRequest: Telegram does not like the address.
        InvalidToken: Telegram does not know the bot.
    """
    wanted = {
        "url": address.url,
        "secret_token": address.secret,
        "allowed_updates": list(ALLOWED),
        "max_connections": CONNECTIONS,
    }
    for pause in growing_pauses():
        try:
            await api.call("setWebhook", wanted)
        except (BadRequest, InvalidToken):
            raise
        except TelegramError as error:
            _log.warning("Telegram is out of reach; trying again", reason=error.message)
        else:
            return
        if await stopped(stop, pause):
            return


class Door(uvicorn.Server):
    """An HTTP server that ends with a stop and leaves the process's signals alone."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        """Bind at once.

        Raises:
            OSError: The port is taken, or not ours to have.
        """
        super().__init__(
            uvicorn.Config(
                app,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=GRACE,
            )
        )
        self._socket = _bound(host, port)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the program around us."""
        yield

    async def serve_until(self, stop: asyncio.Event) -> None:
        serving = asyncio.ensure_future(self.serve([self._socket]))
        stopping = asyncio.ensure_future(stop.wait())
        try:
            await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            self.should_exit = True
            await serving
            self._socket.close()


def _bound(host: str, port: int) -> socket.socket:
    family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(where)
    except OSError:
        bound.close()
        raise
    bound.listen(1024)
    return bound
