"""What stands before several web processes: each new connection goes to the next of them that answers."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import count


class Balancer:
    """Connections to `port` are led on to one of `ports` after another."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports, self._number = ports, count()
        self.port = 0

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Balancer"]:
        server = await asyncio.start_server(self._lead, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        async with server:
            yield self

    async def _lead(self, theirs: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        for _ in self._ports:
            port = self._ports[next(self._number) % len(self._ports)]
            with suppress(OSError):
                ours, on = await asyncio.open_connection("127.0.0.1", port)
                async with asyncio.TaskGroup() as ways:
                    ways.create_task(_carry(theirs, on))
                    ways.create_task(_carry(ours, back))
                return
        back.close()


async def _carry(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while some := await source.read(65536):
            target.write(some)
            await target.drain()
    with suppress(OSError):
        target.close()
        await target.wait_closed()
