"""Files of words: named as people see them, and read."""

from pathlib import Path

import pytest

from bot.files import read_file, shown
from bot.flow.errors import InvalidFlow


def test_a_path_is_named_from_the_current_folder_where_it_is_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "a" / "b.yaml") == "a/b.yaml"
    assert shown(Path("b.yaml")) == "b.yaml"
    assert shown(tmp_path.parent / "b.yaml") == str(tmp_path.parent / "b.yaml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidFlow, match="cannot be read: Is a directory"):
        read_file(tmp_path)
