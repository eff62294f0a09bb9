"""Clinicians' cases, played."""

from dataclasses import replace

import pytest

from bot.files import data_folder
from bot.flow.cases import Case, UnmappedFact, case_answers, play
from bot.flow.condition import Values
from bot.flow.reading.cases import read_cases
from tests.chat import FLOW, LIBRARY

FILES = sorted((data_folder("flows") / "cases").glob("*.yaml"))
CASES = [
    case
    for file in FILES
    for case in read_cases(file.read_text(encoding="utf-8"), file.name, LIBRARY.flows)
    if isinstance(case, Case)
]
CRAMP = Case(
    id="C",
    flow=FLOW.id,
    title="A cramp",
    facts={"duration_class": ("under_10min",), "location": ("calf",)},
    expected="self_care",
    accepted=("self_care",),
    min_safe="self_care",
)


def test_every_flow_has_some() -> None:
    assert {case.flow for case in CASES} >= {"leg-check", "hiccups"}
    assert len([case for case in CASES if case.flow == FLOW.id]) >= 50


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_every_case_ends_where_clinicians_accept_it(case: Case) -> None:
    assert play(LIBRARY.flows[case.flow], case).verdict == "accepted", case.title


@pytest.mark.parametrize(
    ("accepted", "min_safe", "swelling", "verdict"),
    [
        (("self_care",), "self_care", "none", "accepted"),
        (("self_care",), "self_care", "one_leg", "over"),
        (("urgent_same_day",), "urgent_same_day", "none", "under"),
        (("urgent_same_day",), "self_care", "none", "under"),
        (("self_care", "urgent_same_day"), "urgent_same_day", "none", "under"),
        (("self_care", "emergency"), "self_care", "one_leg", "over"),
    ],
)
def test_an_ending_is_judged(
    accepted: tuple[str, ...], min_safe: str, swelling: str, verdict: str
) -> None:
    facts = {**CRAMP.facts, "swelling": (swelling,)}
    case = replace(CRAMP, accepted=accepted, min_safe=min_safe, facts=facts)
    assert play(FLOW, case).verdict == verdict


@pytest.mark.parametrize(
    ("facts", "question", "answer"),
    [
        ({}, "red_flags", ("none",)),
        ({}, "swelling_age", ()),
        ({"red_flags": ("breathlessness", "fever")}, "red_flags", ("sudden_breathlessness", "fever")),
        ({"red_flags": ("none", "fever")}, "red_flags", ("fever",)),
        ({"age": ("66",)}, "risk", ("age_over_60",)),
        ({"age": ("60",)}, "risk", ("none",)),
        ({"age": ("old",)}, "risk", ("none",)),
        ({"age": ("17",)}, "about", ("child",)),
        ({"travel.hours": ("9",), "travel.days_ago": ("3",)}, "risk", ("travel_over_4h_8w",)),
        ({"travel.hours": ("9",), "travel.days_ago": ("99",)}, "risk", ("none",)),
        ({"symptom": ("swelling",)}, "location", ("no_pain",)),
        ({"symptom": ("pain",)}, "location", ()),
        ({"swelling": ("none", "one_leg")}, "swelling", ("one_leg",)),
        ({"location": ("elbow",)}, "location", ()),
        ({"duration_class": ("under_10min",), "pattern": ("recurrent_brief",)},
         "duration_class", ("under_10min_again",)),
    ],
)  # fmt: skip
def test_facts_become_answers(facts: dict[str, Values], question: str, answer: Values) -> None:
    assert case_answers(FLOW, facts)[question] == answer


def test_a_sign_that_the_flow_does_not_know_is_a_mistake_of_the_case() -> None:
    with pytest.raises(UnmappedFact, match="'hiccups' is no answer to 'red_flags'") as caught:
        play(FLOW, replace(CRAMP, facts={"red_flags": ("hiccups",)}))
    assert (caught.value.question, caught.value.value) == ("red_flags", "hiccups")
