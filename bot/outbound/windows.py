"""Telegram's sending limits, kept on our side: how much may still leave, and when there is room again.

Pure: times are seconds of any clock that never runs backwards.

Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from collections import deque
from collections.abc import Hashable
from typing import NamedTuple


class Limit(NamedTuple):
    """At most so many messages in any stretch of so many seconds."""

    most: int
    seconds: float


EVERYBODY = Limit(30, 1.0)
PRIVATE = Limit(20, 20.0)  # one a second; Telegram allows short bursts and puts no number on them
GROUP = Limit(20, 60.0)

# On a bad day answers do not come. Then those that do not are taken as counted, or nobody would get anything.
LATEST = 1.0  # seconds


class Window:
    """The messages that still count against a limit.

    Telegram counts a message at some moment between its leaving and its answer, and nobody knows which. So here it
    counts from the one until a whole stretch after the other: however long each is on its way, Telegram never sees
    more than the limit.
    """

    def __init__(self, limit: Limit) -> None:
        """Begin unused."""
        self._most, self._seconds = limit
        self._under_way: dict[Hashable, float] = {}  # when each left, oldest first
        self._answered: deque[float] = deque()
        self._held = float("-inf")

    def room_at(self, now: float) -> float:
        """When one more message fits: `now`; or when to ask again, for it fits no sooner."""
        self._forget(now)
        if len(self._under_way) + len(self._answered) < self._most:
            return max(now, self._held)
        return max(now, self._held, self._ends(now))

    def use(self, message: Hashable, now: float) -> None:
        """Let a message leave."""
        self._under_way[message] = now

    def answered(self, message: Hashable, now: float) -> None:
        """Telegram answered a message that left, or will not any more."""
        if self._under_way.pop(message, None) is not None:
            self._answered.append(now)

    def hold(self, until: float) -> None:
        """Let none leave before then, whatever there is room for."""
        self._held = max(self._held, until)

    def held(self, now: float) -> bool:
        return self._held > now

    def idle(self, now: float) -> bool:
        """Nothing that left still counts: a new window would do as well."""
        self._forget(now)
        return not (self.held(now) or self._under_way or self._answered)

    def _forget(self, now: float) -> None:
        while self._answered and self._answered[0] + self._seconds <= now:
            self._answered.popleft()
        while self._under_way and self._presumed() <= now:
            del self._under_way[next(iter(self._under_way))]

    def _ends(self, now: float) -> float:
        """When the first of those that count will not any more, at the soonest."""
        ends = [self._answered[0] + self._seconds] if self._answered else []
        if self._under_way:  # the answer may come this moment
            ends.append(min(now + self._seconds, self._presumed()))
        return min(ends)

    def _presumed(self) -> float:
        """When the oldest of those under way counts no more, should its answer never come."""
        return next(iter(self._under_way.values())) + LATEST + self._seconds


def of_chat(chat: int) -> Limit:
    """The limit of one chat, by its id: groups and channels have negative ones."""
    return PRIVATE if chat > 0 else GROUP
