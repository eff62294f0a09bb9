"""One bot to a database: two would take each other's updates for their own, and send each other's answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.app.errors import CannotStart
from bot.store.errors import NotNow, StoreError
from bot.store.sharing import Sharing

AGAIN = 1.0  # seconds; whoever is not heard of for five is taken for gone


@asynccontextmanager
async def alone(sharing: Sharing | None, bot: int, stop: asyncio.Event) -> AsyncIterator[None]:
    """Keep a shared database for one bot's processes, while inside.

    Args:
        bot: Its number, the token's beginning.

    Raises:
        CannotStart: Another bot's processes have it, or have taken it while it was out of our reach: then
            the stop is set first.
    """
    if sharing is None:
        yield
        return
    await _settle(sharing, bot)
    settling = asyncio.ensure_future(_settle_again(sharing, bot, stop))
    try:
        yield
    finally:
        settling.cancel()
        (end,) = await asyncio.gather(settling, return_exceptions=True)
    if isinstance(end, Exception):
        raise end


def number_of(token: str) -> int:
    """A bot's number; 0 where the token is none of Telegram's."""
    number = token.partition(":")[0]
    return int(number) if number.isdecimal() else 0


async def _settle_again(sharing: Sharing, bot: int, stop: asyncio.Event) -> None:
    try:
        while True:
            await asyncio.sleep(AGAIN)
            with suppress(NotNow):  # whoever has work there says so
                await _settle(sharing, bot)
    except (CannotStart, StoreError):
        stop.set()
        raise


async def _settle(sharing: Sharing, bot: int) -> None:
    if (other := await sharing.settle(bot)) != bot:
        raise CannotStart(
            f"another bot runs on this database (number {other}, as its token begins): set DATABASE_URL to a"
            " database of its own, or stop that bot"
        )
