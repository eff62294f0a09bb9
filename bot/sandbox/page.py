"""The page a person opens: its files, its live events, and the files in chats."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.sandbox.pixels import picture_type
from bot.sandbox.shapes import Json
from bot.sandbox.sight import see_event
from bot.sandbox.world import World

FOLDER = Path(__file__).parent / "page"
HEARTBEAT = 15.0  # seconds; a comment that shows a dead connection to both ends
RETRY = 500  # milliseconds a page waits before it connects again
MOST_BEHIND = 2000  # events; a page further behind starts over

_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Page:
    """Serves the page of one world; `begin` gives what a page starts from."""

    def __init__(self, world: World, begin: Callable[[], Json]) -> None:
        """Read the page's files once."""
        self._world = world
        self._begin = begin
        self._files = {path.name: path for path in FOLDER.iterdir() if path.suffix in _TYPES}

    def routes(self) -> list[BaseRoute]:
        """Where it all is."""
        return [
            Route("/", self._index),
            Route("/page/{name}", self._asset),
            Route("/sandbox/events", self._events),
            Route("/sandbox/files/{id}", self._attachment),
        ]

    async def _index(self, _request: Request) -> Response:
        return self._serve("index.html")

    async def _asset(self, request: Request) -> Response:
        return self._serve(request.path_params["name"])

    def _serve(self, name: str) -> Response:
        path = self._files.get(name)
        if path is None:
            return PlainTextResponse("Not found\n", 404)
        return Response(path.read_bytes(), headers=HEADERS, media_type=_TYPES[path.suffix])

    async def _attachment(self, request: Request) -> Response:
        """A file from a chat: pictures to look at, all else to download, never to run."""
        file = self._world.files.get(request.path_params["id"])
        if file is None:
            return PlainTextResponse("Not found\n", 404)
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        kind = picture_type(file.data)
        if kind is None:
            headers["Content-Disposition"] = "attachment"
        return Response(file.data, headers=headers, media_type=kind or "application/octet-stream")

    async def _events(self, _request: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._stream(), headers=headers, media_type="text/event-stream")

    async def _stream(self) -> AsyncIterator[str]:
        """The whole state, then each change; a page that reconnects starts from the whole again."""
        queue: asyncio.Queue[Json] = asyncio.Queue()

        def watch(event: Json) -> None:
            queue.put_nowait(see_event(self._world, event))

        self._world.watchers.add(watch)
        try:
            yield f"retry: {RETRY}\n" + _frame({"type": "state"} | self._begin())
            while queue.qsize() < MOST_BEHIND:
                try:
                    async with asyncio.timeout(HEARTBEAT):
                        event = await queue.get()
                except TimeoutError:
                    yield ": still here\n\n"
                else:
                    yield _frame(event)
        finally:
            self._world.watchers.discard(watch)


def _frame(event: Json) -> str:
    """One server-sent event; JSON has no line breaks of its own."""
    return f"data: {json.dumps(event)}\n\n"
