"""Connections to Telegram's server, kept open between calls: aiohttp below python-telegram-bot's request layer.

python-telegram-bot's own client is built on httpx, whose calls cost many times the processor time; see
docs/decisions/0032-http-client.md.
"""

import asyncio
import os
import ssl
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
import certifi
from msgspec import MsgspecError, json
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.outbound.failure import must_not_have_failed
from bot.outbound.patience import Patience, Waits
from bot.outbound.proxy import proxy_to
from bot.outbound.sockets import watched

# Telegram's server closes what was idle for longer. Greeting it anew costs whoever waits two or
# three ways there and back.
IDLE = 50.0  # seconds
GIVEN = ("SSL_CERT_FILE", "SSL_CERT_DIR")  # where a host names its own authorities
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Connections(BaseRequest):
    """A pool of connections to one server. Belongs to one event loop."""

    def __init__(self, url: str, most: int, patience: Patience) -> None:
        """
        Args:
            url: The server's; its proxy is looked for once.
            most: Connections at a time; further calls wait in line.

        Raises:
            UnusableProxy: The environment names a proxy that cannot be used.
        """
        self._proxy = proxy_to(url)
        self._secure = urlsplit(url).scheme == "https"
        self._most, self._patience = most, patience
        self._waits = Waits(patience)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._patience.answer

    async def initialize(self) -> None:
        if self._session is not None:
            return
        trust = _trust(*map(os.environ.get, GIVEN)) if self._secure else True
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=self._most, keepalive_timeout=IDLE, ssl=trust, socket_factory=watched
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            proxy=self._proxy,
        )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        """Make one call, within our own patience.

        Raises:
            FailedError, TimedOut, NetworkError: See `bot.outbound.failure.undone`.
        """
        if self._session is None:
            raise RuntimeError("these connections are not open")
        files = request_data is not None and request_data.contains_files
        name = url.rpartition("/")[2]
        wait, begun = self._waits.of(name), asyncio.get_running_loop().time()
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                headers=None if files else FORM,
                timeout=self._patience.for_call(wait, files=files),
                allow_redirects=False,
            ) as response:
                code, payload = response.status, await response.read()
        except TimeoutError as error:
            self._waits.in_vain(name, wait)
            raise TimedOut from error
        except aiohttp.ClientError as error:
            # Its words may hold the address, and so the token.
            raise NetworkError(f"aiohttp.{type(error).__name__}") from error
        self._waits.answered(name, asyncio.get_running_loop().time() - begun)
        must_not_have_failed(code, payload)
        return code, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; what is no JSON is the library's to deal with."""
        try:
            read: dict[str, Any] = json.decode(payload)
        except (MsgspecError, UnicodeError):
            return BaseRequest.parse_json_payload(payload)
        return read


def _body(data: RequestData | None) -> bytes | aiohttp.FormData | None:
    if data is None:
        return None
    if not data.contains_files:
        return urlencode(data.json_parameters).encode()
    form = aiohttp.FormData(data.json_parameters)
    for part, (name, content, kind) in data.multipart_data.items():
        form.add_field(part, content, filename=name, content_type=kind)
    return form


@lru_cache(maxsize=1)
def _trust(*given: str | None) -> ssl.SSLContext:
    """Whom to believe: this computer's authorities and certifi's, or those that SSL_CERT_FILE or _DIR name."""
    context = ssl.create_default_context()
    if not any(given):
        context.load_verify_locations(certifi.where())
    return context
