"""A sandbox, and python-telegram-bot's own client to try it with."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.sandbox import Group, Person, Sandbox


@pytest.fixture(autouse=True)
def _durations_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opt in to what the library will do anyway, or it warns at every 429."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A running sandbox."""
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """A bot that talks to it, unchanged but for the address."""
    url = sandbox.url
    async with Bot(
        sandbox.token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=plain_http(),
        get_updates_request=plain_http(),
    ) as client:
        yield client


def plain_http() -> HTTPXRequest:
    """The library's own transport, spared reading certificates nobody shows on loopback."""
    return HTTPXRequest(httpx_kwargs={"verify": False})


@pytest.fixture
def ana(sandbox: Sandbox) -> Person:
    """Somebody who pressed Start some time ago."""
    return sandbox.user("Ana", language="es")


@pytest.fixture
def group(sandbox: Sandbox, ana: Person) -> Group:
    """A supergroup Ana owns, with Ben and the bot in it, and the updates of that forgotten."""
    made = sandbox.group("Road trip", ana, sandbox.user("Ben"))
    sandbox.world.updates.drop_all()
    return made
