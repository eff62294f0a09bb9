"""Commands, run as somebody types them."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main

Legwise = Callable[..., tuple[int, str, str]]


@pytest.fixture
def legwise(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Legwise:
    """Run a command in an empty folder without settings; exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    for name in ("TELEGRAM_BOT_TOKEN", "LEGWISE_FLOWS", "DATABASE_URL", "LEGWISE_KEY", "WEBHOOK_URL"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["legwise", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run
