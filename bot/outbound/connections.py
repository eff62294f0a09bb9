"""Connections to Telegram's server, kept open between calls. Why aiohttp: docs/decisions/0032-http-client.md."""

import asyncio
import os
import ssl
from functools import lru_cache
from urllib.parse import urlencode, urlsplit

import aiohttp
import certifi

from bot import __version__
from bot.outbound.errors import NetworkError, TimedOut
from bot.outbound.form import Form
from bot.outbound.patience import Patience, Waits
from bot.outbound.proxy import proxy_to
from bot.outbound.sockets import watched

# Telegram's server closes what was idle for longer. Greeting it anew costs whoever waits two or
# three ways there and back.
IDLE = 50.0  # seconds
GIVEN = ("SSL_CERT_FILE", "SSL_CERT_DIR")  # where a host names its own authorities
WHO = {"User-Agent": f"Legwise/{__version__}"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Connections:
    """A pool of connections to one server, a `bot.outbound.api.Carrier`. Belongs to one event loop."""

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

    async def open(self) -> None:
        if self._session is not None:
            return
        trust = _trust(*map(os.environ.get, GIVEN)) if self._secure else True
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=self._most, keepalive_timeout=IDLE, ssl=trust, socket_factory=watched
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=WHO,
            proxy=self._proxy,
        )

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def carry(self, url: str, form: Form) -> tuple[int, bytes]:
        """Make one call, within our own patience.

        Raises:
            TimedOut, NetworkError: See `bot.outbound.failure.undone`.
        """
        if self._session is None:
            raise RuntimeError("these connections are not open")
        name = url.rpartition("/")[2]
        wait, begun = self._waits.of(name), asyncio.get_running_loop().time()
        try:
            async with self._session.post(
                url,
                data=_body(form),
                headers=None if form.files else FORM,
                timeout=self._patience.for_call(wait, files=bool(form.files)),
                allow_redirects=False,
            ) as response:
                answer = response.status, await response.read()
        except TimeoutError as error:
            self._waits.in_vain(name, wait)
            raise TimedOut from error
        except aiohttp.ClientError as error:
            # Its words may hold the address, and so the token.
            raise NetworkError(f"aiohttp.{type(error).__name__}") from error
        self._waits.answered(name, asyncio.get_running_loop().time() - begun)
        return answer


def _body(form: Form) -> bytes | aiohttp.FormData:
    if not form.files:
        return urlencode(form.fields).encode()
    body = aiohttp.FormData(form.fields)
    for name, file in form.files.items():
        body.add_field(name, file.data, filename=file.name, content_type=file.kind)
    return body


@lru_cache(maxsize=1)
def _trust(*given: str | None) -> ssl.SSLContext:
    """Whom to believe: this computer's authorities and certifi's, or those that SSL_CERT_FILE or _DIR name."""
    context = ssl.create_default_context()
    if not any(given):
        context.load_verify_locations(certifi.where())
    return context
