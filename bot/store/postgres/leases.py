"""Who does what only one may do. The database's clock decides, and a term's number tells old from new.

A holder counts from before it asked, so it always thinks its time to be over before the others do.
"""

import asyncio
from collections.abc import Callable
from time import monotonic

from bot.store.errors import NotNow
from bot.store.postgres.pool import Pool

SECONDS = 5.0  # how long a dead process keeps others waiting
RENEWALS = 4  # in that time

_TAKE = """
INSERT INTO leases (duty, term, until) VALUES ($1, 1, clock_timestamp() + make_interval(secs => $2))
ON CONFLICT (duty) DO UPDATE SET term = leases.term + 1, until = excluded.until
WHERE leases.until <= clock_timestamp() RETURNING term
"""
_RENEW = """
UPDATE leases SET until = clock_timestamp() + make_interval(secs => $3)
WHERE duty = $1 AND term = $2 RETURNING term
"""
_LEAVE = "UPDATE leases SET until = clock_timestamp() WHERE duty = $1 AND term = $2"


class PostgresLease:
    """See `bot.store.sharing.Lease`."""

    def __init__(self, pool: Pool, duty: str, clock: Callable[[], float] = monotonic) -> None:
        self._pool, self._duty, self._clock = pool, duty, clock
        self._until = 0.0
        self.term = 0

    @property
    def held(self) -> bool:
        return self._clock() < self._until

    async def take(self) -> bool:
        return await self._asked(_TAKE, self._duty, SECONDS)

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
        await self._pool.read(_LEAVE, self._duty, self.term)

    async def _asked(self, statement: str, *values: object) -> bool:
        until = self._clock() + SECONDS
        for (term,) in await self._pool.read(statement, *values):
            self.term, self._until = term, until
            return True
        return False
