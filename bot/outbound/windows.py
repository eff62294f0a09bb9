"""Telegram's sending limits, kept on our side: how much may still leave, and when there is room again.

Pure: times are seconds of any clock that never runs backwards.

Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from collections import deque
from typing import NamedTuple


class Limit(NamedTuple):
    """At most so many messages in any stretch of so many seconds."""

    most: int
    seconds: float


EVERYBODY = Limit(30, 1.0)
PRIVATE = Limit(20, 20.0)  # one a second; Telegram allows short bursts and puts no number on them
GROUP = Limit(20, 60.0)


class Window:
    """The stretch of time behind us, and what left in it."""

    def __init__(self, limit: Limit) -> None:
        """Begin unused."""
        self._seconds = limit.seconds
        self._left: deque[float] = deque(maxlen=limit.most)
        self._held = float("-inf")

    def room_at(self, now: float) -> float:
        """When one more message fits: `now`, or later."""
        full = len(self._left) == self._left.maxlen
        return max(now, self._held, self._left[0] + self._seconds if full else now)

    def use(self, now: float) -> None:
        """Let one message leave."""
        self._left.append(now)

    def hold(self, until: float) -> None:
        """Let none leave before then, whatever there is room for."""
        self._held = max(self._held, until)

    def held(self, now: float) -> bool:
        return self._held > now

    def idle(self, now: float) -> bool:
        """Nothing that left still counts: a new window would do as well."""
        return not self.held(now) and (not self._left or self._left[-1] + self._seconds <= now)


def of_chat(chat: int) -> Limit:
    """The limit of one chat, by its id: groups and channels have negative ones."""
    return PRIVATE if chat > 0 else GROUP
