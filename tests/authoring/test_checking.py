"""What `legwise check` finds."""

from pathlib import Path

import pytest

from bot.authoring.checking import Report, as_json, check
from bot.flow.condition import ALWAYS, Chosen
from bot.flow.model import Claim
from bot.flow.proof.wording import claim_text
from tests.flow.read_cases import PROVED


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    path = tmp_path / "leg-check.yaml"
    path.write_text(PROVED, encoding="utf-8")
    return path


def write(path: Path, *cases: str) -> Path:
    path.write_text("vignettes:\n" + "".join(f"- {case}\n" for case in cases), encoding="utf-8")
    return path


def test_a_sound_flow_keeps_its_claims(flow: Path) -> None:
    report = check([flow], [])
    (found,) = report.proofs.values()
    assert [proof.holds for proof in found.proofs] == [True, True]
    assert (report.exit_code, list(report.lines())) == (0, [])
    assert report.summary() == (
        f"1 flow(s) read, 1 rules; 2 claims tried over {found.answer_sets} sets of answers"
    )


def test_cases_are_told_apart(flow: Path, tmp_path: Path) -> None:
    cases = write(
        tmp_path / "cases.yaml",
        "{id: A, title: Fine, answers: {swelling: none}, accepted: self_care}",
        "{id: B, title: Big, answers: {swelling: none}, accepted: emergency}",
        "{id: C, title: Small, answers: {risk: clot, swelling: one_leg}, accepted: self_care}",
    )
    report = check([flow], [cases])
    assert not report.problems
    assert [outcome.verdict for outcome in report.outcomes] == ["accepted", "under", "over"]
    assert report.exit_code == 1
    assert list(report.lines()) == [
        "B: under-triaged: self_care, expected emergency (Big)",
        f"C: over-triaged: {report.outcomes[2].got}, expected self_care (Small)",
    ]
    assert report.counts() == "1 accepted, 1 over-triaged, 1 under-triaged"


def test_being_too_careful_fails_nothing(flow: Path, tmp_path: Path) -> None:
    case = "{id: C, answers: {risk: clot, swelling: one_leg}, accepted: self_care}"
    assert check([flow], [write(tmp_path / "c.yaml", case)]).exit_code == 0


def test_a_value_that_the_flow_does_not_know_is_told_at_its_place(
    flow: Path, tmp_path: Path
) -> None:
    cases = write(
        tmp_path / "c.yaml",
        "{id: A, answers: {swelling: huge}, accepted: self_care}",
        "{id: B, answers: {swelling: none}, accepted: self_care}",
    )
    report = check([flow], [cases])
    (problem,) = report.problems
    where = f"{tmp_path / 'c.yaml'}:2:31"
    assert str(problem) == f"{where}: case A: 'huge' is no answer to 'swelling' that the flow knows"
    assert report.exit_code == 2
    assert [outcome.case.id for outcome in report.outcomes] == ["B"]


