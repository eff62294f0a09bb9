"""Joins the rooms. The only file that knows them all."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import structlog
from telegram.error import InvalidToken, TelegramError

from bot import logs
from bot.clock import Clock, ScaledClock, SystemClock
from bot.config import Config
from bot.conversation import Conversation
from bot.flow.library import Library
from bot.intake.polling import Polling
from bot.load import load_library, load_texts
from bot.outbound.api import Api, TelegramApi
from bot.outbound.calls import Writer
from bot.outbound.pauses import growing_pauses, stopped, unless_stopped
from bot.outbound.sender import Sender
from bot.profile import introduce
from bot.store import Store, StoreError
from bot.store.connect import open_store
from bot.texts import Texts

SANDBOX_PORT = 8081
LAST_WORDS = 7.0  # seconds to finish what is in hand after a stop; hosts give ten for everything
TIDYING = 3600.0  # seconds between looks for what is past keeping

if TYPE_CHECKING:
    from bot.sandbox import Sandbox

_log = structlog.get_logger(__name__)


class CannotStart(Exception):
    """The bot cannot start; the message says what to do."""


async def run(config: Config, say: Callable[[str], None]) -> None:
    """Serve Telegram by long polling, until a signal to stop.

    Raises:
        CannotStart, ConfigError, InvalidFlow, StoreError: In one line each, what to do.
    """
    if config.token is None:
        raise CannotStart("TELEGRAM_BOT_TOKEN is not set: get one from @BotFather in Telegram")
    if config.webhook_url is not None:
        raise CannotStart("WEBHOOK_URL is set, but webhooks are not built yet: unset it to poll")
    logs.set_up(config)
    texts = load_texts()
    library = load_library(config, texts)
    stop = _stop_on_signals()
    async with _store(config) as store, TelegramApi(config.token, config.api_url) as api:
        me = await _who_am_i(api, stop)
        if me is None:
            return
        say(f"Legwise is on: https://t.me/{me}")
        await serve(api, store, library, texts, me, SystemClock(), stop)


async def run_sandbox(
    config: Config, port: int | None, speed: float, say: Callable[[str], None]
) -> None:
    """Serve a stand-in for Telegram in a browser tab, on this computer alone.

    Args:
        port: None for the usual one, or any that is free where that is taken.

    Raises:
        CannotStart: The port is taken, or a real token is set.
    """
    if config.token is not None:
        raise CannotStart(
            "the sandbox takes no real token: unset TELEGRAM_BOT_TOKEN, or start `legwise run`"
        )
    logs.set_up(config)
    clock = ScaledClock(speed, datetime.now(UTC))
    texts = load_texts()
    library = load_library(config, texts)
    stop = _stop_on_signals()
    sandbox = await _open_sandbox(port, clock)
    try:
        # A new Telegram each time, so a new memory too.
        async with (
            _store(replace(config, database=None)) as store,
            TelegramApi(sandbox.token, sandbox.url) as api,
        ):
            me = await _who_am_i(api, stop)
            if me is not None:
                say(f"The sandbox is on: open {sandbox.url}/ in a browser. Ctrl+C stops it.")
                await serve(api, store, library, texts, me, clock, stop)
    finally:
        await sandbox.stop()


async def _open_sandbox(port: int | None, clock: ScaledClock) -> "Sandbox":
    # Only the sandbox needs the web server, and its memory.
    from bot.sandbox import Sandbox  # noqa: PLC0415

    def now() -> float:
        return clock.now().timestamp()

    for number in (SANDBOX_PORT, 0) if port is None else (port,):
        try:
            sandbox = Sandbox(port=number, advance=clock.advance, clock=now)
            await sandbox.start()
        except OSError as error:
            reason = error.strerror
            continue
        sandbox.user("Ana", started=False)
        sandbox.user("Luis", language="es", started=False)
        return sandbox
    raise CannotStart(f"port {port} cannot be used ({reason}): choose another with --port")


async def serve(
    api: Api,
    store: Store,
    library: Library,
    texts: Texts,
    me: str,
    clock: Clock,
    stop: asyncio.Event,
) -> None:
    """Take updates and send answers until `stop` is set."""
    sender = Sender(api, store, Writer(texts, me))
    conversation = Conversation(library, store, sender.post, clock)
    await sender.pick_up()
    background = [
        asyncio.create_task(introduce(api, library, texts)),
        asyncio.create_task(_tidy(store, clock)),
    ]
    try:
        await Polling(api, conversation, me).run(stop)
    except InvalidToken:
        raise CannotStart(REFUSED) from None
    finally:
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await sender.stop(LAST_WORDS)


REFUSED = (
    "Telegram does not accept TELEGRAM_BOT_TOKEN: copy it again from @BotFather"
    " (/mybots, then API Token)"
)


@asynccontextmanager
async def _store(config: Config) -> AsyncIterator[Store]:
    store = await open_store(config)
    try:
        yield store
    finally:
        await store.close()


async def _who_am_i(api: Api, stop: asyncio.Event) -> str | None:
    """Ask Telegram for the bot's username, for as long as it takes; None if stopped meanwhile."""
    for pause in growing_pauses():
        try:
            me: dict[str, Any] | None = await unless_stopped(stop, api.call("getMe", {}))
        except InvalidToken:
            raise CannotStart(REFUSED) from None
        except TelegramError as error:
            _log.warning("Telegram is out of reach; trying again", reason=error.message)
        else:
            return None if me is None else str(me["username"])
        if await stopped(stop, pause):
            return None
    raise AssertionError("the pauses never end")


async def _tidy(store: Store, clock: Clock) -> None:
    while True:
        try:
            forgotten = await store.prune(clock.now())
        except StoreError as error:
            _log.error("what is past keeping could not be deleted yet", reason=str(error))
        else:
            if forgotten:
                _log.info("quiet chats were forgotten", chats=forgotten)
        await asyncio.sleep(TIDYING)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        if sys.platform != "win32":
            loop.add_signal_handler(name, stop.set)
        else:
            signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))
    return stop
