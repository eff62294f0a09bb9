"""Telegram's updates in, delivered by Telegram. An update is acknowledged once it is committed.

Any number of processes may take them. What comes twice is found handled; what comes out of order is put in
order where both wait.
"""

import asyncio
import hmac
import json
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext

import structlog
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.conversation import Conversation
from bot.inbound.heard import Heard, MalformedUpdate, Moved
from bot.inbound.read import read_update
from bot.intake.lines import Lines
from bot.logs import in_short
from bot.outbound.pauses import unless_stopped
from bot.store.errors import NotNow, Unusable
from bot.store.sharing import Sharing

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a header's name
LARGEST = 1_000_000  # bytes of one update; Telegram's are a few thousand
MOST = 400  # updates in hand; Telegram delivers more later
STRANGE = 60.0  # seconds; strangers are told of once, until there were none for so long
LATER = {"Retry-After": "1"}

_log = structlog.get_logger(__name__)


class Webhook:
    """What Telegram calls."""

    def __init__(
        self, conversation: Conversation, me: str, secret: str, sharing: Sharing | None
    ) -> None:
        """
        Args:
            secret: What Telegram shows to be told from others: see setWebhook.
            sharing: Of the store, where other processes take updates too.
        """
        self._conversation, self._me, self._sharing = conversation, me, sharing
        self._secret = secret.encode()
        self._lines = Lines()
        self._in_hand = 0
        self._strange_until = 0.0  # on the event loop's clock
        self._broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def app(self, path: str, beside: Sequence[BaseRoute] = ()) -> Starlette:
        here = Route(path or "/", self._receive, methods=["POST"])
        return Starlette(routes=[here, *beside])

    async def break_off(self, stop: asyncio.Event) -> None:
        """Return at the stop.

        Raises:
            Unusable: The database broke; what is not on disk is delivered again.
        """
        await unless_stopped(stop, self._trouble())

    async def _trouble(self) -> None:
        await self._broken

    async def _receive(self, request: Request) -> Response:
        shown = request.headers.get(SECRET, "").encode()
        if not hmac.compare_digest(shown, self._secret):
            self._tell_of_strangers()
            return Response(status_code=401)
        if self._in_hand >= MOST:
            return Response(status_code=503, headers=LATER)
        self._in_hand += 1
        try:
            return await self._take(request)
        finally:
            self._in_hand -= 1

    async def _take(self, request: Request) -> Response:
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return await self._turned_away(413, f"it is larger than {LARGEST} bytes")
        try:
            heard = read_update(json.loads(body), self._me)
        except MalformedUpdate as error:
            # It would come again and again, and be no better.
            _log.error("a malformed update is set aside", update=error.update, reason=str(error))
            await self._conversation.set_aside("unreadable", str(error))
            return Response()
        except (ValueError, RecursionError):
            return await self._turned_away(400, "it is no JSON")
        return Response() if heard is None else await self._serve(heard)

    async def _turned_away(self, code: int, reason: str) -> Response:
        """Not acknowledged: it may have been damaged on its way. Telegram gives it up in the end."""
        _log.error("a delivery is no update", reason=reason)
        await self._conversation.set_aside("unreadable", f"a delivery is no update: {reason}")
        return Response(status_code=code)

    def _tell_of_strangers(self) -> None:
        now = asyncio.get_running_loop().time()
        if now >= self._strange_until:
            _log.warning("a delivery without the right secret is turned away: see WEBHOOK_SECRET")
        self._strange_until = now + STRANGE

    async def _serve(self, heard: Heard | Moved) -> Response:
        try:
            async with self._lines.turn(heard.chat, heard.update), self._among_others(heard):
                await self._conversation.happen(heard)
        except NotNow as error:
            _log.error("the database cannot be used; Telegram tries again", reason=str(error))
            return Response(status_code=503, headers=LATER)
        except Unusable as error:
            if not self._broken.done():
                self._broken.set_exception(error)
            return Response(status_code=503, headers=LATER)
        except Exception as error:  # noqa: BLE001  one chat's trouble must not become everybody's
            _log.exception("an update is set aside", update=heard.update)
            await self._conversation.set_aside("broken", in_short(error))
        return Response()

    def _among_others(self, heard: Heard | Moved) -> AbstractAsyncContextManager[None]:
        if self._sharing is None:
            return nullcontext()
        return self._sharing.in_turn(heard.chat, heard.update)


async def _body(request: Request) -> bytes | None:
    """Read the body; None where it is too large: the rest of it is not read then."""
    told = request.headers.get("Content-Length", "0")
    if not told.isdecimal() or int(told) > LARGEST:
        return None
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return bytes(body)
