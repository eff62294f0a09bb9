"""A new flow holds as it is, reaches all of itself with its cases, and never takes another's place."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.case_files import beside
from bot.authoring.checking import check
from bot.authoring.scaffold import new_flow
from bot.flow.errors import FlowError
from tests.chat import LIBRARY

TODAY = date(2026, 11, 24)
KNOWN = {flow.id: flow.command for flow in LIBRARY.flows.values()}


@pytest.mark.parametrize("name", ["sore-thumb", "on", "no", "x", "a" * 32, "null", "y2"])
def test_a_new_flow_keeps_its_claims_and_its_cases_reach_all_of_it(
    tmp_path: Path, name: str
) -> None:
    flow, cases = new_flow(name, tmp_path, TODAY, KNOWN)
    assert (flow, cases) == (tmp_path / f"{name}.yaml", tmp_path / "cases" / f"{name}.yaml")
    report = check([flow], beside([flow]))
    assert (report.problems, list(report.lines()), report.exit_code) == ([], [], 0)
    assert {outcome.verdict for outcome in report.outcomes} == {"accepted"}
    (parts,) = report.coverage().values()
    assert not any(part.missed for part in parts)


def test_a_flow_begun_today_is_to_be_reviewed_within_a_year(tmp_path: Path) -> None:
    for begun, until in ((TODAY, "2027-11-24"), (date(2028, 2, 29), "2029-02-28")):
        flow, _ = new_flow(f"f{begun.year}", tmp_path, begun, KNOWN)
        line = f"reviewed: {{on: {begun.isoformat()}, until: {until}, by: nobody yet}}"
        assert line in flow.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("in_the_way", ["mine.yaml", "cases/mine.yaml"])
def test_nothing_is_written_over_and_nothing_beside_it(tmp_path: Path, in_the_way: str) -> None:
    there = tmp_path / in_the_way
    there.parent.mkdir(exist_ok=True)
    there.write_text("precious")
    with pytest.raises(FlowError, match="is there already, so nothing was written"):
        new_flow("mine", tmp_path, TODAY, KNOWN)
    assert there.read_text() == "precious"
    assert [path for path in tmp_path.rglob("*.yaml") if path != there] == []


@pytest.mark.parametrize("name", ["leg-check", "check", "hiccups", "help", "start"])
def test_a_name_or_command_that_is_taken_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(FlowError, match=f"'{name}' is taken"):
        new_flow(name, tmp_path, TODAY, KNOWN)


@given(st.text(max_size=40).filter(lambda name: not name.isascii() or not name.islower()))
def test_what_cannot_name_a_flow_is_told_and_writes_nothing(name: str) -> None:
    folder = Path("nowhere")
    with pytest.raises(FlowError, match="cannot name a flow"):
        new_flow(name, folder, TODAY, KNOWN)
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FlowError, match="cannot be written: "):
        new_flow("mine", tmp_path / "file", TODAY, KNOWN)
