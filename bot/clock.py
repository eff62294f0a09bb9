"""What time it is. Passed to whoever needs it, so that tests and the sandbox can have their own."""

import math
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

if sys.platform == "linux":

    def elapsed() -> float:
        """Seconds that pass however a clock is set, those asleep (a laptop's, say) too; only differences count."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)  # the monotonic one stands still in sleep
else:
    elapsed = time.monotonic


class Clock(Protocol):
    def now(self) -> datetime:
        """Return the time: aware, UTC."""
        ...

    def seconds_until(self, moment: datetime) -> float:
        """Return how many of the world's seconds there are until then; none if it is past."""
        ...

    def on_jump(self, tell: Callable[[], None]) -> None:
        """Have it told when the clock is put forward, where the clock itself can know."""
        ...

    def put_by(self) -> timedelta:
        """Return how far somebody has put it forward, or back, beyond what it ran by itself."""
        ...


class SystemClock:
    """The computer's."""

    def __init__(self) -> None:
        self._began = time.time() - elapsed()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def seconds_until(self, moment: datetime) -> float:
        return max((moment - self.now()).total_seconds(), 0.0)

    def on_jump(self, tell: Callable[[], None]) -> None:
        pass  # nobody says when somebody sets it; who waits must look again now and then

    def put_by(self) -> timedelta:
        return timedelta(seconds=time.time() - elapsed() - self._began)


class ScaledClock:
    """Runs `speed` times as fast as the world, and can be put forward. Speed 0 stands still."""

    def __init__(
        self, speed: float, start: datetime, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin at `start` now.

        Args:
            start: Aware.
            seconds: What measures the world's time; only differences count.

        Raises:
            ValueError: The speed is negative, or `start` has no time zone.
        """
        if speed < 0:
            raise ValueError(f"speed is {speed}: 0 or more is allowed")
        if start.tzinfo is None:
            raise ValueError(f"{start} has no time zone")
        self._speed = speed
        self._start = start.astimezone(UTC)
        self._seconds = seconds
        self._began = seconds()
        self._tell: list[Callable[[], None]] = []

    def now(self) -> datetime:
        return self._start + timedelta(seconds=(self._seconds() - self._began) * self._speed)

    def seconds_until(self, moment: datetime) -> float:
        left = max((moment - self.now()).total_seconds(), 0.0)
        return left / self._speed if self._speed else math.inf if left else 0.0

    def on_jump(self, tell: Callable[[], None]) -> None:
        self._tell.append(tell)

    def put_by(self) -> timedelta:
        return timedelta()  # who puts this one forward wants all that follows from it

    def advance(self, step: timedelta) -> None:
        """Put the clock forward.

        Raises:
            ValueError: `step` is negative: time never runs backwards here.
        """
        if step < timedelta(0):
            raise ValueError(f"a clock cannot be put back by {-step}")
        self._start += step
        for tell in self._tell:
            tell()