def test_mistakes_of_files_are_told_and_nothing_is_played(flow: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    report = check([flow, empty, tmp_path / "gone.yaml"], [tmp_path / "none.yaml"])
    told = [problem.message for problem in report.problems]
    assert told == [
        "no flow (*.yaml) is in this folder",
        "cannot be read: No such file or directory",
        "cannot be read: No such file or directory",
    ]
    assert report.exit_code == 2
    assert check([tmp_path / "gone.yaml"], [tmp_path / "none.yaml"]).outcomes == []


def test_a_claim_that_does_not_hold_is_told_with_a_chat_that_breaks_it(flow: Path) -> None:
    claims = PROVED[PROVED.index("claims: ") :]
    broken = "claims: [{always: emergency, when: {swelling: none}}, {never: emergency}]\n"
    flow.write_text(PROVED.replace(claims, broken), encoding="utf-8")
    report = check([flow], [])
    assert report.exit_code == 1
    told = list(report.lines())
    at = f"{flow}:{len(PROVED.splitlines())}: "
    assert told[0] == f"{at}leg-check: not so: always emergency when swelling: none"
    assert told[1:10] == [
        "  this chat breaks it; paste it into `legwise chat`, or into a test:",
        *("    > [☐ A clot before]", "    …", "    > [Done]", "    …", "    > [No]", "    …"),
        "    See someone …",
        f"{at}leg-check: not so: never emergency when always",
    ]


def test_a_worrying_answer_that_calms_is_told_with_the_answers_it_calms(flow: Path) -> None:
    rule = PROVED[PROVED.index("    when: {is: likely") : PROVED.index("    because: These")]
    calming = PROVED.replace(rule, "    when: {swelling: [none, one_leg]}\n")
    flow.write_text(calming, encoding="utf-8")
    report = check([flow], [])
    assert report.exit_code == 1
    told = list(report.lines())
    assert ": leg-check: not so: rising: " in told[0]
    assert "    > [I can't tell]" in told
    assert "  and this one, less worrying, ends more urgently:" in told


def test_one_tick_more_must_not_calm_whatever_is_answered_later(flow: Path) -> None:
    rule = PROVED[PROVED.index("    when: {is: likely") : PROVED.index("    because: These")]
    calming = PROVED.replace(rule, "    when: {risk: {only: smoker}, swelling: one_leg}\n")
    flow.write_text(calming, encoding="utf-8")
    told = list(check([flow], []).lines())
    assert ": leg-check: not so: rising: " in told[0]
    at = told.index("  and this one, less worrying, ends more urgently:")
    smoke, done, swollen = "    > [☐ I smoke]", "    > [Done]", "    > [One leg]"
    assert [line for line in told[:at] if ">" in line] == ["    > [☐ A clot before]", smoke, done]
    assert (
        told[at - 1] == "  (it ends before it asks, but counts as if answered: swelling: one_leg)"
    )
    assert [line for line in told[at:] if ">" in line] == [smoke, done, swollen]


def test_what_is_idle_unseen_or_contradictory_fails_a_check(flow: Path) -> None:
    twice = "  - at least: soon\n    when: {risk: 'yes', swelling: none}\n    because: Never.\n    source: nhs\n"
    flow.write_text(PROVED.replace("otherwise:\n", twice + "otherwise:\n", 1), encoding="utf-8")
    report = check([flow], [])
    assert report.exit_code == 1
    (told,) = report.lines()
    line = PROVED[: PROVED.index("otherwise:\n")].count("\n") + 1
    rule = "leg-check: the rule for soon, “Never.”, is never a reason"
    assert told.startswith(f"{flow}:{line}: {rule}")
    (of_flow,) = as_json(report)["flows"]
    (finding,) = of_flow["findings"]
    assert finding["kind"] == "unseen"
    assert finding["message"].startswith("the rule for soon")


def test_a_claim_that_promises_nothing_fails_a_check_at_its_line(flow: Path) -> None:
    nothing = "claims: [{never: soon, when: {swelling: none, any: [{swelling: one_leg}]}}, "
    flow.write_text(PROVED.replace("claims: [", nothing), encoding="utf-8")
    report = check([flow], [])
    assert report.exit_code == 1
    (told,) = report.lines()
    assert told == (
        f"{flow}:{len(PROVED.splitlines())}: leg-check: the claim"
        " “never soon when swelling: none, and swelling: one_leg” promises nothing:"
        " its `when:` never holds"
    )
    (of_flow,) = as_json(report)["flows"]
    assert [finding["kind"] for finding in of_flow["findings"]] == ["vacuous"]


def test_claims_are_told_in_words() -> None:
    assert claim_text(Claim("at most", "soon", ALWAYS, 2)) == "at most 2 taps to soon when always"
    assert claim_text(Claim("at most", taps=1)) == "at most 1 tap to any ending when always"
    assert claim_text(Claim("rising")).startswith("rising")
    when = Chosen("swelling", frozenset({"one_leg"}))
    assert claim_text(Claim("never", "self_care", when)) == "never self_care when swelling: one_leg"
    assert claim_text(Claim("always", "soon", ALWAYS)) == "always soon when always"


def test_the_report_for_other_programs_has_its_promised_form(flow: Path, tmp_path: Path) -> None:
    case = "{id: A, answers: {swelling: none}, accepted: self_care}"
    bad = "{id: B, answers: {swelling: huge}, accepted: self_care}"
    told = as_json(check([flow], [write(tmp_path / "c.yaml", case, bad)]))
    assert told.keys() == {"flows", "problems", "cases"}
    (of_flow,) = told["flows"]
    assert {"flow", "questions", "rules", "endings", "claims", "answer_sets"} <= of_flow.keys()
    assert of_flow["flow"] == "leg-check"
    assert of_flow["questions"][0]["choose"] == "many"
    assert of_flow["questions"][1] == {
        "id": "swelling",
        "ask": "Is the leg swollen?",
        "choose": "one",
        "options": [
            {"id": "none", "label": "No"},
            {"id": "one_leg", "label": "Yes, one leg"},
            {"id": "not_sure", "label": "I can't tell"},
        ],
    }
    assert of_flow["endings"][0] == {"id": "self_care", "urgency": 1, "title": "This fits a cramp"}
    assert of_flow["answer_sets"] > 0
    assert told["cases"] == [
        {"id": "A", "expected": "self_care", "got": "self_care", "verdict": "accepted"}
    ]
    (problem,) = told["problems"]
    assert problem.keys() == {"path", "line", "column", "message"}


def test_a_report_of_nothing_is_no_failure() -> None:
    assert Report().exit_code == 0
    assert as_json(Report()) == {"flows": [], "problems": [], "cases": []}
