"""Chats in case files: written as a nurse would, played as a person would, refused where they go another way."""

from dataclasses import replace
from textwrap import dedent, indent

import pytest

from bot.files import data_folder
from bot.flow.cases import Case
from bot.flow.errors import InvalidFlow
from bot.flow.reading.cases import read_cases
from bot.flow.rehearsal import NotSo, Rehearsal
from bot.flow.rehearse import rehearse
from tests.chat import LIBRARY

FILES = sorted((data_folder("flows") / "cases").glob("*.yaml"))
CHATS = [
    chat
    for file in FILES
    for chat in read_cases(file.read_text(encoding="utf-8"), file.name, LIBRARY.flows)
    if isinstance(chat, Rehearsal)
]


def chat(steps: str, accepted: str = "self_care") -> Rehearsal:
    """A chat about hiccups; its steps begin in line 5."""
    text = "chats:\n- id: A\n  flow: hiccups\n  steps:\n" + indent(dedent(steps).strip("\n"), "  ")
    (found,) = read_cases(f"{text}\n  accepted: {accepted}\n", "c", LIBRARY.flows)
    assert isinstance(found, Rehearsal)
    return found


def told(steps: str) -> list[str]:
    with pytest.raises(InvalidFlow) as caught:
        chat(steps)
    return [str(problem).removeprefix("c:") for problem in caught.value.problems]


def goes_wrong(steps: str) -> str:
    with pytest.raises(NotSo) as caught:
        rehearse(LIBRARY, chat(steps))
    return f"{caught.value.place[0]}:{caught.value.place[1]}: {caught.value}"


@pytest.mark.parametrize("written", CHATS, ids=[chat.id for chat in CHATS])
def test_every_chat_goes_as_it_is_written_and_ends_as_accepted(written: Rehearsal) -> None:
    assert rehearse(LIBRARY, written).verdict == "accepted", written.title


def test_our_flows_have_chats_that_change_an_answer_go_back_and_name_danger() -> None:
    assert {chat.flow for chat in CHATS} == {"leg-check", "hiccups"}
    deeds = {type(step).__name__ for chat in CHATS for step in chat.steps}
    assert deeds == {"Types", "Answers", "Changes", "Asks", "Ends"}


@pytest.mark.parametrize("said", ["none", "None of these", "[none]"])
def test_an_option_goes_by_its_name_or_its_label(said: str) -> None:
    outcome = rehearse(LIBRARY, chat(f'- red_flags: {said}\n- me\n- 2 hours\n- in_the_way: "no"'))
    assert (outcome.got, outcome.verdict) == ("self_care", "accepted")


def test_ticks_are_changed_to_what_is_written_and_taken_back_for_none() -> None:
    steps = """
        - red_flags: none
        - about: me
        - how_long: up_to_48h
        - in_the_way: "no"
        - ends: self_care
        - changes: {in_the_way: "yes"}
        - ends: see_clinician_soon
        - changes: {in_the_way: "no"}
        - ends: self_care
    """
    assert rehearse(LIBRARY, chat(steps)).verdict == "accepted"
    legs = dedent("""
        chats:
        - id: A
          steps:
          - {red_flags: [fever, new_cough]}
          - {changes: {red_flags: [fever]}}
          - {changes: {red_flags: none}}
          - {about: travel}
          - {risk: [smoker, diabetes]}
          - {ends: see_clinician_soon}
          - {changes: {risk: [obesity]}}
          accepted: self_care
    """)
    (found,) = read_cases(legs, "c", LIBRARY.flows)
    assert isinstance(found, Rehearsal)
    outcome = rehearse(LIBRARY, found)
    assert [given["risk"] for given in outcome.walked] == [("smoker", "diabetes"), ("obesity",)]
    assert outcome.verdict == "accepted"


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("- about: me", "5:5: 'about' is not asked here: the question is 'red_flags'"),
        ("- red_flags: chest_pain\n- about: me", "6:5: 'about' is not asked here: it has ended with 'emergency'"),
        ("- none\n- asks: how_long", "6:5: 'how_long' is not asked here: the question is 'about'"),
        ("- none\n- ends: self_care", "6:5: the chat has no ending here: the question is 'about'"),
        ("- not sure\n- ends: self_care", "6:5: the chat ends with 'emergency' here, not with 'self_care'"),
        ("- none\n- me", "2:3: the chat has no ending here: the question is 'how_long'"),
        ("- changes: {about: me}", "5:15: 'about' cannot be changed here: the question is 'red_flags'"),
        ("- chest_pain\n- changes: {red_flags: none}",
         "6:15: 'red_flags' cannot be changed here: it has ended with 'emergency'"),
        ("- cancel\n- red_flags: none", "6:5: 'red_flags' is not asked here: the check was stopped"),
        ("- I cough up blood\n- ends: emergency", "6:5: the chat has no ending here: it has gone over to 'leg-check'"),
    ],
)  # fmt: skip
def test_a_chat_that_goes_another_way_is_told_at_its_step(steps: str, said: str) -> None:
    assert goes_wrong(steps) == said


