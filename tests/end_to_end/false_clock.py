"""A clock that only some processes see, and that can be set while they run. How long things take is not changed by it.

libfaketime stands between them and the kernel: what Python, SQLite and PostgreSQL take for the time of day is its.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

PACKAGE = "libfaketime"  # Debian's name
PLACES = ("/usr/lib/*/faketime", "/usr/lib*/faketime", "/usr/local/lib*/faketime")
LIBRARY = "libfaketimeMT.so.1"  # for programs with threads


class NoFalseClock(Exception):
    """The library is not installed."""


def library() -> Path:
    """
    Raises:
        NoFalseClock: It is nowhere.
    """
    root = Path("/")
    for place in PLACES:
        for found in sorted(root.glob(f"{place[1:]}/{LIBRARY}")):
            return found
    raise NoFalseClock(
        f"{LIBRARY} is missing: install the package {PACKAGE} (apt-get install {PACKAGE})"
    )


class FalseClock:
    """Right at first."""

    def __init__(self, file: Path) -> None:
        """
        Args:
            file: Will say how wrong it is; processes look there whenever they want to know the time.

        Raises:
            NoFalseClock: There can be none here.
        """
        self._library, self._file = library(), file
        self.ahead = timedelta()
        self.put(self.ahead)

    @property
    def settings(self) -> dict[str, str]:
        """What makes a process look at this clock, in its environment."""
        return {
            "LD_PRELOAD": str(self._library),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",  # whoever sets a clock does not change the files' times
        }

    def put(self, ahead: timedelta) -> None:
        """Set it so far ahead of the true one, or behind."""
        self.ahead = ahead
        new = self._file.with_suffix(".new")
        new.write_text(f"{ahead.total_seconds():+.3f}\n", encoding="ascii")
        new.chmod(0o644)  # PostgreSQL is another user
        new.replace(self._file)  # at once: nobody may find half a number

    def move(self, by: timedelta) -> None:
        """Set it forward, or back."""
        self.put(self.ahead + by)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead
