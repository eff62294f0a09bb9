"""Lines on stderr while a part works, so that nobody takes it for dead."""

import sys
import time

PAUSE = 10.0  # seconds between two lines


class Progress:
    """Says how far a part is, now and then."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._begun = self._said = time.monotonic()

    def say(self, words: str) -> None:
        """Say it, however soon after the last line."""
        self._said = time.monotonic()
        print(f"{self._part} {self._said - self._begun:4.0f} s: {words}", file=sys.stderr)

    def now_and_then(self, words: str) -> None:
        """Say it if it has been quiet for a while."""
        if time.monotonic() - self._said >= PAUSE:
            self.say(words)
