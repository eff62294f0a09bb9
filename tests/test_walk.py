"""The walk for new authors, done exactly as the page says."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.config import Config
from bot.load import library_for, load_texts
from tests.chat import Chat

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "authors" / "walk.md"
STEP = re.compile(
    r'<!-- above "(?P<mark>[^"]+)" in (?P<into>\S+) -->\n```yaml\n(?P<lines>.*?)```'
    r"|<!-- instead of (?P<old>[^\n]+) in (?P<where>\S+): (?P<new>[^\n]+) -->"
    r"|^```\n(?P<told>.*?)^```",
    re.MULTILINE | re.DOTALL,
)


def steps() -> Iterator[re.Match[str]]:
    return STEP.finditer(PAGE.read_text(encoding="utf-8"))


def matches(expected: list[str], came: list[str]) -> bool:
    """Line by line; `…` alone stands for any lines, inside a line for anything."""
    wanted = "".join(
        r"(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + r"\n"
        for line in expected
    )
    return re.fullmatch(wanted, "".join(f"{line}\n" for line in came)) is not None


def commands(told: str) -> Iterator[tuple[list[str], list[str]]]:
    """Each command of a block, in words, and the lines it should print."""
    for part in told.removeprefix("$ ").split("\n$ "):
        command, *lines = part.splitlines()
        yield command.split(), lines


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the flows, in which the page's commands run."""
    shutil.copytree(ROOT / "flows", tmp_path / "flows")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_step_of_the_walk_goes_as_it_is_written(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done = 0
    for step in steps():
        done += 1
        if step["mark"]:
            path = fresh / step["into"]
            text = path.read_text(encoding="utf-8")
            assert text.count(f"\n{step['mark']}") == 1, step["mark"]
            path.write_text(text.replace(f"\n{step['mark']}", f"\n{step['lines']}{step['mark']}"))
        elif step["old"]:
            path = fresh / step["where"]
            text = path.read_text(encoding="utf-8")
            rule = text.index("    when: {new_medicine: ")  # the rule comes before the claim
            assert text[rule:].partition("\n")[0].endswith(step["old"])
            path.write_text(text[:rule] + text[rule:].replace(step["old"], step["new"], 1))
        elif step["told"].startswith("$ "):
            for words, expected in commands(step["told"]):
                came = run(words, monkeypatch, capsys)
                assert matches(expected, came), (words, came)
        else:
            assert matches(step["told"].splitlines(), played(fresh, step["told"])), step["told"]
    assert done == 16


def run(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    if words[0] == "mkdir":
        Path(words[-1]).mkdir(parents=True)
        return []
    if words[0] == "cp":
        shutil.copy(words[1], words[2])
        return []
    assert words[0] == ".venv/bin/legwise"
    monkeypatch.setattr(sys, "argv", ["legwise", *words[1:]])
    with pytest.raises(SystemExit):
        main()
    captured = capsys.readouterr()
    return (captured.err + captured.out).splitlines()


def played(fresh: Path, told: str) -> list[str]:
    """The taps of a chat, and the last card in full."""
    library = library_for(str(fresh / "try" / "hiccups.yaml"), Config(), load_texts(quietly=True))
    chat = Chat(library, full=True)
    chat.hear("/hiccups")
    chat.hear("[Agree and start]")
    taps = [line.removeprefix("> ") for line in told.splitlines() if line.startswith("> ")]
    shown = [chat.hear(tap) for tap in taps]
    last = shown[-1]
    begins = next(at for at, line in enumerate(last) if line.startswith("See a clinician"))
    return [*(f"> {tap}" for tap in taps), *last[begins:]]
