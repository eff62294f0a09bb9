"""`legwise diff`, as a reviewer reads it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.authoring.comparing import compared
from bot.authoring.revisions import Version
from bot.cli import legwise
from bot.flow.read import read_flow
from tests.flow.read_cases import GOOD

GIT = shutil.which("git") or ""


def lines(old: str, new: str, reviewer: str | None = None) -> list[str]:
    versions = Version("old", read_flow(old, "old")), Version("new", read_flow(new, "new"))
    return list(compared([versions], reviewer).lines())


DECIDING = GOOD.replace("    when: {risk: none}\n", "")  # swelling is asked of everybody
EASIER = DECIDING.replace("swelling: {any of: [one_leg, not_sure]}", "swelling: one_leg")


def test_what_ends_less_urgently_is_told_with_what_it_has_in_common_and_a_chat() -> None:
    assert lines(DECIDING, EASIER) == [
        "old → new",
        "1 of 6 sets of answers end differently.",
        "",
        "LESS URGENT: emergency (4) → soon (2): 1 set(s)",
        "  just these:",
        "    Risks: nothing but “A clot before” or “Sixty”",
        "    Swelling: “I can't tell”",
        "  the shortest chat:",
        "    > A clot before    # risk",
        "    > I can't tell    # swelling",
        "",
        "Less urgent: 1 set(s) of answers. A reviewer accepts that with --accept-less-urgent NAME.",
    ]


def test_a_reviewer_who_accepts_it_is_named() -> None:
    assert lines(DECIDING, EASIER, "Dr Bo")[-1].endswith("set(s) of answers, accepted by Dr Bo.")


def test_more_urgent_needs_nobody() -> None:
    told = lines(EASIER, DECIDING)
    assert "more urgent: soon (2) → emergency (4): 1 set(s)" in told
    assert told[-1] == "No set of answers ends less urgently."


def test_other_reasons_and_lines_of_advice_are_counted_and_other_words_named() -> None:
    told = lines(
        DECIDING,
        DECIDING.replace("These can be signs of a clot.", "A clot is possible.")
        .replace("say: Stretch.", "say: Bend.")
        .replace("ask: Is the leg swollen?", "ask: Is it swollen?")
        .replace("title: See someone", "title: See a nurse")
        .replace("{never: self_care, when: {risk: clot}}", "{never: soon, when: {risk: clot}}"),
    )
    assert told[1] == "All 5 sets of answers end as before."
    (beside,) = (line for line in told if line.startswith("The same ending"))
    assert beside.endswith("other lines of advice: 0 set(s).")  # nobody is told to stretch
    assert "Claim gone: never self_care when risk: clot" in told
    assert "Claim new: never soon when risk: clot" in told
    assert "Words changed: question swelling; ending soon" in told


def test_a_question_and_an_option_that_only_one_has_are_named() -> None:
    more = DECIDING.replace(
        "      smoker: {label: I smoke", "      other: Something\n      smoker: {label: I smoke"
    )
    told = lines(DECIDING, more.replace('[clot, "yes"]', '[clot, other, "yes"]'))
    assert "Options new: risk: other" in told
    assert "    > Something    # risk, an answer of the new flow only" in told


def test_a_long_claim_is_cut_after_its_beginning() -> None:
    risks = ", ".join("{risk: {none of: [clot, smoker]}}" for _ in range(9))
    condition = f"{{any: [{risks}]}}"
    told = lines(DECIDING, DECIDING.replace("when: {risk: clot}}]", f"when: {condition}}}]"))
    (new,) = (line for line in told if line.startswith("Claim new: "))
    assert new.startswith("Claim new: never self_care when risk: none of clot or smoker, or risk")
    assert new.endswith("…")


# --- where OLD and NEW come from -----------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with one flow at `start`, calmer at HEAD, and calmer still on disk."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flows").mkdir()
    flow = tmp_path / "flows" / "small.yaml"
    flow.write_text(DECIDING, encoding="utf-8")
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "Begin")
    git("tag", "start")
    flow.write_text(EASIER, encoding="utf-8")
    git("commit", "--quiet", "--all", "-m", "Calm")
    flow.write_text(EASIER.replace("swelling: one_leg", "swelling: not_sure"), encoding="utf-8")
    return flow


def git(*arguments: str) -> None:
    settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    command = [GIT, *settings, *arguments]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  our own words


def diff(*arguments: str) -> Result:
    return CliRunner().invoke(legwise, ["diff", *arguments])


def test_a_revision_stands_for_the_file_that_the_other_names(repository: Path) -> None:
    done = diff("start", "flows/small.yaml")
    assert done.exit_code == 1
    assert done.output.startswith("start:flows/small.yaml → flows/small.yaml\n")


def test_two_revisions_compare_every_flow_of_both(repository: Path) -> None:
    git("add", ".")
    (repository.parent / "other.yaml").write_text(GOOD.replace("leg-check", "other"), "utf-8")
    git("add", ".")
    git("commit", "--quiet", "-m", "One more")
    done = diff("start", "HEAD")
    assert "start:flows/other.yaml → HEAD:flows/other.yaml\nThe flow is new.\n" in done.output
    assert "start:flows/small.yaml → HEAD:flows/small.yaml\n" in done.output


def test_a_path_at_a_revision_is_from_the_top(repository: Path) -> None:
    done = diff("start:flows/small.yaml", "HEAD", "--accept-less-urgent", "Dr Bo")
    assert done.exit_code == 0
    assert done.output.splitlines()[-1].endswith("accepted by Dr Bo.")


def test_json_tells_the_same(repository: Path) -> None:
    done = diff("start", "flows/small.yaml", "--json")
    found = json.loads(done.output)
    assert (done.exit_code, found["less_urgent"] > 0, found["accepted_by"]) == (1, True, None)
    (flow,) = found["flows"]
    difference = flow["differences"][0]
    assert difference["from"] == {"ending": "emergency", "urgency": 4}
    assert difference["example"][0]["question"] == "risk"


def test_a_flow_is_named_as_well(repository: Path) -> None:
    assert (
        diff("leg-check", "leg-check").output.splitlines()[-1]
        == "No set of answers ends less urgently."
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("strat", "flows/small.yaml"), "'strat' is no file, no flow and no git revision"),
        (("strat", "HEAD"), "'strat' is no file, no flow and no git revision"),
        (("--", "--all", "HEAD"), "'--all' is no file, no flow and no git revision"),
        (("start:flows/gone.yaml", "HEAD"), "git has no flows/gone.yaml at 'start'"),
        (("start", "gone.yaml"), "gone.yaml:1:1: cannot be read: No such file or directory"),
        (("start:nothing.yaml", "flows/small.yaml"), "git has no nothing.yaml at 'start'"),
        (("strat:flows/small.yaml", "flows/small.yaml"), "'strat' is no git revision"),
    ],
)
def test_what_cannot_be_found_is_named(
    repository: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = diff(*arguments)
    assert str(done.exception).startswith(told)


def test_outside_a_repository_revisions_mean_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "is in no git repository" in str(diff("main", "HEAD").exception)
    (tmp_path / "small.yaml").write_text(GOOD, encoding="utf-8")
    told = str(diff("main", "small.yaml").exception)
    assert told.startswith("'main' is no file, no flow and no git revision; there are 'leg-check'")


def test_a_mistake_in_either_is_told_at_its_place(repository: Path) -> None:
    repository.write_text(GOOD.replace("urgency: 4", "urgency: 9"), encoding="utf-8")
    assert str(diff("start", "flows/small.yaml").exception).startswith("flows/small.yaml:")


def test_an_empty_name_accepts_nothing(repository: Path) -> None:
    done = diff("start", "flows/small.yaml", "--accept-less-urgent", " ")
    assert (done.exit_code, done.output) == (2, "--accept-less-urgent needs the reviewer's name\n")
