"""Files of words: where ours are, and any one read."""

from pathlib import Path

from bot.flow.errors import InvalidFlow, Problem
from bot.flow.reading.nodes import LARGEST

HOME = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """Find `flows` or `locales`: beside the package in a checkout, inside it where it was installed."""
    beside = HOME.parent / name
    return (
        beside
        if (HOME.parent / "pyproject.toml").exists() and beside.is_dir()
        else HOME / "data" / name
    )


def read_file(path: Path) -> str:
    """Read a text file.

    Raises:
        InvalidFlow: It cannot be read, is too large, or is not UTF-8.
    """
    line, column = 1, 1
    try:
        written = _bytes(path)
        return written.decode("utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
    except UnicodeDecodeError as error:
        before = written[: error.start].decode("utf-8").split("\n")
        line, column = len(before), len(before[-1]) + 1
        reason = f"byte {error.start + 1} is not UTF-8; save the file as UTF-8"
    raise InvalidFlow((Problem(shown(path), line, column, f"cannot be read: {reason}"),))


def _bytes(path: Path) -> bytes:
    """Read at most what a file may hold, and nothing that has no end.

    Raises:
        OSError: It cannot be read, or is larger.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(0, "this is a device or a pipe, not a file")
    with path.open("rb") as file:
        written = file.read(LARGEST + 1)
    if len(written) > LARGEST:
        raise OSError(0, f"it is larger than {LARGEST // 1_000_000} MB")
    return written


def shown(path: Path) -> str:
    """A path as messages name it: from the current folder, where it is below that."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
