"""Changing keys, and rows that no key opens."""

import logging
import sqlite3
from pathlib import Path

import pytest

from bot.flow.effects import SetAlarm
from bot.flow.state import State
from bot.store.codec import Codec, new_key
from bot.store.errors import Unreadable
from tests.store.samples import ANNA, BEN, NOW, alarm, opened, say, state, turn

OLD, NEW = new_key(), new_key()


async def filled(file: Path, *keys: str) -> None:
    async with opened(file, Codec(keys)) as store:
        await store.commit(turn(ANNA, state(1), 0, say("hi"), SetAlarm(alarm(NOW))))
        await store.commit(turn(BEN, state(2), 0, say("hi")))


def spoil(file: Path, statement: str) -> None:
    with sqlite3.connect(file) as database:
        database.execute(statement)
    database.close()


async def test_after_one_start_with_both_keys_the_old_one_can_go(tmp_path: Path) -> None:
    file = tmp_path / "chats.db"
    await filled(file, OLD)
    async with opened(file, Codec([NEW, OLD])):
        pass
    async with opened(file, Codec([NEW])) as store:
        assert (await store.load(ANNA))[0] == state(1)
        assert [parcel.chat for parcel in await store.pending()] == [ANNA, BEN]
        assert await store.due(ANNA, NOW) == (alarm(NOW),)


async def test_a_row_that_cannot_be_read_is_left_and_the_others_live(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "chats.db"
    await filled(file, OLD)
    spoil(file, "UPDATE chats SET state = x'00' WHERE chat = '1//'")
    spoil(file, "UPDATE parcels SET payload = x'00' WHERE chat = '1//'")
    spoil(file, "UPDATE alarms SET payload = x'00' WHERE chat = '1//'")
    caplog.set_level(logging.WARNING)
    async with opened(file, Codec([NEW, OLD])) as store:
        with pytest.raises(Unreadable):
            await store.load(ANNA)
        assert (await store.load(BEN))[0] == state(2)
        assert [parcel.chat for parcel in await store.pending()] == [BEN]
        assert await store.due(ANNA, NOW) == ()
    assert [record.levelname for record in caplog.records] == ["WARNING"] * 3 + ["ERROR"] * 2


@pytest.mark.parametrize(
    ("table", "column", "context"),
    [
        ("chats", "state", b"chats:1//"),
        ("parcels", "payload", b"parcels:1//"),
        ("alarms", "payload", b"alarms:1//"),
    ],
)
async def test_what_a_newer_version_wrote_inside_is_unreadable(
    tmp_path: Path, table: str, column: str, context: bytes
) -> None:
    file = tmp_path / "chats.db"
    await filled(file, OLD)
    odd = Codec([OLD]).seal(b'{"card": "seven", "effects": 7}', context)
    spoil(file, f"UPDATE {table} SET {column} = x'{odd.hex()}' WHERE chat = '1//'")  # noqa: S608
    async with opened(file, Codec([OLD])) as store:
        if table == "chats":
            with pytest.raises(Unreadable, match="not one this version knows"):
                await store.load(ANNA)
        assert len(await store.pending()) == (1 if table == "parcels" else 2)
        assert len(await store.due(ANNA, NOW)) == (0 if table == "alarms" else 1)


async def test_nothing_personal_is_in_the_file_in_plain(tmp_path: Path) -> None:
    file = tmp_path / "chats.db"
    await filled(file, OLD)
    content = file.read_bytes()
    assert b"1//" in content
    for word in (b"one_leg", b"swelling", b"chest_pain", b"hi", b"Show", b"Get up"):
        assert word not in content.replace(b"chats", b"")


async def test_sealed_lengths_tell_little(tmp_path: Path) -> None:
    file = tmp_path / "chats.db"
    async with opened(file, Codec([OLD])) as store:
        for number in (1, 5, 90):
            await store.commit(turn(ANNA, State(), 0, say("x" * number)))
    with sqlite3.connect(file) as database:
        lengths = database.execute("SELECT DISTINCT length(payload) FROM parcels").fetchall()
    database.close()
    assert len(lengths) == 1
