"""What is logged tells no secret and nothing about anybody."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs
from bot.config import Config

TOKEN = "123456:s3cret"  # noqa: S105  of no bot


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Put logging back as other tests expect it."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    levels = {name: logging.getLogger(name).level for name in ("bot", *logs.SILENT)}
    yield
    structlog.reset_defaults()
    root.setLevel(level)
    root.handlers[:] = handlers
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


def heard(log_format: str = "console", level: str = "info") -> io.StringIO:
    stream = io.StringIO()
    config = Config(token=TOKEN, keys=("k3y",), log=level, log_format=log_format)
    logs.set_up(config, stream)
    return stream


def stumble(words: str) -> None:
    raise ValueError(f"cannot read {words}")


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_of_an_exception_type_and_place_are_told_not_what_was_said(log_format: str) -> None:
    stream = heard(log_format)
    try:
        stumble("my left calf")
    except ValueError:
        structlog.get_logger("bot.x").exception("a step failed", what="Said")
        logging.getLogger("bot.y").exception("so did another")
    first, second = stream.getvalue().splitlines()
    for line in (first, second):
        assert "calf" not in line
        assert "ValueError" in line
        assert "tests/test_logs.py:" in line
        assert "stumble" in line


def test_a_secret_is_blotted_out_wherever_it_turns_up() -> None:
    stream = heard("json")
    structlog.get_logger().warning("failed", url=f"https://x/bot{TOKEN}/getMe", key="k3y")
    logging.getLogger("other").warning("so did https://x/bot%s/getMe", TOKEN)
    assert "s3cret" not in stream.getvalue()
    assert "k3y" not in stream.getvalue()


def test_libraries_that_log_addresses_and_contents_are_silent_at_any_level() -> None:
    stream = heard(level="debug")
    for name in (
        "aiohttp.client",
        "httpx",
        "telegram.Bot",
        "telegram.request",
        "aiosqlite",
        "httpcore.http11",
    ):
        logging.getLogger(name).error("sent %s", "words")
    assert not stream.getvalue()


def test_the_level_is_as_set_for_us_and_warning_for_others() -> None:
    stream = heard("json", "info")
    structlog.get_logger().debug("no")
    structlog.get_logger().info("yes")
    logging.getLogger("bot.store").info("yes too")
    logging.getLogger("uvicorn").info("no")
    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == [
        "yes",
        "yes too",
    ]
