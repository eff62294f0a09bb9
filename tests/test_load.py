"""Flows and words from their files, ours and others."""

from pathlib import Path

import pytest

from bot import files, load
from bot.config import Config
from bot.files import data_folder
from bot.flow.errors import FlowError, InvalidFlow, Problem
from bot.load import flow_files, library_for, load_library, load_texts, read_flows
from tests.chat import TEXTS
from tests.flow.read_cases import GOOD

OTHER = GOOD.replace("flow: leg-check", "flow: other").replace("command: check", "command: other")


def test_the_leg_check_is_what_start_offers() -> None:
    library = load_library(Config(), TEXTS)
    assert library.main.id == "leg-check"
    assert library.flow_of_command("check") is library.main
    assert library.flow_of_command("nonsense") is None
    assert {"en", "es"} <= library.languages.keys()
    assert library.ambulances["AU"] == ("000",)
    assert library.countries["spain"] == "ES"
    assert library.version


def test_what_the_operator_sets_goes_into_the_library() -> None:
    config = Config(operator="Ana", contact="a@b.example", emergency_numbers={"ES": ("061",)})
    library = load_library(config, TEXTS)
    assert (library.operator, library.contact) == ("Ana", "a@b.example")
    assert library.ambulances["ES"] == ("061",)
    assert library.ambulances["AU"] == ("000",)


def test_a_folder_of_flows_is_read_beside_ours(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(OTHER, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a flow", encoding="utf-8")
    library = load_library(Config(flows=tmp_path), TEXTS)
    assert next(iter(library.flows)) == "leg-check"
    assert "other" in library.flows


def test_every_mistake_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("flow: [", encoding="utf-8")
    (tmp_path / "b.yaml").write_bytes(b"flow: \xff")
    (tmp_path / "c.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(InvalidFlow) as caught:
        load_library(Config(flows=tmp_path), TEXTS)
    told = [str(problem) for problem in caught.value.problems]
    assert any(
        message.startswith(f"{tmp_path / 'a.yaml'}:2:1: this is not YAML") for message in told
    )
    assert any("b.yaml:1:7: cannot be read: byte 7 is not UTF-8" in message for message in told)
    assert any("another flow named 'leg-check', in " in message for message in told)


def test_one_flow_can_be_put_first_by_name_or_file(tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(OTHER, encoding="utf-8")
    assert library_for("leg-check", Config(), TEXTS).main.id == "leg-check"
    library = library_for(str(path), Config(), TEXTS)
    assert [*library.flows][:2] == ["other", "leg-check"]
    assert any(option.typed for option in library.main.questions["risk"].options.values())
    bare = tmp_path / "other"
    bare.write_text(OTHER, encoding="utf-8")
    assert library_for(str(bare), Config(), TEXTS).main.id == "other"


def test_a_flow_that_is_not_there_is_told_with_what_may_be_meant() -> None:
    with pytest.raises(FlowError, match="no flow 'leg-chek'; did you mean 'leg-check'"):
        library_for("leg-chek", Config(), TEXTS)
    with pytest.raises(InvalidFlow, match=r"nowhere\.yaml:1:1: cannot be read: No such file"):
        library_for("nowhere.yaml", Config(), TEXTS)


def test_the_leg_check_comes_first_in_a_folder(tmp_path: Path) -> None:
    for name in ("a.yaml", "leg-check.yaml", "z.yaml"):
        (tmp_path / name).touch()
    assert [path.name for path in flow_files(tmp_path)] == ["leg-check.yaml", "a.yaml", "z.yaml"]


def test_a_flow_with_mistakes_gives_no_flow_but_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("flow: x", encoding="utf-8")
    problems: list[Problem] = []
    assert read_flows([path], problems) == {}
    assert problems


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("locales/en/words.yaml", "name: x", "words.yaml:1:1: .*missing"),
        ("flows/places/emergency_numbers.yaml", "ES: {}", "numbers.yaml:1:1: .*missing"),
        ("flows/places/emergency_numbers.yaml", "ES: [", "numbers.yaml:1:1: "),
        ("flows/places/emergency_numbers.yaml", None, "cannot be read: No such file"),
    ],
)
def test_words_and_numbers_that_are_wrong_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str | None, told: str
) -> None:
    """A package whose data lies inside it, as installed, with one file of it broken."""
    numbers = data_folder("flows") / load.NUMBERS
    for path, text in (
        ("flows/places/emergency_numbers.yaml", numbers.read_text(encoding="utf-8")),
        (name, content),
    ):
        file = tmp_path / "data" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(files, "HOME", tmp_path)
    assert data_folder("flows") == tmp_path / "data" / "flows"
    with pytest.raises(InvalidFlow, match=told):
        load_library(Config(), TEXTS)


def test_translations_are_read_with_or_without_a_word() -> None:
    assert load_texts().languages.keys() == load_texts(quietly=True).languages.keys()
