"""The index is made once and kept; whatever is in the way of that takes no place away."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.places.index import Index
from bot.places.keeping import open_index


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the index was made."""
    folder = tmp_path_factory.mktemp("places")
    open_index(folder).close()
    return folder


def knows_heathrow(database: sqlite3.Connection) -> bool:
    place = Index(database).coded("LHR")
    database.close()
    return place is not None and place.zone == "Europe/London"


def test_it_is_made_once_and_alone_in_its_folder(made: Path) -> None:
    (file,) = made.iterdir()
    before = file.stat().st_mtime_ns
    assert knows_heathrow(open_index(made))
    assert [path.stat().st_mtime_ns for path in made.iterdir()] == [before]


@pytest.mark.parametrize("left", [0, 100_000])
def test_a_file_cut_short_is_made_anew(made: Path, tmp_path: Path, left: int) -> None:
    (whole,) = made.iterdir()
    broken = tmp_path / whole.name
    broken.write_bytes(whole.read_bytes()[:left])
    assert knows_heathrow(open_index(tmp_path))
    assert broken.read_bytes() == whole.read_bytes()


def test_where_nothing_can_be_written_it_is_held_in_memory_and_said_so(tmp_path: Path) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.touch()
    with capture_logs() as log:
        assert knows_heathrow(open_index(in_the_way / "places"))
    assert [(line["log_level"], line["event"]) for line in log] == [
        ("warning", "the index of places cannot be kept on disk")
    ]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only here disks are full on request")
def test_on_a_full_disk_it_is_held_in_memory_and_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.mkstemp", lambda *_, **__: full(tmp_path))
    with capture_logs() as log:
        assert knows_heathrow(open_index(tmp_path))
    assert "No space left on device" in log[0]["reason"]
    assert list(tmp_path.iterdir()) == []


def full(folder: Path) -> tuple[int, str]:
    name = folder / "part"
    name.symlink_to("/dev/full")
    return os.open(name, os.O_WRONLY), str(name)


def test_where_no_other_process_can_be_started_it_is_made_in_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "none"))
    with capture_logs() as log:
        assert knows_heathrow(open_index(tmp_path))
    assert [line["event"] for line in log] == [
        "the index of places cannot be kept on disk",
        "the index of places is made in this process",
    ]


def test_two_processes_that_make_it_at_once_both_find_places(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from bot.places.keeping import open_index;"
        "from bot.places.index import Index;"
        "print(Index(open_index(pathlib.Path(sys.argv[1]))).coded('SIN').zone)"
    )
    root = Path(__file__).resolve().parents[2]
    both = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], cwd=root, stdout=-1)  # noqa: S603
        for _ in range(2)
    ]
    assert [one.communicate()[0].strip() for one in both] == [b"Asia/Singapore"] * 2
    assert len(list(tmp_path.iterdir())) == 1
