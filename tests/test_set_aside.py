"""`legwise set-aside`, as an operator types it."""

import asyncio
from pathlib import Path

import pytest

from bot.databases import Server
from bot.store.codec import Codec, new_key
from tests.commands import Legwise
from tests.store.samples import NOW, opened


async def note(file: Path) -> None:
    async with opened(file, Codec([new_key()])) as store:
        for _ in range(2):
            await store.set_aside("sendMessage", "Chat not found", NOW)


def test_what_was_given_up_is_listed_and_cleared(
    legwise: Legwise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(note(tmp_path / "chats.db"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'chats.db'}")
    line = "    2 times, 2026-11-22 12:00 to 2026-11-22 12:00  sendMessage: Chat not found\n"
    assert legwise("set-aside") == (0, line, "")
    assert legwise("set-aside", "--clear") == (0, line, "")
    assert legwise("set-aside") == (0, "nothing is set aside\n", "")


def test_it_can_be_asked_while_the_bot_runs(
    legwise: Legwise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'chats.db'}")

    async def meanwhile() -> tuple[int, str, str]:
        async with opened(tmp_path / "chats.db", Codec([new_key()])) as store:
            await store.set_aside("update", "unreadable", NOW)
            return await asyncio.to_thread(legwise, "set-aside", "--clear")

    code, told, complaint = asyncio.run(meanwhile())
    assert (code, complaint) == (0, "")
    assert "update: unreadable" in told


async def test_on_postgresql_too_while_the_bot_runs(
    legwise: Legwise, server_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = new_key()
    monkeypatch.setenv("DATABASE_URL", server_url)
    monkeypatch.setenv("LEGWISE_KEY", key)
    async with opened(Server(server_url), Codec([key])) as store:
        await store.set_aside("update", "unreadable", NOW)
        line = "    1 times, 2026-11-22 12:00 to 2026-11-22 12:00  update: unreadable\n"
        assert await asyncio.to_thread(legwise, "set-aside", "--clear") == (0, line, "")
        assert await store.aside() == []
        monkeypatch.setenv("LEGWISE_KEY", new_key())
        code, _, complaint = await asyncio.to_thread(legwise, "set-aside")
    assert code == 2
    assert len(complaint.splitlines()) == 1


@pytest.mark.parametrize("what", ["nothing", "text"])
def test_what_is_no_database_of_ours_is_refused_in_a_line(
    legwise: Legwise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    if what == "text":
        (tmp_path / "chats.db").write_text("words " * 100, encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'chats.db'}")
    code, _, complaint = legwise("set-aside")
    assert code == 2
    assert len(complaint.splitlines()) == 1
