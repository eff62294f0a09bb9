"""Files that are no YAML, or YAML that hides what it means."""

import pytest
import yaml

from bot.flow.reading import nodes
from tests.flow.read_cases import GOOD, SWELLING_OPTIONS, changed, told

FILES: dict[str, tuple[str, list[str]]] = {
    "nothing at all": ("", ["1:1: the file is empty"]),
    "only a remark": ("# later\n", ["1:1: the file is empty"]),
    "only a document's mark": ("---\n", ["2:1: a mapping is expected here, not nothing"]),
    "cases": (
        "schema_version: 1\nvignettes: []\n",
        ["1:1: this is a file of cases, not a flow; give it after --cases"],
    ),
    "a list": ("- a\n", ["1:1: a mapping is expected here, not a list"]),
    "a word": ("hello", ["1:1: a mapping is expected here, not text"]),
    "too much": (GOOD + "#" * 1_000_000, ["1:1: the file is larger than 1 MB"]),
    "control characters": (
        "flow: \x07\ntitle: a\x00b\x01\n",
        [
            "1:7: the control character U+0007 is not allowed",
            "2:9: the control character U+0000 is not allowed",
        ],
    ),
    "half a character": ("a: \ud800", ["1:4: the control character U+D800 is not allowed"]),
    "an odd line end": ("a: b\u2028c", ["1:5: the control character U+2028 is not allowed"]),
    "a tab": ("flow: x\nreviewed:\n\ton: x\n", ["3:1: a tab is used for indentation; use spaces"]),
    "lists without end": ("[" * 10_000, ["1:21: this is nested more than 20 deep"]),
    "mappings without end": ("{a: " * 10_000, ["1:81: this is nested more than 20 deep"]),
    "two documents": (
        GOOD + "---\nno: *flow\n",
        ["87:1: a second document begins here; a file is one flow"],
    ),
    "a part repeated": (
        changed(("title: Leg", "title: &t Leg"), ("ask: Is the leg swollen?", "ask: *t")),
        [
            "3:8: '&t' is for repeating a part; write it out",
            "33:10: '*t' repeats another part; write it out",
        ],
    ),
    "a key repeated": (
        changed(("    help: Look", "    *h : Look")),
        ["35:5: '*h' repeats another part; write it out"],
    ),
    "options repeated": (
        changed((SWELLING_OPTIONS, "options: *o\n")),
        ["40:14: '*o' repeats another part; write it out"],
    ),
    "a bomb": (
        changed(
            ("[{rising: true}, {never: self_care, when: {risk: clot}}]", "[&a [x, x], [*a, *a]]")
        ),
        [
            "86:10: '&a' is for repeating a part; write it out",
            "86:10: a mapping is expected here, not a list",
            "86:21: a mapping is expected here, not a list",
            "86:22: '*a' repeats another part; write it out",
            "86:26: '*a' repeats another part; write it out",
        ],
    ),
    "a tag": (
        changed(("title: Leg", "title: !!str Leg"), ("ask: Is", "ask: !python/name:os.system Is")),
        [
            "3:8: '!!str' is a YAML tag; leave it out",
            "33:10: '!python/name:os.system' is a YAML tag; leave it out",
        ],
    ),
}

SYNTAX: dict[str, tuple[str, str]] = {  # the place alone: the words are YAML's own
    "a quote left open": ("flow: 'leg\ntitle: x\n", "3:1: "),
    "a bracket left open": ("flow: [leg\n", "2:1: "),
    "a line that sticks out": ("flow:\n  a: b\n c: d\n", "3:2: "),
    "another version of YAML": ("%YAML 3.0\n---\nflow: x\n", "1:1: "),
}
UNEVEN = (
    "; put as many spaces before this line as before the lines it belongs with,"
    " and close what is open above it"
)
HINTED: dict[str, tuple[str, str, str]] = {
    "a colon in a text": ("flow: leg: x\n", "1:10: ", "; a text that holds ': ' stands in quotes"),
    "a line further in": ("flow: leg\n  title: x\n", "2:8: ", UNEVEN),
    "a line further out": ("flow:\n  - a: b\n c: d\n", "3:2: ", UNEVEN),
    "no space behind a colon": (
        "flow: x\ntitle:y\nabout: z\n",
        "3:1: ",
        "; a colon and a space come after a key",
    ),
    "a sign of YAML's": (
        "a: @b\n",
        "1:4: ",
        "; a text that begins with @, ` or % stands in quotes",
    ),
}


@pytest.fixture(params=[yaml.CSafeLoader, yaml.SafeLoader], ids=["with libyaml", "without"])
def _either_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "LOADER", request.param)


pytestmark = pytest.mark.usefixtures("_either_loader")


@pytest.mark.parametrize(("text", "expected"), FILES.values(), ids=FILES.keys())
def test_a_file_says_plainly_what_it_means(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "place"), SYNTAX.values(), ids=SYNTAX.keys())
def test_what_is_no_yaml_is_told_where_yaml_stumbles(text: str, place: str) -> None:
    (problem,) = told(text)
    assert problem.startswith(f"{place}this is not YAML: ")


@pytest.mark.parametrize(("text", "place", "hint"), HINTED.values(), ids=HINTED.keys())
def test_the_commonest_slips_come_with_the_way_out(text: str, place: str, hint: str) -> None:
    (problem,) = told(text)
    assert problem.startswith(f"{place}this is not YAML: ")
    assert problem.endswith(hint)


def test_an_impossible_character_is_a_mistake_like_any_other() -> None:
    (problem,) = told('flow: "\\UFFFFFFFF"\n')
    assert "this is not YAML: " in problem


def test_the_sound_flow_is_sound_with_either_loader() -> None:
    assert told(GOOD) == []
