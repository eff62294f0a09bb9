"""The soak's report: what it tells, and where it is put."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from soak import parts
from soak.__main__ import soak
from soak.figures import Aim, Figures, Size, Table, at_most, equal, none_of
from soak.report import BEGINS, ENDS, section, write

LOST = "updates lost"


async def calm(size: Size) -> Figures:
    return Figures("Calm", f"Nothing, at size {size}.", [none_of(LOST, 0)])


async def stormy(_: Size) -> Figures:
    return Figures("Storm", "Everything.", [none_of(LOST, 0), at_most("repeats", 2, 3)])


async def stumbles(_: Size) -> Figures:
    raise OSError("the disk is gone\nfor good")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Three parts instead of the long ones."""
    for name, part in {"calm": calm, "storm": stormy, "stumbles": stumbles}.items():
        monkeypatch.setitem(parts.PARTS, name, part)
    monkeypatch.setattr("sys.argv", ["soak", "calm"])
    return CliRunner()


@pytest.mark.parametrize(
    ("aim", "met"),
    [
        (none_of(LOST, 0), True),
        (none_of(LOST, 1), False),
        (at_most("repeats", 2, 2), True),
        (at_most("repeats", 2, 3), False),
        (equal("kills", 8, 8), True),
        (equal("kills", 8, 7), False),
    ],
)
def test_an_aim_is_met_or_missed(aim: Aim, met: bool) -> None:
    assert aim.met == met
    assert Figures("Part", "Something.", [none_of(LOST, 0), aim]).passed == met


def test_a_section_says_what_was_done_hoped_for_and_seen() -> None:
    beside = Table(("bot", "stranded"), [("ours", "0"), ("theirs", "12")])
    figures = Figures("Kills", "It was killed.", [none_of(LOST, 0), at_most("late", 9, 11)], beside)
    assert section(figures, 61.4).splitlines() == [
        "### Kills",
        "",
        "It was killed.",
        "",
        "**FAILED**, in 61 s",
        "",
        "|  | wanted | seen | met |",
        "| --- | --- | --- | --- |",
        "| updates lost | 0 | 0 | yes |",
        "| late | at most 9 | 11 | **NO** |",
        "",
        "| bot | stranded |",
        "| --- | --- |",
        "| ours | 0 |",
        "| theirs | 12 |",
    ]


def test_a_report_takes_the_place_of_the_one_before_and_of_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Before\n\n{BEGINS}\nold\n{ENDS}\n\nAfter.\n")
    write(page, "new\n")
    assert page.read_text() == f"# Before\n\n{BEGINS}\n\nnew\n\n{ENDS}\n\nAfter.\n"


def test_a_page_that_is_not_there_is_made(tmp_path: Path) -> None:
    write(tmp_path / "page.md", "new\n")
    assert (tmp_path / "page.md").read_text() == f"{BEGINS}\n\nnew\n\n{ENDS}\n"


def test_a_page_without_a_place_is_refused_before_anything_is_broken(
    run: CliRunner, tmp_path: Path
) -> None:
    page = tmp_path / "page.md"
    page.write_text("# No marks\n")
    told = run.invoke(soak, ["calm", "--report", str(page)])
    assert told.exit_code == 2
    assert f"has no lines '{BEGINS}' and '{ENDS}'" in told.output
    assert page.read_text() == "# No marks\n"


def test_all_aims_met_is_success_and_the_size_is_passed_on(run: CliRunner, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    told = run.invoke(soak, ["calm", "--size", "small", "--report", str(page)])
    assert told.exit_code == 0
    assert "Nothing, at size small." in told.output
    assert "with `python -m soak calm`" in page.read_text()


def test_a_missed_aim_or_a_part_that_breaks_off_is_a_failure_and_the_others_go_on(
    run: CliRunner,
) -> None:
    assert run.invoke(soak, ["storm"]).exit_code == 1
    told = run.invoke(soak, ["stumbles", "calm"])
    assert told.exit_code == 1
    assert "| goes through to its end | yes | OSError: the disk is gone | **NO** |" in told.output
    assert "### Calm" in told.output


def test_a_part_that_does_not_exist_is_refused(run: CliRunner) -> None:
    told = run.invoke(soak, ["naps"])
    assert told.exit_code == 2
    assert "no part is called 'naps'; there are kills, " in told.output


def test_what_was_not_tried_is_not_said_to_have_passed() -> None:
    told = section(Figures("A full disk", "Not tried: nothing can be mounted here.", []), 0.0)
    assert told.endswith("not tried")
    assert "passed" not in told
