"""Work that takes much memory, done by another process: what it took goes back when it ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

HOME = Path(__file__).resolve().parent.parent


class Interrupted(subprocess.SubprocessError):
    """Ctrl+C ended the process, and is meant for whoever started it."""


def run_module(
    module: str,
    given: bytes = b"",
    out: IO[bytes] | int = subprocess.PIPE,
    patience: float | None = None,
) -> bytes:
    """Run one of our modules as a process of its own; return what it wrote, where that is a pipe.

    Args:
        module: As `python -m` takes it.
        given: What it reads from its standard input.
        out: Where it writes to.
        patience: Seconds; None to wait for as long as it takes.

    Raises:
        OSError: No process can be started here.
        subprocess.SubprocessError: It failed, or took too long.
        Interrupted: One of these, which asks for no other way.
    """
    if not sys.executable:
        raise OSError(0, "it is not known where Python is")
    path = os.pathsep.join([str(HOME), os.environ.get("PYTHONPATH", "")])
    ended = subprocess.run(  # noqa: S603  our own module
        [sys.executable, "-P", "-m", module],
        input=given,
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
        timeout=patience,
        env={**os.environ, "PYTHONPATH": path.rstrip(os.pathsep)},
    )
    if ended.returncode == -signal.SIGINT:
        raise Interrupted("interrupted")
    ended.check_returncode()
    return ended.stdout or b""


def why_failed(error: Exception) -> str:
    """Say in one line why `run_module` failed: the last that the process said, if it said anything."""
    told = getattr(error, "stderr", None) or b""
    last: str = told.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return last or str(error)
