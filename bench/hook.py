"""Updates posted to a webhook, as Telegram does it: forty at once at most, each until it is taken."""

import asyncio
import json
from collections import deque
from typing import Any
from urllib.parse import urlsplit

from bench.play import Json

AT_ONCE = 40  # Telegram's default, and everybody's here
AGAIN = 0.05  # seconds

_HEAD = (
    "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    "X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: "
)


class Hook:
    """Where updates go; each connection carries one at a time."""

    def __init__(self, url: str, secret: str) -> None:
        there = urlsplit(url)
        self._host, self._port = there.hostname or "", there.port or 80
        head = _HEAD.format(path=there.path or "/", host=there.netloc, secret=secret)
        self._head = head.encode()
        self._waiting: deque[bytes] = deque()
        self._free: list[_Carrier] = []
        self._opened = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def post(self, update: Json) -> None:
        body = json.dumps(update).encode()
        self._waiting.append(self._head + b"%d\r\n\r\n" % len(body) + body)
        self._go_on()

    def freed(self, carrier: "_Carrier") -> None:
        self._free.append(carrier)
        self._go_on()

    def lost(self, carrier: "_Carrier", carried: bytes | None) -> None:
        """A connection is gone; what it carried is posted again."""
        self._opened -= 1
        if carrier in self._free:
            self._free.remove(carrier)
        if carried is not None:
            self._waiting.appendleft(carried)
            self._go_on()

    def close(self) -> None:
        self._waiting.clear()
        for task in self._tasks:
            task.cancel()
        for carrier in self._free:
            carrier.close()

    def _go_on(self) -> None:
        while self._waiting and self._free:
            self._free.pop().carry(self._waiting.popleft())
        if self._waiting and self._opened < AT_ONCE:
            self._opened += 1
            task = asyncio.ensure_future(self._open())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _open(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                await loop.create_connection(lambda: _Carrier(self), self._host, self._port)
            except ConnectionRefusedError:
                await asyncio.sleep(AGAIN)  # it is still starting
            else:
                return


class _Carrier(asyncio.Protocol):
    def __init__(self, hook: Hook) -> None:
        self._hook, self._read = hook, bytearray()
        self._carried: bytes | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        self._hook.freed(self)

    def carry(self, request: bytes) -> None:
        self._carried = request
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, end, rest = bytes(self._read).partition(b"\r\n\r\n")
        if not end or len(rest) < length(head):
            return
        self._read.clear()
        if b" 200 " not in head[:16]:
            raise RuntimeError(f"the webhook answered {head[:40]!r}")
        self._carried = None
        self._hook.freed(self)

    def connection_lost(self, _: Exception | None) -> None:
        self._hook.lost(self, self._carried)

    def close(self) -> None:
        self._carried = None
        self._transport.close()


def length(head: bytes) -> int:
    """How many bytes follow a head.

    Raises:
        ValueError: It does not say.
    """
    told = head.lower()
    if b"\r\ntransfer-encoding:" in told:
        raise ValueError("bodies in chunks are not read here")
    _, found, rest = told.partition(b"\r\ncontent-length:")
    return int(rest.split(b"\r\n", 1)[0]) if found else 0
