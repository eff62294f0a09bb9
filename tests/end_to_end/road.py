"""A road between the bot and a server that goes bad: closed, cut in the middle of an answer, or silent for good."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from enum import Enum, auto


class Road(Enum):
    OPEN = auto()
    CLOSED = auto()  # whoever comes is turned away, and connections break
    CUT = auto()  # half an answer comes, then the connection is reset
    SILENT = auto()  # connections are taken, and nothing goes on: not now, and in these not later


class Roads:
    """Connections to `url` are led on to a port of this computer, as the road allows."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._on: set[asyncio.StreamWriter] = set()
        self.state = Road.OPEN
        self.url = ""
        self.spoilt = 0  # connections that ended badly

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Roads"]:
        server = await asyncio.start_server(self._lead, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield self
        finally:
            server.close()
            self._break_all()

    @property
    def _host(self) -> bytes:
        return self.url.rpartition("/")[2].encode()

    def become(self, state: Road) -> None:
        self.state = state
        if state is Road.CLOSED:
            self._break_all()

    def _break_all(self) -> None:
        self.spoilt += len(self._on)
        for writer in tuple(self._on):
            writer.transport.abort()

    async def _lead(self, theirs: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        if self.state is Road.CLOSED:
            self.spoilt += 1
            back.transport.abort()
            return
        self._on.add(back)
        try:
            ours, on = await asyncio.open_connection("127.0.0.1", self._port)
            async with asyncio.TaskGroup() as ways:
                ways.create_task(self._carry(theirs, on))
                ways.create_task(self._carry(ours, back))
        except* OSError:
            back.transport.abort()
        finally:
            self._on.discard(back)

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        try:
            named, real = self._host, f"127.0.0.1:{self._port}".encode()
            while (some := await source.read(65536)) and self.state is not Road.SILENT:
                if self.state is Road.CUT and target in self._on:
                    target.write(some[: len(some) // 2])
                    await target.drain()
                    target.transport.abort()
                    self.spoilt += 1
                    return
                # The sandbox takes only calls that are meant for it.
                target.write(some.replace(b"Host: " + named, b"Host: " + real, 1))
                await target.drain()
            if some:  # it came while the road was silent: nothing of this connection goes on
                self.spoilt += 1
                await source.read()
        finally:
            with suppress(OSError):
                target.close()
                await target.wait_closed()
