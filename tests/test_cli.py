"""The commands, as somebody types them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot import __version__
from bot.cli import legwise as commands
from bot.files import data_folder
from tests.commands import Legwise
from tests.flow.read_cases import PROVED

CASES = data_folder("flows") / "cases" / "leg-check.yaml"


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(PROVED, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["", *commands.commands])
def test_every_command_explains_itself(legwise: Legwise, command: str) -> None:
    code, out, err = legwise(*command.split(), "--help")
    assert (code, err) == (0, "")
    assert out.startswith("Usage: legwise")


def test_the_version_is_told(legwise: Legwise) -> None:
    assert legwise("--version") == (0, f"legwise {__version__}\n", "")


def test_the_list_of_commands_says_each_in_a_whole_sentence(legwise: Legwise) -> None:
    listed = legwise("--help")[1].partition("Commands:\n")[2].splitlines()
    assert len(listed) == len(commands.commands)
    assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []


def test_a_wrong_use_names_the_command_whose_help_explains_it(legwise: Legwise) -> None:
    assert legwise("diff")[2] == "Missing argument 'OLD'. Try 'legwise diff --help'.\n"
    assert legwise("dance")[2].endswith("Try 'legwise --help'.\n")


def test_without_a_command_the_help_is_shown(legwise: Legwise) -> None:
    code, out, _ = legwise()
    assert code == 2
    assert "Commands:" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["dance"], "No such command 'dance'."),
        (["check", "--dance"], "No such option '--dance'."),
        (["sandbox", "--port", "99999"], "99999 is not in the range"),
        (["sandbox", "--speed", "0"], "0.0 is not in the range"),
        (["chat", "nonsense"], "there is no flow 'nonsense'"),
        (["chat", "leg-chek"], "did you mean 'leg-check'?"),
        (["chat", "--language", "xx"], "--language is 'xx': one of en, es is allowed"),
        (["chat", "nowhere.yaml"], "nowhere.yaml:1:1: cannot be read: No such file or directory"),
        (["check", "leg-chek"], "there is no flow 'leg-chek'; did you mean 'leg-check'?"),
        (["check", "nowhere.yaml"], "nowhere.yaml:1:1: cannot be read: No such file or directory"),
    ],
)
def test_bad_input_is_one_line_on_stderr_and_exit_code_2(
    legwise: Legwise, arguments: list[str], told: str
) -> None:
    code, out, err = legwise(*arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_a_wrong_setting_is_named_with_what_is_allowed(
    legwise: Legwise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEGWISE_FLOWS", "/no/such/folder")
    code, _, err = legwise("check")
    assert code == 2
    assert err.startswith("LEGWISE_FLOWS is '/no/such/folder'")


# --- check ----------------------------------------------------------------------------------------


def test_our_flows_keep_their_claims_and_every_case_is_accepted(legwise: Legwise) -> None:
    code, out, err = legwise("check", "--cases", str(CASES))
    assert (code, err) == (0, "")
    assert re.fullmatch(r"\d{3} accepted, 0 over-triaged, 0 under-triaged", out.splitlines()[-1])


def test_a_flow_is_checked_by_its_name_too(legwise: Legwise) -> None:
    code, out, err = legwise("check", "hiccups", "--coverage")
    assert (code, err) == (0, "")
    assert out.startswith("hiccups: ")


def test_a_case_that_looks_misspelt_is_told_and_fails_nothing(
    legwise: Legwise, tmp_path: Path
) -> None:
    case = "{id: A, flow: hiccups, answers: {how_long: over48h, in_theway: x}, accepted: self_care}"
    (tmp_path / "c.yaml").write_text(f"vignettes:\n- {case}\n")
    code, out, err = legwise("check", "hiccups", "--cases", "c.yaml")
    assert (code, out) == (0, "1 accepted, 0 over-triaged, 0 under-triaged\n")
    assert err.splitlines() == [
        "c.yaml:2:46: case A: 'over48h' is no answer to 'how_long'; did you mean 'over_48h'?",
        "c.yaml:2:66: case A: 'in_theway' is passed over; did you mean 'in_the_way'?",
    ]


def test_a_key_of_a_case_that_looks_misspelt_is_told_at_its_place(
    legwise: Legwise, tmp_path: Path
) -> None:
    case = "{id: A, flow: hiccups, answers: {}, accepted: self_care, min_saef: self_care, story: x}"
    (tmp_path / "c.yaml").write_text(f"vignettes:\n- {case}\n")
    _, _, err = legwise("check", "hiccups", "--cases", "c.yaml")
    assert err == ("c.yaml:2:60: case A: 'min_saef' is passed over; did you mean 'min_safe'?\n")


def test_coverage_plays_the_cases_beside_the_flows(
    legwise: Legwise, flow: Path, tmp_path: Path
) -> None:
    code, out, err = legwise("check", str(flow), "--coverage")
    assert (code, err) == (0, "")
    assert out.startswith("leg-check: no case\n1 flow(s) read")
    (tmp_path / "cases").mkdir()
    cases = "vignettes: [{id: A, answers: {swelling: none}, accepted: self_care}]"
    (tmp_path / "cases" / flow.name).write_text(cases)
    code, out, err = legwise("check", str(flow), "--coverage")
    assert (code, err) == (0, "")
    assert out.startswith("leg-check: 1 case(s)\n")
    assert "      swelling: one_leg, not_sure" in out.splitlines()
    assert out.splitlines()[-1] == "1 accepted, 0 over-triaged, 0 under-triaged"
    assert "coverage" in json.loads(legwise("check", str(flow), "--coverage", "--json")[1])


def test_the_scorecard_is_written_unless_something_is_wrong(
    legwise: Legwise, flow: Path, tmp_path: Path
) -> None:
    card = tmp_path / "card.md"
    (tmp_path / "cases.yaml").write_text("vignettes: [{id: A, answers: {}, accepted: self_care}]")
    options = ("check", str(flow), "--cases", "cases.yaml", "--scorecard")
    code, out, err = legwise(*options, "card.md")
    assert (code, out, err) == (0, "1 accepted, 0 over-triaged, 0 under-triaged\n", "")
    assert "| self care | 1 | 1 | 0 | 0 |" in card.read_text()
    code, _, err = legwise(*options, "no/card.md")
    assert (code, err) == (2, "no/card.md cannot be written: No such file or directory\n")
    card.unlink()
    (tmp_path / "cases.yaml").write_text("vignettes: [{id: A}]")
    assert legwise(*options, "card.md")[0] == 2
    assert not card.exists()


def test_one_flow_is_checked_by_its_file(legwise: Legwise, flow: Path) -> None:
    code, out, err = legwise("check", str(flow))
    assert (code, err) == (0, "")
    assert out.startswith("1 flow(s) read, 1 rules")


def test_every_mistake_is_a_line_on_stderr(legwise: Legwise, flow: Path) -> None:
    flow.write_text(PROVED.replace("urgency: 4", "urgency: 9").replace("short: Risks", "shirt: R"))
    code, out, err = legwise("check", str(flow))
    assert (code, out) == (2, "")
    assert all(line.startswith("small.yaml:") for line in err.splitlines())
    assert len(err.splitlines()) >= 2


def test_cases_that_are_not_accepted_are_a_line_each(
    legwise: Legwise, flow: Path, tmp_path: Path
) -> None:
    cases = tmp_path / "cases.yaml"
    cases.write_text(
        "vignettes:\n"
        "- {id: A, answers: {}, accepted: self_care}\n"
        "- {id: B, title: Worse, answers: {}, accepted: emergency}\n"
    )
    code, out, err = legwise("check", str(flow), "--cases", "cases.yaml")
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        "B: under-triaged: self_care, expected emergency (Worse)",
        "1 accepted, 0 over-triaged, 1 under-triaged",
    ]


def test_a_case_file_with_mistakes_is_exit_code_2(
    legwise: Legwise, flow: Path, tmp_path: Path
) -> None:
    (tmp_path / "cases.yaml").write_text("vignettes: [{id: A}]")
    code, _, err = legwise("check", str(flow), "--cases", "cases.yaml")
    assert code == 2
    assert "cases.yaml:1:13: a case needs 'answers'" in err


def test_with_json_stdout_is_that_json_alone(legwise: Legwise, flow: Path, tmp_path: Path) -> None:
    (tmp_path / "cases.yaml").write_text("vignettes: [{id: A, answers: {}, accepted: self_care}]")
    code, out, err = legwise("check", str(flow), "--cases", "cases.yaml", "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert told["flows"][0]["flow"] == "leg-check"
    assert told["flows"][0]["claims"]
    assert all(claim["holds"] for claim in told["flows"][0]["claims"])
    assert told["problems"] == []
    assert told["cases"] == [
        {"id": "A", "expected": "self_care", "got": "self_care", "verdict": "accepted"}
    ]
    flow.write_text("flow: x")
    code, out, _ = legwise("check", str(flow), "--json")
    assert code == 2
    assert json.loads(out)["problems"]


# --- chat -----------------------------------------------------------------------------------------


def test_a_check_is_played_from_a_pipe(legwise: Legwise) -> None:
    typed = "none\nme\n5 min\nyes\nno\nnothing\ncalf\nno change\nnone\n"
    code, out, err = legwise("chat", typed=typed)
    assert (code, err) == (0, "")
    assert out.splitlines()[0].startswith("Type a number or an answer")
    assert "You can look after this yourself" in out
    assert "cannot rule out a clot" in out


def test_a_cancelled_check_ends_the_chat(legwise: Legwise) -> None:
    code, out, _ = legwise("chat", typed="none\ncancel\nme\n")
    assert code == 0
    assert out.rstrip().endswith("New check")


@pytest.mark.parametrize("language", ["es", "ES", "es-MX", "es_ES"])
def test_a_check_is_played_in_spanish(legwise: Legwise, language: str) -> None:
    code, out, err = legwise("chat", "leg-check", "--language", language, typed="nada\n1\n")
    assert (code, err) == (0, "")
    assert "  > Nada de esto" in out
    assert "Urgent" not in out


def test_any_flow_is_played_by_its_file(legwise: Legwise, flow: Path) -> None:
    code, out, _ = legwise("chat", str(flow), typed="none of these\nno\n")
    assert code == 0
    assert "Is the leg swollen?" in out
    assert "This fits a cramp" in out


def test_a_flow_with_mistakes_is_not_played(legwise: Legwise, flow: Path) -> None:
    flow.write_text(PROVED.replace("urgency: 4", "urgency: 9"))
    code, out, err = legwise("chat", str(flow))
    assert (code, out) == (2, "")
    assert "small.yaml:" in err


# --- a process of its own -------------------------------------------------------------------------


def test_python_m_bot_is_the_same_command(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input="I can't breathe\n",
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
        env={
            "PYTHONPATH": str(data_folder("flows").parent),
            "PATH": "",
            "HOME": str(tmp_path),
            "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
        },
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Get an ambulance now" in ran.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_leaves_early_is_no_error(flow: Path) -> None:
    with subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-m", "bot", "check", str(flow), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": str(data_folder("flows").parent), "PATH": ""},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() in {0, 1}


# --- new-flow -------------------------------------------------------------------------------------


def test_a_new_flow_is_begun_in_this_folder_and_what_comes_next_is_said(
    legwise: Legwise, tmp_path: Path
) -> None:
    code, out, err = legwise("new-flow", "sore-thumb")
    assert (code, err) == (0, "")
    assert out.startswith("sore-thumb.yaml and cases/sore-thumb.yaml are written. Now:\n")
    assert "legwise check sore-thumb.yaml --coverage" in out
    assert (tmp_path / "sore-thumb.yaml").is_file()
    assert legwise("check", "sore-thumb.yaml")[0] == 0
    code, out, err = legwise("new-flow", "sore-thumb")
    assert (code, out) == (2, "")
    assert err.endswith("sore-thumb.yaml is there already, so nothing was written\n")


def test_a_bad_name_for_a_flow_is_one_line_and_exit_code_2(legwise: Legwise) -> None:
    code, out, err = legwise("new-flow", "Sore Thumb!")
    assert (code, out) == (2, "")
    assert err.startswith("'Sore Thumb!' cannot name a flow: ")
    assert err.count("\n") == 1


def broken(flow: Path) -> str:
    """Add a claim that does not hold; return how it is told."""
    claim = "claims: [{never: emergency, when: {swelling: one_leg}}, "
    flow.write_text(PROVED.replace("claims: [", claim), encoding="utf-8")
    return "not so: never emergency when swelling: one_leg; `legwise check` tells more"


def test_chat_plays_an_unproved_flow_and_says_so(legwise: Legwise, flow: Path) -> None:
    told = broken(flow)
    code, out, err = legwise("chat", str(flow), typed="none of these\nno\n")
    assert code == 0
    assert "This fits a cramp" in out
    assert err.startswith("Not proved: ")
    assert told in err


def broken_beside_ours(flow: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    told = broken(flow)
    words = flow.read_text("utf-8").replace("flow: leg-check", "flow: small")
    flow.write_text(words.replace("command: check", "command: small"), encoding="utf-8")
    monkeypatch.setenv("LEGWISE_FLOWS", str(flow.parent))
    return f"the flow small is not proved: {told}\n"


@pytest.mark.parametrize("command", ["run", "sandbox"])
def test_nothing_starts_on_an_unproved_flow(
    legwise: Legwise, flow: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    told = broken_beside_ours(flow, monkeypatch)
    assert legwise(command) == (2, "", told)


@pytest.mark.parametrize("command", ["run", "sandbox"])
def test_a_start_interrupted_while_flows_are_proved_ends_at_once(
    legwise: Legwise, flow: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    broken_beside_ours(
        flow, monkeypatch
    )  # nothing remembers it: proved once more, it would be told
    python = tmp_path / "python"
    python.write_text(
        f"#!{sys.executable}\n"
        "import os, signal\n"
        "signal.signal(signal.SIGINT, signal.SIG_DFL)\n"
        "os.kill(os.getpid(), signal.SIGINT)\n"
    )
    python.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(python))
    assert legwise(command) == (130, "", "")
