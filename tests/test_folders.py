"""Somebody without a home: a number that no list of users has, as in a container."""

import os
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot import folders
from bot.config import Config, ConfigError, load_config, load_keys
from bot.load import load_library, load_texts
from bot.places.keeping import open_index
from bot.proofs import why_unproved
from bot.store.connect import open_store
from bot.store.errors import Unusable


@pytest.fixture(autouse=True)
def _homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*(n for n in os.environ if n.startswith("XDG_")), "HOME"):
        monkeypatch.delenv(name, raising=False)

    def nobody(number: int) -> None:
        raise KeyError(number)

    monkeypatch.setattr("pwd.getpwuid", nobody)


def config(tmp_path: Path, **settings: str) -> Config:
    return load_config(settings, tmp_path)


async def test_chats_need_a_place_that_is_named(tmp_path: Path) -> None:
    key = "A" * 43
    with pytest.raises(Unusable, match=r"DATABASE_URL is not set.*no home folder: set it, or HOME"):
        await open_store(config(tmp_path, LEGWISE_KEY=key))
    named = config(tmp_path, LEGWISE_KEY=key, DATABASE_URL="sqlite:///chats.db")
    await (await open_store(named)).close()
    assert (tmp_path / "chats.db").exists()


def test_a_key_needs_a_place_too(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"LEGWISE_KEY is not set.*no home folder: set it, or HOME"):  # fmt: skip
        load_keys(config(tmp_path, DATABASE_URL="sqlite:///chats.db"))


@pytest.mark.parametrize("name", ["~/chats.db", "~somebodyelse/chats.db"])
def test_a_home_that_is_none_is_named(tmp_path: Path, name: str) -> None:
    whose = name.partition("/")[0]
    with pytest.raises(ConfigError, match=f"{whose} is nobody's home: a whole path is allowed"):
        config(tmp_path, DATABASE_URL=f"sqlite:///{name}")


def test_without_a_cache_everything_works_and_nothing_is_kept() -> None:
    hiccups = load_library(Config(), load_texts()).flows["hiccups"]
    assert why_unproved(hiccups) is None
    with capture_logs() as log, open_index() as places:
        assert places.execute("SELECT 1").fetchone() == (1,)
    places.close()
    assert [line["event"] for line in log] == ["the index of places cannot be kept on disk"]
    assert not folders.NOWHERE.exists()
