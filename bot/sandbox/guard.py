"""Keeps other web sites out: a local port is within reach of every page a browser has open."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_HERE = {"127.0.0.1", "localhost"}


class Guard:
    """Refuses requests another site made, or that came by another name for this computer."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let pass, or answer 403."""
        if scope["type"] == "http" and not is_local(Headers(scope=scope), scope["server"][1]):
            refusal = PlainTextResponse("The sandbox answers this computer only.\n", 403)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)


def is_local(headers: Headers, port: int) -> bool:
    """Whether a request names this server as its host and, if a page made it, as its origin.

    The Host check stops DNS rebinding: a foreign name that resolves to 127.0.0.1.
    """
    if not _is_here(f"http://{headers.get('host', '')}", port):
        return False
    origin = headers.get("origin")
    if origin is not None:
        return _is_here(origin, port)
    # Browsers send no Origin with simple GETs, but they say where those come from.
    return headers.get("sec-fetch-site", "none") in {"none", "same-origin"}


def _is_here(address: str, port: int) -> bool:
    try:
        parts = urlsplit(address)
        given = parts.port or 80
    except ValueError:
        return False
    return parts.scheme == "http" and parts.hostname in _HERE and given == port
