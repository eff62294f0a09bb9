"""Case files: read whole, or refused with every mistake at its place."""

from textwrap import dedent

import pytest

from bot.flow.cases import Case, Trial
from bot.flow.errors import InvalidFlow
from bot.flow.reading.cases import read_cases
from tests.chat import LIBRARY


def cases(text: str) -> tuple[Trial, ...]:
    return read_cases(dedent(text), "c", LIBRARY.flows)


def told(text: str) -> list[str]:
    with pytest.raises(InvalidFlow) as caught:
        cases(text)
    return [str(problem).removeprefix("c:") for problem in caught.value.problems]


def test_a_case_is_flat_facts_and_what_is_accepted() -> None:
    (case,) = cases("""\
        schema_version: 1
        vignettes:
        - id: V1
          title: A flight
          answers:
            age: 65
            pregnant: True
            sex: ~
            skin: []
            more: {}
            risk: [smoker, obesity]
            travel: {hours: 9, mode: {by: air}}
          expected: urgent_same_day
          accepted: [urgent_same_day, see_clinician_soon]
          min_safe: see_clinician_soon
          cluster: X
        """)
    assert isinstance(case, Case)
    assert case == Case(
        id="V1",
        flow="leg-check",
        title="A flight",
        facts={
            "age": ("65",),
            "pregnant": ("true",),
            "skin": (),
            "risk": ("smoker", "obesity"),
            "travel.hours": ("9",),
            "travel.mode.by": ("air",),
        },
        expected="urgent_same_day",
        accepted=("urgent_same_day", "see_clinician_soon"),
        min_safe="see_clinician_soon",
        place=case.place,
        places=case.places,
    )
    assert case.place[0] == 3
    assert case.places["travel.mode.by"][0] == 12


def test_what_a_case_leaves_out_follows_from_what_it_accepts() -> None:
    (case,) = cases("""\
        vignettes:
        - {id: V1, flow: leg-check, answers: {}, accepted: [urgent_same_day, see_clinician_soon]}
        """)
    assert (case.title, case.expected, case.min_safe) == (
        "", "urgent_same_day", "see_clinician_soon"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("vignettes: []", ["1:12: this list is empty"]),
        ("schema_version: 1\n", ["1:1: a case file needs 'vignettes', a list of cases, or 'chats'"]),
        ("- 1\n", ["1:1: a mapping is expected here, not a list"]),
        (
            "vignettes:\n- {title: x}\n",
            ["2:3: a case needs 'id'", "2:3: a case needs 'answers'", "2:3: a case needs 'accepted'"],
        ),
        (
            "vignettes:\n- {id: A, answers: {}, acepted: self_care}\n",
            ["2:3: a case needs 'accepted'; is 'acepted' meant for it?"],
        ),
        (
            "vignettes:\n- {id: A, answers: {}, accepted: self_car}\n",
            ["2:34: 'self_car' is not an ending of 'leg-check'; did you mean 'self_care'?"],
        ),
        (
            "vignettes:\n- {id: A, flow: leg-chek, answers: {}, accepted: self_care}\n",
            ["2:17: 'leg-chek' is not a flow; did you mean 'leg-check'?"],
        ),
        (
            "vignettes:\n" + "- {id: A, answers: {}, accepted: self_care}\n" * 2,
            ["3:3: 'A' is the id of another case too, at line 2"],
        ),
        (
            "vignettes:\n- {id: A, answers: {}, accepted: self_care, expected: x, min_safe: y}\n",
            ["2:55: 'x' is not an ending of 'leg-check'", "2:68: 'y' is not an ending of 'leg-check'"],
        ),
    ],
)  # fmt: skip
def test_every_mistake_is_told_at_its_place(text: str, problems: list[str]) -> None:
    found = told(text)
    assert len(found) == len(problems)
    for message, start in zip(found, problems, strict=True):
        assert message.startswith(start)


def test_a_case_without_a_flow_needs_the_leg_check() -> None:
    text = "vignettes: [{id: A, answers: {}, accepted: self_care}]"
    with pytest.raises(InvalidFlow, match="'leg-check' is not a flow"):
        read_cases(text, "c", {})


def test_a_file_that_is_no_yaml_is_told() -> None:
    assert told("vignettes: [")
