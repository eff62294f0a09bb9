"""`legwise check --watch`, as a process beside an editor."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flow.read_cases import GOOD


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture(params=["small.yaml", "small"], ids=["by its file", "by its name"])
def watching(flow: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-u", "-m", "bot", "check", "--watch", request.param]
    settings = {key: os.environ[key] for key in ("PATH", "HOME", "PYTHONPATH") if key in os.environ}
    settings["LEGWISE_FLOWS"] = str(flow.parent)
    process = subprocess.Popen(  # noqa: S603  our own command
        command,
        cwd=flow.parent,
        env=settings,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # Started in the background, these tests are deaf to it themselves, and so would their children be.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  no threads
    )
    yield process
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def until(process: subprocess.Popen[str], words: str) -> list[str]:
    """Everything printed up to the line that holds these words."""
    assert process.stdout is not None
    read: list[str] = []
    while not read or words not in read[-1]:
        line = process.stdout.readline()
        assert line, f"it ended after {read}"
        read.append(line.rstrip())
    return read


def test_each_saved_change_is_checked_until_it_is_stopped(
    watching: subprocess.Popen[str], flow: Path
) -> None:
    until(watching, "1 flow(s) read")
    until(watching, "Waiting for a change")
    flow.write_text(GOOD.replace("urgency: 4", "urgency: 9"), encoding="utf-8")
    told = until(watching, "Waiting for a change")
    assert any("a number from 1 to 4 is expected here, not '9'" in line for line in told)
    (flow.parent / "notes.txt").write_text("nothing to do with it", encoding="utf-8")
    flow.unlink()
    told = until(watching, "Waiting for a change")
    assert "small.yaml:1:1: cannot be read: No such file or directory" in told
    flow.write_text(GOOD, encoding="utf-8")
    until(watching, "1 flow(s) read")
    until(watching, "Waiting for a change")
    watching.send_signal(signal.SIGINT)
    assert watching.wait(20) == 130
