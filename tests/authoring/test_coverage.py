"""What cases reach of a flow is said, and what none of them does."""

from pathlib import Path

import pytest

from bot.authoring.case_files import beside
from bot.authoring.checking import as_json, check
from bot.authoring.coverage import coverage
from bot.files import data_folder
from bot.flow.condition import Chosen
from tests.chat import FLOW, LIBRARY
from tests.flow.read_cases import PROVED
from tests.flow.small_flows import flow, question, rule

CASES = data_folder("flows") / "cases"


def missed(name: str, *walked: dict[str, tuple[str, ...]]) -> dict[str, list[tuple[str, str]]]:
    parts = coverage(LIBRARY.flows[name], walked)
    return {part.name: list(part.missed) for part in parts}


def test_one_case_reaches_what_it_answers_and_what_that_decides() -> None:
    red = missed("hiccups", {"red_flags": ("chest_pain",)})
    assert [name for _, name in red["questions"]] == ["about", "how_long", "in_the_way"]
    assert ("red_flags", "chest_pain") not in red["options"]
    assert ("red_flags", "breathing") in red["options"]
    assert [where for where, _ in red["rules"]] == [
        "rule 2, emergency", "rule 3, emergency",
        "rule 4, see_clinician_soon", "rule 5, see_clinician_soon", "rule 6, see_clinician_soon",
    ]  # fmt: skip
    assert [where for where, _ in red["ways to a calm ending"]] == ["self_care, way 1"]
    assert [name for _, name in red["endings"]] == ["see_clinician_soon", "self_care"]


def test_a_rule_that_another_outshines_is_not_reached() -> None:
    two = flow(
        question("q", "ab"),
        question("r", "ab"),
        rules=(
            rule("today", Chosen("q", frozenset("a"))),
            rule("emergency", Chosen("r", frozenset("a"))),
        ),
    )
    (rules,) = (p for p in coverage(two, [{"q": ("a",), "r": ("a",)}]) if p.name == "rules")
    assert [where for where, _ in rules.missed] == ["rule 1, today"]
    assert (rules.reached, rules.total) == (1, 2)


def test_nothing_is_reached_by_no_case() -> None:
    assert all(part.reached == 0 for part in coverage(FLOW, []))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_our_cases_reach_everything_in_our_flows(path: Path) -> None:
    report = check([CASES.parent], [path])
    (found,) = report.coverage().values()
    assert [(part.name, part.missed) for part in found if part.missed] == []


def test_the_cases_of_a_flow_lie_beside_it(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    for name in ("a.yaml", "cases/a.yaml", "cases/more.yaml", "b.yaml"):
        (tmp_path / name).touch()
    own = tmp_path / "cases" / "a.yaml"
    assert beside([tmp_path / "a.yaml"]) == [own]
    assert beside([tmp_path / "b.yaml"]) == []
    assert beside([tmp_path]) == [own, tmp_path / "cases" / "more.yaml"]


def test_the_table_names_what_is_missed_and_so_does_the_json(tmp_path: Path) -> None:
    path = tmp_path / "leg-check.yaml"
    path.write_text(PROVED, encoding="utf-8")
    cases = tmp_path / "c.yaml"
    case = "{id: A, answers: {swelling: none}, accepted: self_care}"
    cases.write_text(f"vignettes: [{case}]", encoding="utf-8")
    report = check([path], [cases])
    told = "\n".join(report.covered())
    assert told.startswith("leg-check: 1 case(s)\n  expected ")
    assert "\n      swelling: one_leg, not_sure\n" in told
    assert "\n      rule 1, emergency: These can be signs of a clot.\n" in told
    assert "coverage" not in as_json(report)
    (parts,) = as_json(report, covered=True)["coverage"].values()
    assert parts[1] == {
        "part": "options",
        "total": 7,
        "reached": 2,
        "missed": ["risk: clot", "risk: smoker", "risk: yes", "swelling: one_leg", "swelling: not_sure"],
    }  # fmt: skip
