"""Databases that open, and those that are refused in one line and left as they were."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.config import Config
from bot.store.codec import Codec, new_key
from bot.store.connect import open_store
from bot.store.errors import Unusable
from tests.store.samples import ANNA, opened, state, turn


def content(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def modes(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}


async def refusal(file: Path, codec: Codec) -> str:
    """Why the file is not opened; that it was not touched is checked on the way."""
    before = content(file)
    with pytest.raises(Unusable) as caught:
        async with opened(file, codec):
            pass
    assert content(file) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


async def filled(file: Path, codec: Codec) -> Path:
    async with opened(file, codec) as store:
        await store.commit(turn(ANNA, state(1)))
    return file


async def test_what_was_kept_is_there_after_a_restart(tmp_path: Path, codec: Codec) -> None:
    file = await filled(tmp_path / "chats.db", codec)
    async with opened(str(file), codec) as store:
        assert (await store.load(ANNA))[0] == state(1)


async def test_nobody_else_may_read_the_file(tmp_path: Path, codec: Codec) -> None:
    async with opened(tmp_path / "chats.db", codec) as store:
        await store.commit(turn(ANNA, state(1)))
        found = modes(tmp_path)
    assert found == dict.fromkeys(
        ("chats.db", "chats.db-shm", "chats.db-wal", "chats.db.lock"), 0o600
    )


async def test_a_missing_folder(tmp_path: Path, codec: Codec) -> None:
    told = await refusal(tmp_path / "typo" / "chats.db", codec)
    assert told == f"{tmp_path}/typo is no folder: make it, or set DATABASE_URL to another file"
    assert modes(tmp_path) == {}


async def test_a_folder_in_the_files_place(tmp_path: Path, codec: Codec) -> None:
    assert "is no file" in await refusal(tmp_path, codec)


@pytest.mark.parametrize("place", ["folder", "file"])
async def test_missing_rights(
    tmp_path: Path, codec: Codec, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await filled(tmp_path / "chats.db", codec)
    closed = tmp_path if place == "folder" else file
    # Rights do not bind root, whom these tests may run as.
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != closed)
    assert "give this user the right" in await refusal(file, codec)


@pytest.mark.parametrize("words", [b"a diary\n", b"a diary" * 1000, b"S"])
async def test_a_file_that_is_no_database(tmp_path: Path, codec: Codec, words: bytes) -> None:
    file = tmp_path / "diary.txt"
    file.write_bytes(words)
    told = await refusal(file, codec)
    assert told == f"{file} is no database: set DATABASE_URL to another file"
    assert list(modes(tmp_path)) == ["diary.txt"]


async def test_another_programs_database(tmp_path: Path, codec: Codec) -> None:
    file = tmp_path / "photos.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE photos (name TEXT)")
    other.close()
    assert "belongs to another program" in await refusal(file, codec)


async def test_a_damaged_database(tmp_path: Path, codec: Codec) -> None:
    file = await filled(tmp_path / "chats.db", codec)
    whole = file.read_bytes()
    file.write_bytes(whole[:100] + os.urandom(len(whole) - 100))
    assert "is damaged" in await refusal(file, codec)


async def test_a_newer_versions_database(tmp_path: Path, codec: Codec) -> None:
    file = await filled(tmp_path / "chats.db", codec)
    with sqlite3.connect(file) as newer:
        newer.execute("PRAGMA user_version = 999")
    newer.close()
    told = await refusal(file, codec)
    assert told.startswith(f"{file} was written by a newer legwise (schema 999, this one knows ")
    assert "run that one" in told


async def test_a_wrong_key(tmp_path: Path, codec: Codec) -> None:
    file = await filled(tmp_path / "chats.db", codec)
    told = await refusal(file, Codec([new_key()]))
    assert told.startswith(f"{file} was written with another key; it needs the key with id ")
    assert told.endswith("add it to LEGWISE_KEY")


async def test_a_busy_database(
    tmp_path: Path, codec: Codec, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await filled(tmp_path / "chats.db", codec)
    monkeypatch.setattr("bot.store.sqlite.BUSY", 0.0)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    told = await refusal(file, codec)
    other.close()
    assert "is locked" in told


async def test_a_second_store_on_one_file(tmp_path: Path, codec: Codec) -> None:
    file = tmp_path / "chats.db"
    link = tmp_path / "link.db"
    link.symlink_to(file)
    async with opened(file, codec):
        for name in (file, link, tmp_path / ".." / tmp_path.name / "chats.db"):
            told = await refusal(name, codec)
            assert told == f"another legwise is running on {file}: stop it, or change DATABASE_URL"
    await filled(file, codec)


async def test_a_second_process_on_one_file(tmp_path: Path, codec: Codec) -> None:
    file = tmp_path / "chats.db"
    words = (
        f"from bot.store.opening import claim; from pathlib import Path; claim(Path({str(file)!r}))"
    )
    async with opened(file, codec):
        second = subprocess.run(  # noqa: S603, ASYNC221  # our own words; nothing else runs here
            [sys.executable, "-c", words], capture_output=True, text=True, check=False
        )
    assert second.returncode == 1
    assert f"another legwise is running on {file}" in second.stderr


async def test_a_refused_file_is_not_kept_locked(tmp_path: Path, codec: Codec) -> None:
    file = await filled(tmp_path / "chats.db", codec)
    await refusal(file, Codec([new_key()]))
    await filled(tmp_path / "chats2.db", codec)
    async with opened(file, codec):
        pass


async def test_sqlite_is_refused_where_the_disk_is_thrown_away(tmp_path: Path) -> None:
    config = Config(database=tmp_path / "chats.db", keys=(new_key(),), dyno="web.1")
    with pytest.raises(Unusable, match="Heroku dyno, whose disk is thrown away"):
        await open_store(config)
    assert modes(tmp_path) == {}
