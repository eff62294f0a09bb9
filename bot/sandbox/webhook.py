"""Carries updates to the bot's webhook, and keeps trying."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from bot.sandbox.params import Params
from bot.sandbox.updates import Pending, Updates, Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name, no secret
LONGEST_PAUSE = 8.0  # seconds
TIMEOUT = aiohttp.ClientTimeout(60.0)

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
        # Without the environment's proxies: none may see or move what is meant for this computer.
        async with (
            aiohttp.ClientSession(timeout=TIMEOUT) as client,
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

    async def _deliver(self, client: aiohttp.ClientSession, hook: Webhook, update: Pending) -> None:
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

    async def _post(self, client: aiohttp.ClientSession, hook: Webhook, update: Pending) -> bool:
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        asked = client.post(hook.url, json=update.shape, headers=headers, allow_redirects=False)
        try:
            async with asked as response:
                if 200 <= response.status < 300:
                    await self._reply(response)
                    return True
                answered = f"{response.status} {response.reason}"
                trouble = f"Wrong response from the webhook: {answered}"
        except (aiohttp.ClientError, TimeoutError) as error:
            trouble = f"Connection failed: {type(error).__name__}"
        hook.last_error_date, hook.last_error_message = int(time.time()), trouble
        return False

    async def _reply(self, response: aiohttp.ClientResponse) -> None:
        """Perform the method a bot may put in its reply."""
        if response.content_type != "application/json":
            return
        try:
            body: Any = await response.json()
        except ValueError:
            return
        if isinstance(body, dict) and isinstance(body.get("method"), str):
            await self._call(body["method"], Params(body))