def test_an_ending_that_is_not_accepted_is_judged_like_a_cases() -> None:
    outcome = rehearse(LIBRARY, chat("- chest_pain", "see_clinician_soon"))
    assert (outcome.got, outcome.verdict) == ("emergency", "over")
    lenient = replace(chat("- none\n- me\n- 2 hours\n- no"), accepted=("emergency",))
    assert rehearse(LIBRARY, lenient).verdict == "under"


@pytest.mark.parametrize(
    ("steps", "mistakes"),
    [
        ("- red_flag: none", ["5:5: 'red_flag' is not a question; did you mean 'red_flags'?"]),
        ("- red_flags: chest_pian", ["5:16: 'chest_pian' is not an answer to 'red_flags'; did you mean 'chest_pain'?"]),
        ("- red_flags: [none, chest_pain]", ["5:16: 'red_flags' takes one answer, not these together"]),
        ("- about: [me, child]", ["5:12: 'about' takes one answer, not these together"]),
        ("- {asks: about, ends: self_care}", ["5:5: a step is one thing: write each on its own line"]),
        ("- asks: nothing", [("5:11: 'nothing' is not a question of 'hiccups'; there are "
                             "'red_flags', 'about', 'how_long', 'in_the_way'")]),
        ("- ends: self_car", ["5:11: 'self_car' is not an ending of 'hiccups'; did you mean 'self_care'?"]),
        ("- changes: {about: me, how_long: over_48h}", ["5:26: one answer is changed at a time"]),
        ("- changes: about", ["5:14: a mapping is expected here, not text"]),
        ("- [none]", ["5:5: text is expected here, not a list"]),
        ("- {}", ["5:5: this mapping is empty"]),
        ('- ""', ["5:5: this is empty"]),
    ],
)  # fmt: skip
def test_mistakes_in_a_chat_are_told_at_their_place(steps: str, mistakes: list[str]) -> None:
    assert told(steps) == mistakes


def test_cases_and_chats_may_share_a_file_but_no_id() -> None:
    text = dedent("""\
        vignettes: [{id: A, answers: {}, accepted: self_care}]
        chats: [{id: B, steps: [none], accepted: self_care}]
    """)
    case, rehearsal = read_cases(text, "c", LIBRARY.flows)
    assert isinstance(case, Case)
    assert isinstance(rehearsal, Rehearsal)
    with pytest.raises(InvalidFlow, match="2:9: 'A' is the id of another case too, at line 1"):
        read_cases(text.replace("id: B", "id: A"), "c", LIBRARY.flows)
    with pytest.raises(InvalidFlow, match="1:9: a chat needs 'steps'"):
        read_cases("chats: [{id: B, accepted: self_care}]", "c", LIBRARY.flows)
