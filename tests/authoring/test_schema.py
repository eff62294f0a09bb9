"""The schemas for editors: current, taken by every file of ours, and no laxer on shape than the readers."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.authoring.scaffold import new_flow
from bot.authoring.schema.cases import case_schema
from bot.authoring.schema.flows import flow_schema
from bot.files import data_folder
from bot.flow.errors import InvalidFlow
from bot.flow.read import read_flow
from bot.flow.reading.cases import read_cases
from bot.load import flow_files
from tests.authoring.test_scaffold import KNOWN, TODAY
from tests.chat import LIBRARY
from tests.flow.read_cases import GOOD
from tests.flow.test_read_shape import KEYS
from tools.schemas import FOLDER, schemas

FLOW = Draft202012Validator(flow_schema())
CASES = Draft202012Validator(case_schema())
FILES = flow_files(data_folder("flows"))
CASE_FILES = sorted((data_folder("flows") / "cases").glob("*.yaml"))
# What the readers say of keys that are unknown or missing, and of values of a wrong kind
SHAPE = re.compile(
    r"is not a key of|^(?:a flow|a rule|an 'only when'|'otherwise'|'reviewed'|ending|question|option|source|"
    r"a line of advice)\b.* needs '|(?:text|a list|a mapping|a number.*|true or false) is expected here|"
    r"this (?:list|mapping)? ?is empty|is not a way to choose|must be a-z"
)
UNSEEN = [name for name in KEYS if "twice" in name or name == "a list as a key"]  # by any JSON
CHAT = """\
vignettes: [{id: A, answers: {age: 65, travel: {hours: 9}, skin: [], sex: ~}, accepted: self_care}]
chats:
- id: B
  title: Two
  steps: [none, {about: me}, {changes: {risk: [smoker, obesity]}}, {asks: risk}, {ends: self_care}]
  accepted: [self_care]
  expected: self_care
"""


def as_an_editor(text: str) -> Any:
    """YAML as YAML 1.2 reads it: bare numbers, true, false and null are no text; everything else is."""
    return _plain(yaml.compose(text, Loader=yaml.SafeLoader))


def _plain(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each) for each in node.value]
    assert isinstance(node, yaml.ScalarNode)
    bare = {"true": True, "false": False, "null": None, "~": None, "": None}
    if node.style is None and node.value in bare:
        return bare[node.value]
    if node.style is None and re.fullmatch(r"-?\d+(\.\d+)?", node.value):
        return float(node.value) if "." in node.value else int(node.value)
    return node.value


def as_words(text: str) -> Any:
    """YAML as our readers see it: every value a word."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  it makes only words


def test_the_schemas_that_are_shipped_are_current() -> None:
    for name, words in schemas().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == words, "python tools/schemas.py"
    Draft202012Validator.check_schema(flow_schema())
    Draft202012Validator.check_schema(case_schema())


