"""Proofs that are remembered, and what is not believed."""

import shutil
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot import proofs
from bot.config import Config
from bot.flow.errors import FlowError
from bot.flow.model import Flow
from bot.flow.read import read_flow
from bot.load import load_library, proved_library
from bot.proofs import memory_of, unproved, why_unproved
from tests.chat import TEXTS
from tests.flow.read_cases import PROVED

BROKEN = PROVED.replace("claims: [", "claims: [{never: emergency, when: {swelling: one_leg}}, ")
WRONG = "not so: never emergency when swelling: one_leg"


def flow(text: str) -> Flow:
    return read_flow(text, "small.yaml")


def test_a_proof_that_holds_is_remembered(tmp_path: Path) -> None:
    assert why_unproved(flow(PROVED), tmp_path) is None
    (memory,) = tmp_path.iterdir()
    assert memory == memory_of(flow(PROVED), tmp_path)
    assert why_unproved(flow(PROVED), tmp_path) is None


def test_what_is_broken_is_told_in_one_line_each_time(tmp_path: Path) -> None:
    assert why_unproved(flow(BROKEN), tmp_path) == WRONG
    assert why_unproved(flow(BROKEN), tmp_path) == WRONG
    assert list(tmp_path.iterdir()) == []
    twice = BROKEN.replace("claims: [", "claims: [{always: soon}, ")
    assert why_unproved(flow(twice), tmp_path) == "not so: always soon when always (and 1 more)"


def test_what_was_remembered_is_believed(tmp_path: Path) -> None:
    memory = memory_of(flow(BROKEN), tmp_path)
    memory.write_text(f"proved {memory.name}\n")
    assert why_unproved(flow(BROKEN), tmp_path) is None


@pytest.mark.parametrize("words", ["", "proved", "proved another\n"])
def test_a_memory_that_is_not_as_it_was_written_is_not_believed(tmp_path: Path, words: str) -> None:
    why_unproved(flow(PROVED), tmp_path)
    other = memory_of(flow(PROVED), tmp_path).read_text()
    for found in (words, other):
        memory_of(flow(BROKEN), tmp_path).write_text(found)
        assert why_unproved(flow(BROKEN), tmp_path) == WRONG


def test_a_changed_flow_or_prover_is_proved_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = memory_of(flow(PROVED), tmp_path)
    assert memory_of(flow(PROVED + "# reviewed\n"), tmp_path) != before
    (tmp_path / "prover.py").write_text("changed")
    monkeypatch.setattr(proofs, "PROVER", tmp_path)
    assert memory_of(flow(PROVED), tmp_path) != before


def test_a_flow_that_was_not_read_from_a_file_is_not_remembered(tmp_path: Path) -> None:
    made = flow(PROVED)
    object.__setattr__(made, "text_hash", "")
    assert why_unproved(made, tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_without_a_folder_to_write_into_it_is_proved_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file", tmp_path / "file" / "proofs"):
        assert why_unproved(flow(PROVED), folder) is None
        assert why_unproved(flow(BROKEN), folder) == WRONG


@pytest.mark.parametrize("python", ["", "/no/python", shutil.which("false")])
def test_where_no_other_process_can_prove_it_is_proved_in_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    monkeypatch.setattr("sys.executable", python)
    with capture_logs() as log:
        assert why_unproved(flow(BROKEN), tmp_path) == WRONG
        assert why_unproved(flow(PROVED), tmp_path) is None
        assert why_unproved(flow(PROVED), tmp_path) is None
    assert [line["event"] for line in log] == ["the flows are proved in this process"] * 2


def test_another_process_proves_wherever_the_bot_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pickle.py").write_text("raise SystemExit('not this one')")
    with capture_logs() as log:
        assert why_unproved(flow(BROKEN), tmp_path / "proofs") == WRONG
    assert log == []


def test_several_flows_are_told_apart(tmp_path: Path) -> None:
    other = BROKEN.replace("flow: leg-check", "flow: other")
    assert unproved((flow(PROVED), flow(other)), tmp_path) == {"other": WRONG}
    assert list(tmp_path.iterdir()) == [memory_of(flow(PROVED), tmp_path)]


def test_no_library_serves_people_with_an_unproved_flow(tmp_path: Path) -> None:
    other = BROKEN.replace("flow: leg-check", "flow: other").replace("command: check", "command: o")
    (tmp_path / "other.yaml").write_text(other, encoding="utf-8")
    config = Config(flows=tmp_path)
    with pytest.raises(FlowError) as refused:
        proved_library(config, TEXTS)
    assert str(refused.value) == (
        f"the flow other is not proved: {WRONG}; `legwise check` tells more"
    )
    assert "other" in load_library(config, TEXTS).flows


def test_our_flows_serve_people() -> None:
    assert proved_library(Config(), TEXTS).main.id == "leg-check"
