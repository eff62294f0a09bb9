"""The HTTP side: Telegram's Bot API and the page, on 127.0.0.1 only."""

import asyncio
import contextlib
import json
from collections.abc import Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.api import Api
from bot.sandbox.connections import LocalServer, cut
from bot.sandbox.errors import ApiError
from bot.sandbox.guard import Guard
from bot.sandbox.params import Params, read_params
from bot.sandbox.webhook import Courier


class AsciiResponse(JSONResponse):
    """JSON as Telegram writes it: what is not ASCII is escaped."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, separators=(",", ":")).encode("ascii")


NOT_FOUND = ApiError(404, "Not Found").shape()


class Server:
    """Serves an `Api`, and whatever other routes it is given."""

    def __init__(self, api: Api, routes: Sequence[BaseRoute] = (), port: int = 0) -> None:
        """Bind to a port of 127.0.0.1; 0 chooses a free one.

        Raises:
            OSError: The port is taken.
        """
        self._api = api
        methods = ["GET", "POST"]
        app = Starlette(
            routes=[
                Route("/bot{token}/{method}", self._call, methods=methods),
                Route("/file/bot{token}/{path:path}", self._file),
                *routes,
            ],
            middleware=[Middleware(Guard)],
        )
        self._http = LocalServer(app, port)
        self._courier = Courier(api.world.updates, self._call_back)
        self._carrying: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://127.0.0.1:{self._http.port}"

    async def start(self) -> None:
        """Begin to serve and to deliver."""
        await self._http.start()
        # Held and awaited by `stop`, which hears its errors.
        self._carrying = asyncio.get_running_loop().create_task(self._courier.run())

    async def stop(self) -> None:
        """End every wait, close every connection."""
        self._api.world.updates.close()
        if self._carrying is not None:
            self._carrying.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._carrying
        await self._http.stop()

    async def _call(self, request: Request) -> Response:
        """One Bot API call."""

        async def patience(seconds: float | None) -> None:
            # The body is read, so what comes next is that the caller has gone.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await request.receive()

        token, method = request.path_params["token"], request.path_params["method"]
        try:
            params = await read_params(request)
        except ApiError as refusal:
            return JSONResponse(refusal.shape(), refusal.code)
        except ClientDisconnect:  # the bot was killed in the middle of its call
            return Response()
        answer = await self._api.answer(token, method, params, patience)
        if answer is None:
            cut(request.scope)
            await request.receive()  # returns once the break is noticed, so nothing is sent
            return Response()
        status, body = answer
        return AsciiResponse(body, status)

    async def _call_back(self, method: str, params: Params) -> None:
        """A call the bot put in its reply to a webhook delivery; it hears no answer."""

        async def patience(seconds: float | None) -> None:
            await asyncio.sleep(seconds or 0)

        await self._api.answer(self._api.token, method, params, patience)

    async def _file(self, request: Request) -> Response:
        """A file's bytes, by the path getFile gave."""
        if request.path_params["token"] != self._api.token:
            return JSONResponse(ApiError(401, "Unauthorized").shape(), 401)
        wanted = request.path_params["path"]
        for file in self._api.world.files.values():
            if file.path == wanted:
                return Response(file.data, media_type="application/octet-stream")
        return JSONResponse(NOT_FOUND, 404)
