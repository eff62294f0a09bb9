"""Copies of a database in use, and databases from copies: of either kind, into either kind."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import Config
from bot.databases import Server
from bot.flow.alarm import Alarm
from bot.flow.effects import SetAlarm
from bot.keys import new_key
from bot.plan.recurrence import Daily
from bot.store import Store
from bot.store.backup import back_up, restore
from bot.store.codec import Codec
from bot.store.copying import TABLES
from bot.store.errors import AlreadyHandled, Unusable
from bot.text import text
from tests.postgres import Cluster
from tests.store.samples import (
    ANNA,
    BEN,
    NOW,
    alarm,
    kept,
    opened,
    posted,
    say,
    set_alarms,
    state,
    turn,
)

KEY = new_key()
LATER = NOW + timedelta(hours=3)


@dataclass
class Place:
    """A database, as an operator names it."""

    where: Path | Server

    def config(self, *keys: str) -> Config:
        return Config(database=self.where, keys=keys or (KEY,))

    def opened(self, key: str = KEY) -> AbstractAsyncContextManager[Store]:
        return opened(self.where, Codec([key]))


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


@pytest.fixture
async def places(
    request: pytest.FixtureRequest, tmp_path: Path, cluster: Cluster
) -> AsyncIterator[tuple[Place, Place]]:
    """Where a copy is made, and where it is put back."""
    first, second = request.param
    async with cluster.database() as one, cluster.database() as two:
        yield (
            Place(tmp_path / "one.db" if first == "sqlite" else Server(one)),
            Place(tmp_path / "two.db" if second == "sqlite" else Server(two)),
        )


every_way = pytest.mark.parametrize(
    "places",
    [(a, b) for a in ("sqlite", "postgres") for b in ("sqlite", "postgres")],
    indirect=True,
    ids="-to-".join,
)


@every_way
async def test_what_is_known_comes_back_and_nothing_is_said_again(
    places: tuple[Place, Place], tmp_path: Path
) -> None:
    here, there = places
    async with here.opened() as store:
        version = await kept(store, ANNA, update=5)
        await store.progress(await posted(store, ANNA, "a", "b"), 1, {7: 700})
        await back_up(here.config(), tmp_path / "copy")  # the bot runs meanwhile
        await store.commit(turn(BEN, state(2)))
    await restore(there.config(), tmp_path / "copy", LATER, replace=False)
    async with there.opened() as store:
        loaded, later = await store.load(ANNA)
        assert (loaded, later > version) == (state(1), True)
        assert await store.message(ANNA, 7) == 700
        assert await store.pending() == []
        assert (await store.load(BEN))[1] == 0
        with pytest.raises(AlreadyHandled):
            await store.commit(turn(ANNA, state(2), later, update=5))
        parcel = await store.commit(turn(ANNA, state(2), later, say("hi"), update=6))
        assert await store.pending() == [parcel]


@every_way
async def test_of_what_was_due_only_care_comes_back_and_what_comes_again_goes_on(
    places: tuple[Place, Place], tmp_path: Path
) -> None:
    here, there = places
    nudge, care = alarm(NOW, kind="move"), alarm(NOW, kind="follow_up")
    stale = alarm(NOW - timedelta(days=9), kind="follow_up")
    ahead = alarm(LATER + timedelta(hours=1), kind="move")
    daily = Alarm("custom", "custom", nudge.at, text("Get up"), Daily((12 * 60,), "UTC"))
    async with here.opened() as store:
        await store.commit(turn(ANNA, state(1), 0, *set_alarms(nudge, care, stale, ahead, daily)))
        await store.claim(NOW, LATER + timedelta(days=2), 9)
        await back_up(here.config(), tmp_path / "copy")
    await restore(there.config(), tmp_path / "copy", LATER, replace=False)
    async with there.opened() as store:
        assert await store.due(ANNA, LATER) == (care,)
        assert await store.next_alarm() == NOW
        (*_, again) = await store.due(ANNA, NOW + timedelta(days=1))
        assert (again.due, again.words) == (NOW + timedelta(days=1), daily.words)
        assert len(await store.due(ANNA, NOW + timedelta(days=1))) == 3


@every_way
async def test_chats_are_not_lost_to_a_restore_unless_that_is_meant(
    places: tuple[Place, Place], tmp_path: Path
) -> None:
    here, there = places
    async with here.opened() as store:
        await kept(store, ANNA)
    await back_up(here.config(), tmp_path / "copy")
    async with there.opened() as store:
        await kept(store, BEN)
        await posted(store, BEN, "hi")
    with pytest.raises(Unusable, match="holds chats already: add --replace"):
        await restore(there.config(), tmp_path / "copy", LATER, replace=False)
    async with there.opened() as store:
        assert (await store.load(BEN))[0] == state(1)
    aside = await restore(there.config(), tmp_path / "copy", LATER, replace=True)
    async with there.opened() as store:
        assert (await store.load(ANNA))[0] == state(1)
        assert (await store.load(BEN))[1] == 0
        assert await store.pending() == []
    if isinstance(there.where, Path):
        assert aside == tmp_path / "two.db.before-20261122T150000"
        async with Place(aside).opened() as store:
            assert (await store.load(BEN))[0] == state(1)


@every_way
async def test_a_copy_is_of_no_use_without_its_key(
    places: tuple[Place, Place], tmp_path: Path
) -> None:
    here, there = places
    async with here.opened() as store:
        await kept(store, ANNA)
    await back_up(here.config(), tmp_path / "copy")
    assert b"one_leg" not in (tmp_path / "copy").read_bytes()
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600
    other = new_key()
    with pytest.raises(Unusable, match="copy was written with another key; it needs the key"):
        await restore(there.config(other), tmp_path / "copy", LATER, replace=True)
    await restore(there.config(other, KEY), tmp_path / "copy", LATER, replace=True)
    async with there.opened(other) as store:  # from now on the old one is not needed
        assert (await store.load(ANNA))[0] == state(1)


async def test_a_bot_that_runs_is_not_restored_under_its_feet(
    tmp_path: Path, server_url: str
) -> None:
    for place in (Place(tmp_path / "chats.db"), Place(Server(server_url))):
        async with place.opened() as store:
            await back_up(place.config(), tmp_path / f"{type(place.where).__name__}.copy")
            if store.sharing is not None:
                assert await store.sharing.lease("sending").take()
            with pytest.raises(Unusable, match=r"another legwise is running|a bot runs on"):
                await restore(
                    place.config(),
                    tmp_path / f"{type(place.where).__name__}.copy",
                    LATER,
                    replace=True,
                )


@pytest.mark.parametrize("words", [b"", b"a diary\n" * 99])
async def test_what_is_no_backup_changes_nothing(tmp_path: Path, words: bytes) -> None:
    place = Place(tmp_path / "chats.db")
    async with place.opened() as store:
        await kept(store, ANNA)
    (tmp_path / "copy").write_bytes(words)
    before = place.where.read_bytes() if isinstance(place.where, Path) else b""
    with pytest.raises(Unusable, match="is no backup"):
        await restore(place.config(), tmp_path / "copy", LATER, replace=True)
    assert (tmp_path / "chats.db").read_bytes() == before
    assert names(tmp_path) == {"chats.db", "chats.db.lock", "copy"}


async def test_a_file_that_exists_is_not_written_over(tmp_path: Path) -> None:
    place = Place(tmp_path / "chats.db")
    async with place.opened():
        pass
    (tmp_path / "copy").write_text("a diary")
    with pytest.raises(Unusable, match="copy exists: choose another name"):
        await back_up(place.config(), tmp_path / "copy")
    with pytest.raises(Unusable, match=r"far/copy cannot be written"):
        await back_up(place.config(), tmp_path / "far" / "copy")
    with pytest.raises(Unusable, match=r"there is no file .*none\.db"):
        await back_up(Config(database=tmp_path / "none.db"), tmp_path / "new")
    assert names(tmp_path) == {"chats.db", "chats.db.lock", "copy"}


async def test_memory_has_no_backup(tmp_path: Path) -> None:
    for work in (
        back_up(Config(), tmp_path / "copy"),
        restore(Config(), tmp_path / "copy", LATER, replace=False),
    ):
        with pytest.raises(Unusable, match="in memory, where nothing lasts"):
            await work
    assert names(tmp_path) == set()


async def test_every_table_is_copied_or_left_behind_on_purpose(tmp_path: Path) -> None:
    place = Place(tmp_path / "chats.db")
    async with place.opened() as store:
        await store.commit(turn(ANNA, state(1), 0, SetAlarm(alarm(NOW))))
    with closing(sqlite3.connect(tmp_path / "chats.db")) as database:
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = {name for (name,) in found} - {"sqlite_sequence"}
    assert tables == {*TABLES, "parcels", "set_aside"}
