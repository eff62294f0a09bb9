"""Telegram's sending limits, for those who want to be held to them.

Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import time
from collections import defaultdict, deque
from collections.abc import Callable

from bot.sandbox.errors import ApiError, flood

_COUNTED = ("send", "copy", "forward")
_COUNTED_IN_GROUPS = (*_COUNTED, "edit")
_FREE = {"sendchataction"}


class Window:
    """At most `most` events in any `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        """Begin unused."""
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=most)

    def wait(self, now: float) -> float:
        """Seconds until one more event fits; 0 where it fits now."""
        if len(self._times) < (self._times.maxlen or 0):
            return 0.0
        return max(0.0, self._times[0] + self._seconds - now)

    def use(self, now: float) -> None:
        """Count one event."""
        self._times.append(now)


class Limits:
    """30 a second in all, 20 a minute in a group, one a second in a chat with short bursts.

    Telegram puts no number on a burst; here 5 messages in 5 seconds may come at once. Its page speaks of messages;
    edits count in groups only, to be on the safe side.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin switched off."""
        self.enforced = False
        self._clock = clock
        self._all = Window(30, 1.0)
        self._private: dict[int, Window] = defaultdict(lambda: Window(5, 5.0))
        self._groups: dict[int, Window] = defaultdict(lambda: Window(20, 60.0))

    def check(self, method: str, chat: int | None) -> ApiError | None:
        """Count a call, or say why Telegram would refuse it."""
        name = method.lower()
        if not self.enforced or chat is None or name in _FREE:
            return None
        if not name.startswith(_COUNTED if chat > 0 else _COUNTED_IN_GROUPS):
            return None
        windows = (self._all, self._private[chat] if chat > 0 else self._groups[chat])
        now = self._clock()
        wait = max(window.wait(now) for window in windows)
        if wait > 0:
            return flood(wait)
        for window in windows:
            window.use(now)
        return None
