"""Carries updates to the bot's webhook, and keeps trying."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from bot.sandbox.params import Params
from bot.sandbox.updates import Pending, Updates, Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name, no secret
LONGEST_PAUSE = 8.0  # seconds

CallBack = Callable[[str, Params], Awaitable[object]]
"""Performs a method the bot names in its reply to an update."""


class Courier:
    """Delivers one chat's updates in order, different chats' side by side, as Telegram does."""

    def __init__(self, updates: Updates, call: CallBack, first_pause: float = 0.25) -> None:
        """Pause `first_pause` seconds after a failure, then twice as long each time."""
        self._updates = updates
        self._call = call
        self._first_pause = first_pause
        self._under_way: set[int] = set()
        self._failures: Counter[int] = Counter()

    async def run(self) -> None:
        """Deliver until cancelled."""
        while self._updates.webhook is None:
            await self._updates.arrived.wait()
        # trust_env off: no proxy may see or move what is meant for this computer.
        async with (
            httpx.AsyncClient(timeout=60.0, trust_env=False) as client,
            asyncio.TaskGroup() as deliveries,
        ):
            while True:
                hook = self._updates.webhook
                if hook is not None:
                    for update in self._due(hook):
                        self._under_way.add(update.key)
                        deliveries.create_task(self._deliver(client, hook, update))
                await self._updates.arrived.wait()

    def _due(self, hook: Webhook) -> list[Pending]:
        """The first pending update of each chat with none under way."""
        room = hook.max_connections - len(self._under_way)
        first: dict[int, Pending] = {}
        for update in self._updates.pending:
            if len(first) >= room:
                break
            if update.key not in self._under_way:
                first.setdefault(update.key, update)
        return list(first.values())

    async def _deliver(self, client: httpx.AsyncClient, hook: Webhook, update: Pending) -> None:
        """Try once; acknowledge, or note the failure and pause."""
        if await self._post(client, hook, update):
            del self._failures[update.key]
            self._updates.acknowledge(update.id)
        else:
            self._failures[update.key] += 1
            tries = self._failures[update.key]
            await asyncio.sleep(min(LONGEST_PAUSE, self._first_pause * 2 ** min(tries - 1, 10)))
        self._under_way.discard(update.key)
        self._updates.arrived.ring()

    async def _post(self, client: httpx.AsyncClient, hook: Webhook, update: Pending) -> bool:
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        try:
            response = await client.post(hook.url, json=update.shape, headers=headers)
        except httpx.HTTPError as error:
            trouble = f"Connection failed: {type(error).__name__}"
        else:
            if response.is_success:
                await self._reply(response)
                return True
            trouble = (
                f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
            )
        hook.last_error_date, hook.last_error_message = int(time.time()), trouble
        return False

    async def _reply(self, response: httpx.Response) -> None:
        """Perform the method a bot may put in its reply."""
        if not response.headers.get("content-type", "").startswith("application/json"):
            return
        try:
            body: Any = response.json()
        except ValueError:
            return
        if isinstance(body, dict) and isinstance(body.get("method"), str):
            await self._call(body["method"], Params(body))