@pytest.mark.parametrize(
    "path", [*FILES, *CASE_FILES], ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_every_file_of_ours_names_its_schema_and_is_taken_by_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    schema = CASES if path in CASE_FILES else FLOW
    assert (path.parent / named[1]).resolve() == FOLDER / (
        "cases.json" if schema is CASES else "flow.json"
    )
    for read in (as_an_editor, as_words):
        assert [error.message for error in schema.iter_errors(read(text))] == []


def test_a_new_flow_is_taken_too(tmp_path: Path) -> None:
    flow, cases = new_flow("mine", tmp_path, TODAY, KNOWN)
    assert FLOW.is_valid(as_an_editor(flow.read_text(encoding="utf-8")))
    assert CASES.is_valid(as_an_editor(cases.read_text(encoding="utf-8")))
    for path, schema in ((flow, "flow.json"), (cases, "cases.json")):
        named = path.read_text(encoding="utf-8").partition("$schema=")[2].partition("\n")[0]
        assert (path.parent / named).resolve() == (FOLDER / schema).resolve()
    assert FLOW.is_valid(as_an_editor(GOOD))


@pytest.mark.parametrize("name", [name for name in KEYS if name not in UNSEEN])
def test_a_flow_whose_keys_the_reader_refuses_is_refused(name: str) -> None:
    changes, _ = KEYS[name]
    text = GOOD
    for old, new in changes:
        text = text.replace(old, new, 1)
    assert not FLOW.is_valid(as_an_editor(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("repeat: up to 6", "repeat: 6 times"),
        ("    title: Ride\n", ""),
        ("choose: place, unlike: from", "choose: place, on: from"),
        ("plan: trip", "plan: holiday"),
        ("plan: trip", "plan: trip\n    urgency: 2"),
    ],
)
def test_a_trip_that_the_reader_refuses_by_its_shape_is_refused(old: str, new: str) -> None:
    trip = (data_folder("flows") / "trip.yaml").read_text(encoding="utf-8")
    assert old in trip
    with pytest.raises(InvalidFlow):
        read_flow(trip.replace(old, new, 1), "f")
    assert not FLOW.is_valid(as_an_editor(trip.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("vignettes: [{id: A,", "vignettes: [{"),
        ("answers: {age: 65,", "answer: {age: 65,"),
        ("accepted: self_care}", "accept: self_care}"),
        ("accepted: [self_care]", "accepted: []"),
        ("- id: B\n", "- title: B\n"),
        ("  steps: [none, {about: me},", "  steps: [none, {about: me, risk: none},"),
        ("steps: [none,", "steps: [[none],"),
        ("{asks: risk}", "{asks: [risk]}"),
        ("{changes: {risk: [smoker, obesity]}}", "{changes: risk}"),
        ("{changes: {risk: [smoker, obesity]}}", "{changes: {risk: none, about: me}}"),
    ],
)
def test_a_case_file_that_the_reader_refuses_by_its_shape_is_refused(old: str, new: str) -> None:
    assert CASES.is_valid(as_an_editor(CHAT))
    assert read_cases(CHAT, "c", LIBRARY.flows)
    assert old in CHAT
    bad = (
        CHAT.replace(old, new, 1).replace("title: Two", "x: y")
        if "title" in new
        else CHAT.replace(old, new, 1)
    )
    with pytest.raises(InvalidFlow):
        read_cases(bad, "c", LIBRARY.flows)
    assert not CASES.is_valid(as_an_editor(bad))


# --- any change -----------------------------------------------------------------------------------

WHOLE = as_words(GOOD)
VALUES: st.SearchStrategy[Any] = st.sampled_from(
    ["", "words", "4", "true", [], {}, ["words"], {"words": "words"}, [[]], "24 hours", "{x}"]
)


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value in a file."""
    keys = (
        list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else []
    )
    return [path, *(place for key in keys for place in places(node[key], (*path, key)))]


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """A sound flow with one thing in it dropped, added, renamed or put in the place of another."""
    whole = as_words(GOOD)
    *way, last = draw(st.sampled_from([place for place in places(WHOLE) if place]))
    inside = whole
    for key in way:
        inside = inside[key]
    kept = inside[last]
    match draw(st.sampled_from(["drop", "put", "rename"])):
        case "drop":
            del inside[last]
        case "put":
            inside[last] = draw(VALUES)
        case _ if isinstance(inside, dict):
            del inside[last]
            inside[draw(st.sampled_from(["words", "when", "say", "any", "only", "label"]))] = kept
        case _:
            inside.insert(last, kept)
    return whole


@settings(deadline=None, max_examples=300)
@given(changed())
def test_what_the_reader_takes_the_schema_takes_and_what_it_refuses_by_shape_is_refused(
    flow: Any,
) -> None:
    text = yaml.dump(flow, sort_keys=False, default_style='"', allow_unicode=True)
    try:
        read_flow(text, "f")
        told: list[str] = []
    except InvalidFlow as invalid:
        told = [problem.message for problem in invalid.problems]
    if not told:
        assert FLOW.is_valid(flow)
    if any(SHAPE.search(message) for message in told):
        assert not FLOW.is_valid(flow), told
