"""Pictures of flows."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.mermaid import fenced, mermaid
from bot.authoring.svg import svg
from bot.cli import legwise
from bot.files import data_folder
from bot.flow.graph import graph
from bot.flow.model import Flow
from bot.flow.read import read_flow
from tests.flow.read_cases import GOOD

LEG_CHECK = data_folder("flows") / "leg-check.yaml"
PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "leg-check.svg"
SVG = "{http://www.w3.org/2000/svg}"
SMALL = read_flow(GOOD, "f")


def worded(words: str) -> Flow:
    """The small flow with these words wherever people read some."""
    questions = {name: replace(q, short=words, ask=words) for name, q in SMALL.questions.items()}
    endings = {name: replace(ending, title=words) for name, ending in SMALL.endings.items()}
    return replace(SMALL, title=words, questions=questions, endings=endings)


def shapes(drawing: str) -> list[str]:
    """Every shape and whether it is hollow."""
    return re.findall(r'<g class="(u[1-4](?: open)?)"', drawing)


def test_the_picture_in_the_docs_is_of_the_flow_as_it_is() -> None:
    """`legwise graph leg-check -o docs/pictures/leg-check.svg` draws it anew."""
    drawn = svg(graph(read_flow(LEG_CHECK.read_text("utf-8"), "leg-check.yaml")))
    assert PICTURE.read_text("utf-8") == drawn


def test_urgency_is_told_by_shape_word_and_colour() -> None:
    drawing = svg(graph(SMALL))
    (style,) = (part.text or "" for part in ET.fromstring(drawing).iter(f"{SVG}style"))  # noqa: S314  our own
    for urgency, word in ((4, "emergency"), (2, "soon"), (1, "self-care")):
        assert f'class="u{urgency}"' in drawing
        assert f">{word}</text>" in drawing
        assert style.count(f"--u{urgency}:") == 2  # light and dark
    assert (
        len({re.sub(r'.*?">', "", s) for s in re.findall(r"<g class=\"u[1-4]\".*?</g>", drawing)})
        >= 3
    )


def test_the_picture_says_what_it_shows_to_those_who_cannot_see_it() -> None:
    root = ET.fromstring(svg(graph(SMALL)))  # noqa: S314  our own
    assert root.get("role") == "img"
    assert [part.text for part in root[:2]] == [
        "leg-check: Leg cramp or something more?",
        "2 questions in the order asked, and which of 3 endings each can lead to, by 1 rules.",
    ]
    hints = [part.text or "" for part in root.iter(f"{SVG}title")]
    assert "Call now: These can be signs of a clot." in hints
    assert any(hint.startswith("Is the leg swollen? Asked if 1 is ") for hint in hints)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=200))
def test_any_words_can_stand_in_a_picture(words: str) -> None:
    of = worded(words)
    root = ET.fromstring(svg(graph(of)))  # noqa: S314  our own
    assert words in (root[0].text or "")
    for line in mermaid(graph(of)).splitlines()[2:]:
        for label in re.findall(r'"(.*)"', line):
            assert re.fullmatch(r"(?:[\w .,:/'’“”–…()?!-]|#[0-9]+;|<br/>)*", label)


def test_each_arrow_of_the_mermaid_text_joins_what_is_there() -> None:
    text = mermaid(graph(read_flow(LEG_CHECK.read_text("utf-8"), "leg-check.yaml")))
    nodes = set(re.findall(r"^  ([qe][0-9]+)[\[{(]", text, re.MULTILINE))
    arrows = re.findall(
        r"^  (\w+) (?:-->|-- .* -->|== .* ==>|-\.->|-\. .* \.->) (\w+)$", text, re.MULTILINE
    )
    assert {end for arrow in arrows for end in arrow} == nodes
    declared = re.findall(r"^  (?:class|classDef|accTitle|flowchart)\b", text, re.MULTILINE)
    assert len(text.splitlines()) == 1 + len(nodes) + len(arrows) + len(declared)


def test_a_page_of_markdown_holds_the_same() -> None:
    drawn = graph(SMALL)
    page = fenced(drawn)
    assert page == f"# Leg cramp or something more?\n\n```mermaid\n{mermaid(drawn)}```\n"


# --- as a command ----------------------------------------------------------------------------------------


def draw(*arguments: str) -> Result:
    return CliRunner().invoke(legwise, ["graph", *arguments])


def test_a_flow_is_drawn_by_name_or_file(tmp_path: Path) -> None:
    small = tmp_path / "small.yaml"
    small.write_text(GOOD, "utf-8")
    assert draw("leg-check").output.startswith("flowchart TB\n")
    picture = tmp_path / "small.svg"
    assert draw(str(small), "-o", str(picture)).output == ""
    assert picture.read_text("utf-8") == svg(graph(SMALL))
    for ending in ("mmd", "md"):
        assert draw(str(small), "-o", str(tmp_path / f"small.{ending}")).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("leg-chek",), "there is no flow 'leg-chek'; did you mean 'leg-check'?"),
        (("gone.yaml",), "gone.yaml:1:1: cannot be read: No such file or directory"),
        (
            ("leg-check", "-o", "x.png"),
            "-o is 'x.png': a file that ends in .svg, .mmd, .md is allowed",
        ),
        (
            ("leg-check", "-o", "/no/such/x.svg"),
            "/no/such/x.svg cannot be written: No such file or directory",
        ),
    ],
)
def test_what_cannot_be_drawn_is_told(arguments: tuple[str, ...], told: str) -> None:
    done = draw(*arguments)
    assert told in (done.output or str(done.exception))
    assert done.exit_code != 0
