"""Keeps the index of places in the user's cache, made when first needed, and opens it.

Whatever is in the way costs time and memory, never a place: a folder that cannot be written, a full disk, a file
that is not as it was made, another process that makes the same one.
"""

import hashlib
import os
import sqlite3
import subprocess
import tempfile
import time
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import structlog

from bot import folders
from bot.child import run_module, why_failed
from bot.flow.hearing import tongue
from bot.places.index import OURS

HERE = Path(__file__).resolve().parent
MAKER = "bot.places.making"
PATIENCE = 120  # seconds for a second's work: the machine may be busy
OLD = 24 * 3600  # seconds: whoever made such a file has put it in its place, or never will

_log = structlog.get_logger(__name__)


def open_index(folder: Path | None = None) -> sqlite3.Connection:
    """Open the index, to be read from any thread; make it if it is not there.

    Args:
        folder: Where it is kept; None for the user's cache.
    """
    folder = folder or folders.cache() / "places"
    file = folder / f"{_edition()}.db"
    kept = _kept(file)
    if kept is None:
        try:
            _make(file)
            kept = _kept(file)
        except (OSError, subprocess.SubprocessError) as error:
            _log.warning(
                "the index of places cannot be kept on disk",
                folder=str(folder),
                reason=why_failed(error),
            )
    return kept or _held()


def _edition() -> str:
    """What the index follows from: another airportsdata, other towns or other rules make another."""
    found = hashlib.sha256(f"{version('airportsdata')} {sqlite3.sqlite_version}".encode())
    for path in (*sorted(HERE.glob("*.py")), HERE / "towns.csv", Path(tongue.__file__)):
        found.update(path.read_bytes())
    return found.hexdigest()[:32]


def _kept(file: Path) -> sqlite3.Connection | None:
    """Open it, if it is there and whole."""
    if not file.is_file():
        return None
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    with suppress(sqlite3.Error):
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        (checked,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if (mark, checked) == (OURS, "ok"):
            return connection
    connection.close()
    return None


def _make(file: Path) -> None:
    """Make it beside its place, and put it there whole or not at all: two processes may do so at once."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _tidy(file.parent)
    number, name = tempfile.mkstemp(".part", dir=file.parent)
    part = Path(name)
    try:
        with os.fdopen(number, "wb") as out:
            run_module(MAKER, out=out, patience=PATIENCE)
            os.fsync(out.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _tidy(folder: Path) -> None:
    """Drop what earlier versions kept, and what a crash left."""
    for path in folder.iterdir():
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > OLD:
                path.unlink()


def _held() -> sqlite3.Connection:
    """Hold it in memory."""
    try:
        index = run_module(MAKER, patience=PATIENCE)
    except (OSError, subprocess.SubprocessError) as error:
        _log.warning("the index of places is made in this process", reason=why_failed(error))
        from bot.places.making import make_index  # noqa: PLC0415  it reads large libraries

        index = make_index()
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(index)
    return connection
