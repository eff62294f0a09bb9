"""A process that takes updates and decides, and sends nothing."""

from collections.abc import Callable

from bot.app.errors import CannotStart
from bot.app.intake import chosen_intake
from bot.app.parts import together
from bot.app.reloading import keep_current
from bot.app.start import joined, must_be_shared
from bot.config import Config


async def run_web(config: Config, say: Callable[[str], None]) -> None:
    """Take updates by webhook, until a signal to stop; workers send the answers.

    Raises:
        CannotStart, ConfigError, InvalidFlow, StoreError: In one line each, what to do.
    """
    must_be_shared(config)
    if config.webhook_url is None:
        raise CannotStart("WEBHOOK_URL is not set: set it to the address Telegram is to deliver to")
    async with joined(config, sends=False) as started:
        if started is None:
            return
        parts, stop = started
        say(f"Legwise listens on {config.host}:{config.port} for https://t.me/{parts.me}")
        conversation = parts.conversation()
        await together(
            stop,
            chosen_intake(config)(parts, conversation, stop),
            keep_current(parts, conversation, stop),
        )
