"""The scorecard counts how cases end, and the one in the docs is current."""

from dataclasses import replace
from pathlib import Path

from bot.authoring.case_files import beside
from bot.authoring.checking import check
from bot.authoring.scorecard import by_expected, by_origin, lines, markdown
from bot.files import data_folder
from bot.flow.cases import Case, Outcome, Verdict
from tests.chat import FLOW, LIBRARY

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scorecard.md"
CASE = Case(
    id="A",
    flow=FLOW.id,
    title="A cramp",
    expected="self_care",
    accepted=("self_care",),
    min_safe="self_care",
    origin="made_up",
    facts={},
)


def ended(verdict: Verdict, expected: str = "self_care", origin: str = "made_up") -> Outcome:
    return Outcome(replace(CASE, expected=expected, origin=origin), "emergency", verdict, ())


def test_the_page_in_the_docs_is_current() -> None:
    flows = data_folder("flows")
    report = check([flows], beside([flows]))
    told = markdown(report.flows, report.outcomes)
    assert PAGE.read_text(encoding="utf-8") == told, "legwise check --scorecard docs/scorecard.md"


def test_cases_are_counted_by_what_is_best_for_them_the_most_urgent_first() -> None:
    found = [ended("accepted"), ended("over"), ended("under", "emergency")]
    rows = by_expected(FLOW, found)
    assert [(row.name, row.cells) for row in rows] == [
        ("emergency", (1, 0, 0, 1)),
        ("self_care", (2, 1, 1, 0)),
        ("all", (3, 1, 1, 1)),
    ]
    assert list(lines(rows))[1].split() == ["emergency", "1", "0", "0", "1"]


def test_cases_from_elsewhere_are_told_apart_from_made_up_ones() -> None:
    found = [ended("accepted"), ended("under", origin="case_report"), ended("accepted")]
    assert [(row.name, row.cells) for row in by_origin(found)] == [
        ("made_up", (2, 2, 0, 0)),
        ("case_report", (1, 0, 0, 1)),
        ("all", (3, 2, 0, 1)),
    ]


def test_the_page_names_every_case_that_is_not_accepted_and_no_flow_without_cases() -> None:
    told = markdown(LIBRARY.flows, [ended("accepted"), ended("over")])
    assert "- A, A cramp: emergency, expected self_care\n" in told
    assert told.count("- A, ") == 1
    assert "## hiccups" not in told
    assert "| case" not in markdown(LIBRARY.flows, [])
