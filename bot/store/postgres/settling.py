"""Whose database it is: one bot's. All of its processes renew one row, whose `term` is the bot's number.

Of two bots that write it at once one gets it. Another takes it over once it has seen it not to be renewed for a
whole term, by a stopwatch of its own, as a duty: see `bot.store.postgres.leases`.
"""

import asyncio
from datetime import datetime

from bot.clock import elapsed
from bot.store.postgres import leases
from bot.store.postgres.pool import Pool

GLANCE = 0.25  # seconds between looks whether it is renewed

_SETTLE = """
INSERT INTO leases (duty, term, until)
VALUES ('serving', $1, clock_timestamp() + make_interval(secs => $2))
ON CONFLICT (duty) DO UPDATE SET term = excluded.term, until = excluded.until
WHERE leases.term = excluded.term OR (leases.term = $3 AND leases.until = $4) RETURNING term
"""
_SETTLED = "SELECT term, until FROM leases WHERE duty = 'serving'"


async def settle(pool: Pool, bot: int) -> int:
    """See `bot.store.sharing.Sharing`."""
    seen = 0, leases.LEFT
    if await _settle(pool, bot, seen):
        return bot
    seen, begun = await _look(pool), elapsed()
    while elapsed() - begun < leases.SECONDS:
        await asyncio.sleep(GLANCE)
        if (found := await _look(pool)) != seen:
            return found[0]  # renewed; or taken, maybe by another process of the same bot
    return bot if await _settle(pool, bot, seen) else (await _look(pool))[0]


async def _settle(pool: Pool, bot: int, seen: tuple[int, datetime]) -> bool:
    return bool(await pool.read(_SETTLE, bot, leases.SECONDS, *seen))


async def _look(pool: Pool) -> tuple[int, datetime]:
    ((bot, until),) = await pool.read(_SETTLED)
    return bot, until
