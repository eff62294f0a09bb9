"""Updates delivered to the bot's own door."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest

from bot.sandbox import Person, Sandbox
from bot.sandbox.connections import LocalServer

SECRET = "opens-nothing"  # noqa: S105 - as it says


@dataclass
class Door:
    """A webhook that answers as told, 200 once nothing is left to say."""

    answers: list[Response] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    knocked: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""

    async def open(self, request: Request) -> Response:
        """Take one update."""
        self.heard.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.knocked.set()
        return self.answers.pop(0) if self.answers else Response()


@asynccontextmanager
async def listening(door: Door) -> AsyncIterator[None]:
    """Serve a door."""
    server = LocalServer(Starlette(routes=[Route("/hook", door.open, methods=["POST"])]), 0)
    door.url = f"http://127.0.0.1:{server.port}/hook"
    await server.start()
    try:
        yield
    finally:
        await server.stop()


async def test_updates_arrive_with_the_secret_and_are_done(
    bot: Bot, ana: Person, sandbox: Sandbox
) -> None:
    door = Door()
    async with listening(door):
        ana.send("before")
        await bot.set_webhook(door.url, secret_token=SECRET, max_connections=2)
        ana.send("after")
        await sandbox.quiet(seconds=0.01)
        info = await bot.get_webhook_info()
    assert [update["message"]["text"] for update in door.heard] == ["before", "after"]
    assert set(door.secrets) == {SECRET}
    assert (info.url, info.pending_update_count, info.max_connections) == (door.url, 0, 2)


async def test_a_refused_update_comes_again_before_the_next(
    bot: Bot, ana: Person, sandbox: Sandbox
) -> None:
    door = Door([Response(status_code=500), Response(status_code=503)])
    async with listening(door):
        await bot.set_webhook(door.url)
        ana.send("one")
        ana.send("two")
        await sandbox.quiet(seconds=0.01)
        info = await bot.get_webhook_info()
    said = [update["message"]["text"] for update in door.heard]
    assert said == ["one", "one", "one", "two"]
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_one_chats_trouble_holds_up_no_other(bot: Bot, ana: Person, sandbox: Sandbox) -> None:
    door = Door([Response(status_code=500)])
    async with listening(door):
        await bot.set_webhook(door.url)
        ana.send("stuck")
        await door.knocked.wait()
        sandbox.user("Ben").send("free")
        await sandbox.quiet(seconds=0.01)
    said = [update["message"]["text"] for update in door.heard]
    assert said == ["stuck", "free", "stuck"]


async def test_the_reply_to_a_delivery_may_be_a_call(
    bot: Bot, ana: Person, sandbox: Sandbox
) -> None:
    door = Door([JSONResponse({"method": "sendMessage", "chat_id": ana.id, "text": "hi"})])
    async with listening(door):
        await bot.set_webhook(door.url)
        ana.send("hello")
        assert (await ana.hears("hi")).from_bot


@pytest.mark.parametrize(
    ("url", "words"),
    [("ftp://127.0.0.1/", "HTTPS URL must be provided"), ("https://example.org/", "this computer")],
)
async def test_a_door_elsewhere_is_refused(bot: Bot, url: str, words: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await bot.set_webhook(url)
