"""The bot against Telegram, in one process."""

from collections.abc import Callable

from bot.app.intake import chosen_intake
from bot.app.serving import serve
from bot.app.start import joined
from bot.config import Config


async def run(config: Config, say: Callable[[str], None]) -> None:
    """Take updates, send answers and remind, until a signal to stop.

    Raises:
        CannotStart, ConfigError, InvalidFlow, StoreError: In one line each, what to do.
    """
    async with joined(config) as started:
        if started is not None:
            parts, stop = started
            say(f"Legwise is on: https://t.me/{parts.me}")
            await serve(parts, stop, chosen_intake(config))
