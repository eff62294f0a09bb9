"""Updates on their way to the bot: numbered, kept until acknowledged, fetched or pushed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from bot.sandbox.bell import Signal
from bot.sandbox.errors import conflict

# What a bot that names no allowed_updates does not get.
# Source: https://core.telegram.org/bots/api#getupdates
ON_DEMAND = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
LONGEST_POLL = 50.0  # seconds, whatever the caller asks for

OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
HAS_WEBHOOK = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True, slots=True)
class Pending:
    """One update nobody has acknowledged; updates of one `key` (a chat) keep their order."""

    id: int
    key: int
    shape: dict[str, object]


@dataclass(slots=True)
class Webhook:
    """Where setWebhook wants updates, and what last went wrong there."""

    url: str
    secret: str | None = None
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


class Updates:
    """The queue between people and the bot."""

    def __init__(self, first_id: int, changed: Signal) -> None:
        """Number updates from `first_id`; ring `changed` when the bot has taken some."""
        self._pending: dict[int, Pending] = {}
        self.webhook: Webhook | None = None
        self.allowed: frozenset[str] | None = None
        self.arrived = Signal()
        self._changed = changed
        self.closed = False
        self._next_id = first_id
        self._poller = 0

    @property
    def pending(self) -> list[Pending]:
        """What nobody has acknowledged, oldest first."""
        return list(self._pending.values())

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Set which kinds are made from now on: None leaves it as it was, empty is the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def add(self, kind: str, shape: object, key: int) -> None:
        """Queue an update of a kind the bot allows; another kind is lost, as at Telegram."""
        wanted = kind not in ON_DEMAND if self.allowed is None else kind in self.allowed
        if not wanted:
            return
        update: dict[str, object] = {"update_id": self._next_id, kind: shape}
        self._pending[self._next_id] = Pending(self._next_id, key, update)
        self._next_id += 1
        self.arrived.ring()

    def acknowledge(self, *ids: int) -> None:
        """Forget updates the bot has taken."""
        for number in ids:
            self._pending.pop(number, None)
        self._changed.ring()

    def drop_all(self) -> None:
        """Forget everything pending."""
        self.acknowledge(*self._pending)

    def close(self) -> None:
        """End whoever waits: the server is stopping."""
        self.closed = True
        self.arrived.ring()

    def _forget_before(self, offset: int) -> None:
        """Acknowledge below `offset`; a negative one counts from the end of the queue."""
        if offset < 0:
            offset = next(iter(list(self._pending)[offset:]), 0)
        if old := [number for number in self._pending if number < offset]:
            self.acknowledge(*old)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, object]]:
        """Answer getUpdates.

        Args:
            offset: The first id still wanted; below it all is acknowledged; 0 acknowledges none.
            limit: At most so many updates.
            seconds: How long to wait for the first one.

        Returns:
            The oldest pending updates, still pending until a later call acknowledges them.

        Raises:
            ApiError: 409 where a webhook is set or another call took over.
        """
        if self.webhook is not None:
            raise conflict(HAS_WEBHOOK)
        self._forget_before(offset)
        self._poller += 1
        mine = self._poller
        self.arrived.ring()  # an earlier call wakes, sees it was replaced, and ends
        clock = asyncio.get_running_loop().time
        deadline = clock() + min(seconds, LONGEST_POLL)
        while not self._pending and not self.closed:
            if not await self.arrived.wait(max(0.0, deadline - clock())):
                break
            if mine != self._poller:
                raise conflict(OTHER_POLLER)
            if self.webhook is not None:
                raise conflict("terminated by setWebhook request")
        return [update.shape for update in islice(self._pending.values(), limit)]
