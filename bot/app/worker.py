"""A process that sends and reminds, and takes no updates."""

from collections.abc import Callable

from bot.app.errors import ALONE, CannotStart
from bot.app.housekeeping import keep_house
from bot.app.parts import together
from bot.app.sending import send_in_shifts
from bot.app.start import joined, must_be_shared
from bot.config import Config


async def run_worker(config: Config, say: Callable[[str], None]) -> None:
    """Send what others have answered, and remind, until a signal to stop.

    Raises:
        CannotStart, ConfigError, InvalidFlow, StoreError: In one line each, what to do.
    """
    must_be_shared(config)
    async with joined(config) as started:
        if started is None:
            return
        parts, stop = started
        sharing = parts.store.sharing
        if sharing is None:
            raise CannotStart(ALONE)
        say(f"Legwise sends for https://t.me/{parts.me}, whenever no other worker does")
        await together(
            stop,
            send_in_shifts(parts, sharing, stop),
            keep_house(parts, stop),
        )
