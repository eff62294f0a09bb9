"""How long to wait before trying again."""

from collections.abc import Iterator

FIRST, LONGEST = 0.5, 30.0  # seconds


def growing_pauses() -> Iterator[float]:
    """Half a second, then twice as long each time, up to half a minute, for ever."""
    pause = FIRST
    while True:
        yield pause
        pause = min(2 * pause, LONGEST)
