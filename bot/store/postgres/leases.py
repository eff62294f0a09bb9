"""Who does what only one may do. A duty is free when it was left, or was seen not to be renewed for a whole term.

Nobody's time of day counts: it can be set, forward as well as back. Whoever wants the duty has watched its row by
a stopwatch of its own; a holder counts from before it asked, so it always thinks its time to be over before the
others do. A term's number tells old from new.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from bot.clock import elapsed
from bot.store.errors import NotNow
from bot.store.postgres.pool import Pool

SECONDS = 5.0  # how long a dead process keeps others waiting
RENEWALS = 4  # in that time

LEFT = datetime.fromtimestamp(0, UTC)  # until when somebody had it who has left it

_LOOK = "SELECT term, until FROM leases WHERE duty = $1"
_TAKE = """
INSERT INTO leases (duty, term, until) VALUES ($1, 1, clock_timestamp() + make_interval(secs => $2))
ON CONFLICT (duty) DO UPDATE SET term = leases.term + 1, until = excluded.until
WHERE leases.term = $3 AND leases.until = $4 RETURNING term
"""
_RENEW = """
UPDATE leases SET until = clock_timestamp() + make_interval(secs => $3)
WHERE duty = $1 AND term = $2 RETURNING term
"""
_LEAVE = "UPDATE leases SET until = $3 WHERE duty = $1 AND term = $2"


class PostgresLease:
    """See `bot.store.sharing.Lease`."""

    def __init__(self, pool: Pool, duty: str, clock: Callable[[], float] = elapsed) -> None:
        self._pool, self._duty, self._clock = pool, duty, clock
        self._until = 0.0
        self._seen, self._seen_at = (0, LEFT), 0.0  # how the row stood, and since when it has
        self.term = 0

    @property
    def held(self) -> bool:
        return self._clock() < self._until

    async def take(self) -> bool:
        await self._look()
        if self._seen[1] != LEFT and self._clock() - self._seen_at < SECONDS:
            return False  # whoever has it may be about to renew it
        return await self._asked(_TAKE, self._duty, SECONDS, *self._seen)

    async def keep(self) -> None:
        while self.held:
            await asyncio.sleep(SECONDS / RENEWALS)
            try:
                async with asyncio.timeout(self._until - self._clock()):
                    if not await self._asked(_RENEW, self._duty, self.term, SECONDS):
                        self._until = 0.0
            except (NotNow, TimeoutError):
                continue  # there is time for another try, or there is none

    async def leave(self) -> None:
        self._until = 0.0
        await self._pool.read(_LEAVE, self._duty, self.term, LEFT)

    async def _look(self) -> None:
        rows = await self._pool.read(_LOOK, self._duty)
        term, until = rows[0] if rows else (0, LEFT)
        if (term, until) != self._seen:
            self._seen, self._seen_at = (term, until), self._clock()

    async def _asked(self, statement: str, *values: object) -> bool:
        until = self._clock() + SECONDS
        for (term,) in await self._pool.read(statement, *values):
            self.term, self._until = term, until
            return True
        return False
