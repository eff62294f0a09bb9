"""What every start needs: a store, Telegram's welcome, and a way to be stopped."""

import asyncio
import gc
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from telegram.error import InvalidToken, TelegramError

from bot import logs
from bot.app.alone import alone, number_of
from bot.app.errors import ALONE, REFUSED, CannotStart
from bot.app.parts import Parts
from bot.app.watching import seen, shown, sight_on
from bot.clock import SystemClock
from bot.config import Config
from bot.databases import Server
from bot.load import load_texts, proved_library
from bot.outbound.api import Api, TelegramApi
from bot.outbound.pauses import growing_pauses, stopped, unless_stopped
from bot.outbound.proxy import UnusableProxy
from bot.store import Store
from bot.store.connect import open_store

_log = structlog.get_logger(__name__)


def must_be_shared(config: Config) -> None:
    if not isinstance(config.database, Server):
        raise CannotStart(ALONE)


@asynccontextmanager
async def joined(
    config: Config, *, sends: bool = True
) -> AsyncIterator[tuple[Parts, asyncio.Event] | None]:
    """Open what serving Telegram takes, and say when to stop; None where a signal came meanwhile.

    Args:
        sends: Whether this process sends, or may come to.

    Raises:
        CannotStart, ConfigError, FlowError, StoreError: In one line each, what to do.
    """
    if config.token is None:
        raise CannotStart("TELEGRAM_BOT_TOKEN is not set: get one from @BotFather in Telegram")
    logs.set_up(config)
    texts = load_texts()
    library = proved_library(config, texts)
    settle()
    stop = stop_on_signals()
    async with opened_store(config) as store, _telegram(config.token, config) as api:
        clock = SystemClock()
        sight = sight_on(config, store, api, clock, sends=sends)
        async with shown(sight, config, stop):  # also while Telegram is out of reach
            me = await who_am_i(api, stop)
            if me is None:
                yield None
            else:
                parts = Parts(api, store, library, texts, me, clock, config.rate, config)
                async with alone(store.sharing, number_of(config.token), stop):
                    yield seen(parts, sight), stop


def _telegram(token: str, config: Config) -> TelegramApi:
    try:
        return TelegramApi(token, config.api_url)
    except UnusableProxy as error:
        raise CannotStart(str(error)) from None


def settle() -> None:
    """Set apart what was made so far: it stays, and looking through it for garbage takes a tenth of all time."""
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def opened_store(config: Config) -> AsyncIterator[Store]:
    store = await open_store(config)
    try:
        yield store
    finally:
        await store.close()


async def who_am_i(api: Api, stop: asyncio.Event) -> str | None:
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


def stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        if sys.platform != "win32":
            loop.add_signal_handler(name, stop.set)
        else:
            signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))
    return stop
