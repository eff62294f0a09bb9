"""uvicorn, started inside a running event loop, with connections that can be cut."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from weakref import WeakValueDictionary

import uvicorn
from starlette.types import ASGIApp, Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

_Ends = tuple[int, int]  # our port and theirs
_transports: WeakValueDictionary[_Ends, asyncio.Transport] = WeakValueDictionary()


class CuttableProtocol(H11Protocol):
    """HTTP whose transport can be found again from a request's scope."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Remember the transport by both ends' ports."""
        super().connection_made(transport)
        ours, theirs = transport.get_extra_info("sockname"), transport.get_extra_info("peername")
        if ours and theirs:
            _transports[ours[1], theirs[1]] = transport


def cut(scope: Scope) -> None:
    """Break the connection a request came on, with no answer and no farewell."""
    transport = _transports.get((scope["server"][1], scope["client"][1]))
    if transport is not None:
        transport.abort()


def _bind(port: int) -> socket.socket:
    """A socket on 127.0.0.1.

    asyncio turns Nagle's algorithm off only where the protocol is named; with it on, every answer
    would wait 40 ms for an acknowledgement.
    """
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", port))
    except OSError:
        bound.close()
        raise
    bound.listen(2048)
    return bound


class LocalServer(uvicorn.Server):
    """Serves an app on 127.0.0.1 until stopped; leaves the process's signals alone."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        """Bind at once, so `port` is real (0 chooses a free one) and calls before start wait.

        Raises:
            OSError: The port is taken.
        """
        super().__init__(
            uvicorn.Config(
                app,
                http=CuttableProtocol,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                timeout_keep_alive=120,  # longer than any client's pool keeps an idle connection
                server_header=False,
                date_header=False,  # it would be set once and grow old
            )
        )
        self._socket = _bind(port)
        self.port: int = self._socket.getsockname()[1]
        self._ready = asyncio.Event()
        self._end = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the program around us."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say so once connections are taken."""
        await super().startup(sockets)
        self._ready.set()

    async def main_loop(self) -> None:
        """Serve until told to end; uvicorn's own loop looks ten times a second whether it should."""
        await self.on_tick(0)
        await self._end.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002 - uvicorn's
        """Close the doors, break what is still open, and let its requests notice."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            transport = getattr(connection, "transport", None)
            if transport is not None:
                transport.abort()
        if tasks := set(self.server_state.tasks):
            _, late = await asyncio.wait(tasks, timeout=2)
            for task in late:
                task.cancel()

    async def start(self) -> None:
        """Begin to serve."""
        # A task that outlives this call: `stop` awaits it, so its errors are heard.
        self._task = asyncio.get_running_loop().create_task(self.serve([self._socket]))
        await self._ready.wait()

    async def stop(self) -> None:
        """End; whoever waits for an answer sees the connection break."""
        self._end.set()
        if self._task is not None:
            await self._task
        self._socket.close()
