"""The key that is made once, and opening the store with it."""

import asyncio
from pathlib import Path

import pytest

from bot.config import Config, ConfigError, default_database, load_keys
from bot.keys import new_key
from bot.store.connect import open_store
from bot.store.errors import Unusable
from tests.store.samples import ANNA, state, turn


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


def unset(home: Path) -> Config:
    return Config(database=home / "chats.db")


def key_file(home: Path) -> Path:
    return home / "config" / "legwise" / "key"


def refusal(config: Config) -> str:
    with pytest.raises(ConfigError) as caught:
        load_keys(config)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_keys_that_are_set_are_the_keys(home: Path) -> None:
    keys = (new_key(), new_key())
    assert load_keys(Config(keys=keys, database=home / "chats.db")) == keys
    assert not key_file(home).exists()


def test_a_key_is_made_once_for_its_owner_only(home: Path) -> None:
    keys = load_keys(unset(home))
    assert load_keys(unset(home)) == keys
    assert [file.name for file in key_file(home).parent.iterdir()] == ["key"]
    assert key_file(home).stat().st_mode & 0o777 == 0o600
    assert key_file(home).parent.stat().st_mode & 0o777 == 0o700


def test_memory_has_a_key_of_its_own_and_leaves_none(home: Path) -> None:
    assert load_keys(Config()) != load_keys(Config())
    assert not key_file(home).exists()


def test_of_two_processes_that_make_a_key_at_once_both_use_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = load_keys(unset(home))
    exists = Path.exists
    # As if the other had made it just after this one looked.
    monkeypatch.setattr(Path, "exists", lambda path: path.name != "key" and exists(path))
    assert load_keys(unset(home)) == keys
    assert [file.name for file in key_file(home).parent.iterdir()] == ["key"]


def test_a_key_others_may_read_is_refused_with_the_way_out(home: Path) -> None:
    load_keys(unset(home))
    key_file(home).chmod(0o640)
    assert f"run chmod 600 '{key_file(home)}'" in refusal(unset(home))


@pytest.mark.parametrize("content", [b"", b"hunter2", b"\xff"])
def test_a_file_that_holds_no_key_is_refused_unshown(home: Path, content: bytes) -> None:
    load_keys(unset(home))
    key_file(home).write_bytes(content)
    told = refusal(unset(home))
    assert told.startswith("LEGWISE_KEY is not set, and the key file is of no use: ")
    assert "put the key back from a copy" in told
    assert "hunter2" not in told


def test_a_place_that_cannot_be_written_is_named(home: Path) -> None:
    (home / "config").write_text("a file where a folder should be")
    assert str(home / "config") in refusal(unset(home))


def test_the_key_never_lies_beside_the_data(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "any folder but the key's" in refusal(Config(database=key_file(home).with_name("a.db")))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "data"))
    load_keys(Config(database=default_database()))
    assert (home / "data" / "legwise-key" / "key").exists()
    assert not default_database().parent.exists()


def test_only_posix_syncs_folders(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = unset(home)
    monkeypatch.setattr("bot.keys.POSIX", False)
    keys = load_keys(path)
    key_file(home).chmod(0o644)  # which says nothing there
    assert load_keys(path) == keys


async def test_the_default_store_makes_its_folder_and_opens_again(home: Path) -> None:
    config = Config(database=default_database())
    for version in (0, 1):
        store = await open_store(config)
        loaded, found = await store.load(ANNA)
        assert bool(found) == bool(version)
        await store.commit(turn(ANNA, state(loaded.card + 1), found))
        await store.close()
    assert (home / "data" / "legwise").stat().st_mode & 0o777 == 0o700


def test_a_store_in_memory_needs_nothing(home: Path) -> None:
    async def visit() -> None:
        await (await open_store(Config())).close()

    asyncio.run(visit())
    assert not any(home.iterdir())


async def test_a_store_without_its_key_says_so(home: Path) -> None:
    config = unset(home)
    await (await open_store(config)).close()
    key_file(home).unlink()
    with pytest.raises(Unusable, match="is missing: put it back"):
        await open_store(config)
    assert not key_file(home).exists()  # a new key would look like the right one


async def test_a_key_that_others_may_read_is_refused(home: Path) -> None:
    config = unset(home)
    await (await open_store(config)).close()
    key_file(home).chmod(0o644)
    with pytest.raises(Unusable, match="chmod 600"):
        await open_store(config)
