"""One bot to a file: a lock the kernel lets go when the process dies, however it dies."""

import os
import sys
from pathlib import Path

from bot.store.errors import Unusable

if sys.platform == "win32":
    import msvcrt

    def _seize(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _seize(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Held from creation until `release`, or the end of the process."""

    def __init__(self, database: Path) -> None:
        """Lock `<database>.lock`.

        It stays behind when released: were it deleted, a second process could hold the deleted one.

        Raises:
            Unusable: Another process has it.
        """
        handle = os.open(f"{database}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _seize(handle)
        except OSError:
            os.close(handle)
            raise Unusable(
                f"another legwise is running on {database}: stop it, or change DATABASE_URL"
            ) from None
        self._handle = handle

    def release(self) -> None:
        os.close(self._handle)
