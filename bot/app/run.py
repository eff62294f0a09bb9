"""The bot against Telegram, in one process."""

from collections.abc import Callable

from bot import logs
from bot.app.serving import serve
from bot.app.start import CannotStart, opened_store, stop_on_signals, who_am_i
from bot.clock import SystemClock
from bot.config import Config
from bot.load import load_library, load_texts
from bot.outbound.api import TelegramApi


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
    stop = stop_on_signals()
    async with opened_store(config) as store, TelegramApi(config.token, config.api_url) as api:
        me = await who_am_i(api, stop)
        if me is None:
            return
        say(f"Legwise is on: https://t.me/{me}")
        await serve(api, store, library, texts, me, SystemClock(), stop)
