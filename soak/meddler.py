"""Deliveries to a webhook beside Telegram's own: an update again, at once, long after, and before earlier ones."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from bot.intake.delivery import usual_secret
from bot.sandbox import Sandbox
from bot.sandbox.webhook import SECRET_HEADER

MOST = 8  # updates posted at once
PAUSES = (0.01, 0.2)  # seconds
DEAD = "nobody there"  # the process was killed


class Meddler:
    """Posts what waits, and what was handled long ago, in an order of its own."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox, self._chance = sandbox, random.Random(2026)
        self._seen: dict[int, dict[str, object]] = {}
        self.answers: Counter[str] = Counter()

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Meddle while inside."""
        meddling = asyncio.create_task(self._meddle())
        try:
            yield
        finally:
            meddling.cancel()
            await asyncio.gather(meddling, return_exceptions=True)

    async def _meddle(self) -> None:
        head = {SECRET_HEADER: usual_secret(self._sandbox.token)}
        async with httpx.AsyncClient(trust_env=False, headers=head, timeout=60.0) as client:
            while True:
                await asyncio.gather(*(self._post(client, shape) for shape in self._picked()))
                await asyncio.sleep(self._chance.uniform(*PAUSES))  # as chance has it

    def _picked(self) -> list[dict[str, object]]:
        """What waits, latest first, and as many old ones."""
        waiting = self._sandbox.world.updates.pending[-MOST // 2 :]
        old = self._chance.sample([*self._seen.values()], min(MOST // 2, len(self._seen)))
        self._seen |= {update.id: update.shape for update in waiting}
        return [update.shape for update in reversed(waiting)] + old

    async def _post(self, client: httpx.AsyncClient, shape: dict[str, object]) -> None:
        hook = self._sandbox.world.updates.webhook
        if hook is None:
            return
        try:
            answer = await client.post(hook.url, json=shape)
        except httpx.HTTPError:
            self.answers[DEAD] += 1
        else:
            self.answers[str(answer.status_code)] += 1
