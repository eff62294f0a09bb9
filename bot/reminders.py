"""The clock's way in: alarms that are due ring in their chats, those about care first.

At rest it sleeps until the next alarm. It looks again now and then all the same: somebody may set the
computer's clock, and another process may set an alarm.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.conversation import Conversation
from bot.store import ChatKey, Store
from bot.store.errors import StoreError

BATCH = 50  # alarms; updates of others find their turn between two batches
CLAIM = timedelta(
    seconds=10
)  # how long nobody else looks at them; outlived, the version still guards them
LONGEST = 30.0  # seconds of sleep; how late it may be after the computer's clock was set
CROWD = 200  # chats with messages under way; more would only wait in memory
PATIENCE = 0.2  # seconds between looks whether the crowd has gone
AFTER_TROUBLE = 5.0  # seconds

_log = structlog.get_logger(__name__)


class Reminders:
    """Rings what is due, until a stop."""

    def __init__(
        self,
        store: Store,
        conversation: Conversation,
        clock: Clock,
        roused: asyncio.Event,
        crowd: Callable[[], int],
    ) -> None:
        """Join what it needs.

        Args:
            roused: Set where an alarm was set, or a stop came.
            crowd: Says how many chats have messages under way.
        """
        self._store, self._conversation, self._clock = store, conversation, clock
        self._roused, self._crowd = roused, crowd
        clock.on_jump(roused.set)

    async def run(self, stop: asyncio.Event) -> None:
        """Ring until `stop` is set; rouse it then. What is in hand is finished first."""
        while not stop.is_set():
            self._roused.clear()
            try:
                rest = await self._look()
            except StoreError as error:
                _log.error("due reminders could not be looked up", reason=str(error))
                rest = AFTER_TROUBLE
            if rest and not stop.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._roused.wait(), rest)

    async def _look(self) -> float:
        """Ring what is due, a batch of it, and say how many seconds to sleep then."""
        if self._crowd() > CROWD:
            return PATIENCE
        now = self._clock.now()
        if chats := await self._store.claim(now, now + CLAIM, BATCH):
            await asyncio.gather(*map(self._ring, chats))
            return 0.0
        due = await self._store.next_alarm()
        return LONGEST if due is None else min(self._clock.seconds_until(due), LONGEST)

    async def _ring(self, chat: ChatKey) -> None:
        try:
            await self._conversation.ring(chat)
        except Exception:  # noqa: BLE001  one chat's trouble must not silence the others
            _log.exception("an alarm is left until the claim on it ends")
