"""The bot as a process: how it starts, what it prints, how it ends."""

import json
import signal
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox import hang
from tests.end_to_end.chats import play
from tests.end_to_end.conftest import Stage
from tests.end_to_end.process import BotProcess


@dataclass
class Refusal:
    """How a start that cannot be ended."""

    code: int
    lines: list[str]


async def refused(process: BotProcess) -> Refusal:
    async with process.running():
        code = await process.end(None)
    return Refusal(code, process.errors)


async def on(stage: Stage) -> None:
    """Wait until a started bot polls."""
    await stage.sandbox.until(
        lambda: any(c.method == "setMyCommands" for c in stage.sandbox.calls), timeout=20
    )


async def test_it_starts_serves_and_stops_at_a_signal(stage: Stage, process: BotProcess) -> None:
    ana = stage.sandbox.user("Zephyrine", id=987_654_321)
    async with process.running():
        await on(stage)
        ana.send("/check")
        await play(
            ana, "[begin:leg-check]\n? red_flags\n> xylophone\n? red_flags\n[o:none]\n? about"
        )
        ana.send_photo("marimba")
        ana.press(ana.last, "<b>")
        await play(ana, "> /about\nFree software")
        assert await process.end(signal.SIGTERM) == 0
    assert process.out == "Legwise is on: https://t.me/legwise_sandbox_bot\n"
    told = "\n".join(process.errors)
    for private in (stage.sandbox.token, "sandbox", stage.key, "987654321", "Zephyrine"):
        assert private not in told
    for words in ("xylophone", "marimba", "red_flags", "Traceback"):
        assert words not in told
    assert not stage.refused()
    async with stage.memory() as store:
        assert await store.pending() == []


async def test_what_is_in_hand_at_a_signal_is_finished(stage: Stage, process: BotProcess) -> None:
    people = [stage.sandbox.user(f"Ana {number}") for number in range(30)]
    async with process.running():
        await on(stage)
        for person in people:
            person.send("/check")
        await stage.sandbox.until(lambda: any(person.from_bot for person in people))
        assert await process.end(signal.SIGTERM) == 0
    handled = {u.key for u in stage.sandbox.world.updates.pending}
    async with stage.memory() as store:
        assert await store.pending() == []
    assert all(person.from_bot for person in people if person.id not in handled)


async def test_a_wrong_token_is_told_in_one_line_with_where_to_get_one(
    stage: Stage, tmp_path: Path
) -> None:
    settings = {"TELEGRAM_API_URL": stage.sandbox.url, "TELEGRAM_BOT_TOKEN": "2:wr0ng-t0ken"}
    end = await refused(BotProcess(tmp_path, settings))
    assert end.code == 2
    (line,) = end.lines
    assert "TELEGRAM_BOT_TOKEN" in line
    assert "@BotFather" in line
    assert "wr0ng" not in line


async def test_out_of_reach_at_the_start_it_keeps_trying_and_stops_when_told(
    stage: Stage, process: BotProcess
) -> None:
    stage.sandbox.faults.next("getMe", hang(), times=99)
    async with process.running():
        await stage.sandbox.until(lambda: stage.sandbox.calls, timeout=20)
        assert await process.end(signal.SIGINT, seconds=4) == 0
    await stage.sandbox.stop()
    async with process.running():
        await process.tells("Telegram is out of reach", times=2)
        assert await process.end(signal.SIGTERM) == 0
    assert "sandbox" not in "\n".join(process.errors)


async def test_a_database_that_another_bot_has_is_left_to_it(
    stage: Stage, process: BotProcess
) -> None:
    async with stage.memory():
        end = await refused(process)
    assert end.code == 2
    (line,) = end.lines
    assert "another legwise is running" in line


async def test_a_database_of_a_newer_version_is_left_as_it_is(
    stage: Stage, process: BotProcess
) -> None:
    async with stage.memory():
        pass
    with closing(sqlite3.connect(stage.file)) as database:
        database.execute("PRAGMA user_version = 999")
        database.commit()
    before = stage.file.read_bytes()
    end = await refused(process)
    assert end.code == 2
    (line,) = end.lines
    assert "newer legwise" in line
    assert stage.file.read_bytes() == before


async def test_what_is_no_database_is_left_as_it_is(stage: Stage, process: BotProcess) -> None:
    stage.file.write_text("Dear diary")
    end = await refused(process)
    assert end.code == 2
    (line,) = end.lines
    assert "is no database" in line
    assert stage.file.read_text() == "Dear diary"


async def test_a_wrong_key_is_told_and_nothing_is_touched(stage: Stage, tmp_path: Path) -> None:
    async with stage.memory():
        pass
    before = stage.file.read_bytes()
    end = await refused(
        BotProcess(
            tmp_path,
            {
                "TELEGRAM_API_URL": stage.sandbox.url,
                "TELEGRAM_BOT_TOKEN": stage.sandbox.token,
                "DATABASE_URL": f"sqlite:///{stage.file}",
                "LEGWISE_KEY": "A" * 43 + "=",
            },
        )
    )
    assert end.code == 2
    assert "key" in "\n".join(end.lines)
    assert "AAAA" not in "\n".join(end.lines)
    assert stage.file.read_bytes() == before


async def test_logs_can_be_json(tmp_path: Path) -> None:
    process = BotProcess(
        tmp_path,
        {
            "TELEGRAM_API_URL": "http://127.0.0.1:9",
            "TELEGRAM_BOT_TOKEN": "1:sandbox",
            "DATABASE_URL": "sqlite://",
            "LEGWISE_LOG_FORMAT": "json",
        },
    )
    async with process.running():
        await process.tells("")
        assert await process.end(signal.SIGTERM) == 0
    line = json.loads(process.errors[0])
    assert line["level"] == "warning"
    assert line["event"] == "Telegram is out of reach; trying again"
