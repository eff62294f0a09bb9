"""A web server for one test: written by hand, so that it can misbehave."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


async def obliging(writer: asyncio.StreamWriter) -> None:
    body = b'{"ok": true, "result": true}'
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


async def silent(_: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def abrupt(writer: asyncio.StreamWriter) -> None:
    writer.close()


@dataclass
class Server:
    """What it was sent, and how it answers; `answer` may be changed at any time."""

    port: int = 0
    answer: Answer = obliging
    connections: int = 0
    asked: list[tuple[bytes, bytes]] = field(default_factory=list)  # head, body
    called: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while not reader.at_eof():
                head = await reader.readuntil(b"\r\n\r\n")
                _, _, told = head.lower().partition(b"content-length:")
                body = await reader.readexactly(int(told.split(b"\r\n")[0] or 0))
                self.asked.append((head, body))
                self.called.set()
                await self.answer(writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # whoever called has gone
        finally:
            writer.close()


@asynccontextmanager
async def served(secure: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    server, tasks = Server(), set[asyncio.Task[None]]()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(server._serve(reader, writer))
        tasks.add(task)
        await asyncio.wait({task})

    listening = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=secure)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
