"""A Bot API server over real HTTP that does next to nothing, so that it is nobody's bottleneck.

Updates are asked for with getUpdates, or posted to the webhook that was set. The sandbox is a better Telegram, and a
slower one.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl

from bench.hook import Hook, length
from bench.play import BATCH, ME, Json, calls_per_chat, reply

TOLD = {"sendMessage", "editMessageText", "answerCallbackQuery"}  # what people notice

SETTLING = 0.3  # seconds until what follows the last answer is done

_YES = reply(True)
_ME = reply({"id": 1, "is_bot": True, "first_name": "Legwise", "username": ME})
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


class BotApi:
    """One bot's server, and the updates that wait for it."""

    def __init__(self, said: Callable[[str, dict[str, str]], object]) -> None:
        """
        Args:
            said: Is told of each call that people notice, and returns its result.
        """
        self.said = said
        self.calls = 0  # that people notice
        self.url = ""
        self.open = asyncio.Event()  # once the bot asks for updates, or has said where to post them
        self._waiting: deque[Json] = deque()
        self._poller: tuple[_Connection, asyncio.TimerHandle] | None = None
        self._hook: Hook | None = None

    async def settled(self, chats: int) -> None:
        """Wait until what follows the last answer is done, and count anew.

        Raises:
            RuntimeError: So many chats were not told what they should be, so that the figures mean nothing.
        """
        await asyncio.sleep(SETTLING)
        made, self.calls = self.calls, 0
        if made != chats * calls_per_chat():
            raise RuntimeError(f"{made} calls were made where {chats * calls_per_chat()} were due")

    def push(self, update: Json) -> None:
        """Have an update delivered."""
        if self._hook is not None:
            self._hook.post(update)
            return
        self._waiting.append(update)
        if self._poller is not None:
            self._answer_poll()

    def called(self, path: str, body: bytes, connection: "_Connection") -> None:
        method = path.rpartition("/")[2]
        params = read_form(body)
        if method == "getUpdates":
            self._poll(params, connection)
        elif method in TOLD:
            self.calls += 1
            connection.reply(reply(self.said(method, params)))
        else:
            if method == "setWebhook" and params.get("url"):
                self._hook = Hook(params["url"], params.get("secret_token", ""))
                self.open.set()
            connection.reply(_ME if method == "getMe" else _YES)

    def _poll(self, params: dict[str, str], connection: "_Connection") -> None:
        offset, timeout = int(params.get("offset", 0)), float(params.get("timeout", 0))
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.popleft()
        later = asyncio.get_running_loop().call_later(timeout, self._answer_poll)
        self._poller = connection, later
        if timeout:
            self.open.set()
        if self._waiting:
            self._answer_poll()

    def _answer_poll(self) -> None:
        if self._poller is not None:
            connection, later = self._poller
            self._poller = None
            later.cancel()
            connection.reply(reply([*self._waiting][:BATCH]))

    def close(self) -> None:
        if self._hook is not None:
            self._hook.close()


class _Connection(asyncio.Protocol):
    def __init__(self, api: BotApi) -> None:
        self._api, self._read = api, bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._read[:end])
            begin = end + 4
            whole = begin + length(head)
            if len(self._read) < whole:
                return
            body = bytes(self._read[begin:whole])
            del self._read[:whole]
            self._api.called(head.split(b" ", 2)[1].decode(), body, self)

    def reply(self, body: bytes) -> None:
        self._transport.write(_HEAD % len(body) + body)


def read_form(body: bytes) -> dict[str, str]:
    """A call's parameters, JSON or a form."""
    if body.startswith(b"{"):
        told = json.loads(body)
        return {k: v if isinstance(v, str) else json.dumps(v) for k, v in told.items()}
    return dict(parse_qsl(body.decode()))


@asynccontextmanager
async def served(said: Callable[[str, dict[str, str]], object]) -> AsyncIterator[BotApi]:
    """On any free port of this computer."""
    api = BotApi(said)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(api), "127.0.0.1", 0)
    api.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield api
    finally:
        api.close()
        server.close()
