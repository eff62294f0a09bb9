"""From answers to the next question or the ending, on a small flow."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.flow import walk as walking
from bot.flow.cards.question import question_card
from bot.flow.cards.result import result_card
from bot.flow.condition import Values
from bot.flow.decide import decide
from bot.flow.events import Event, Tapped
from bot.flow.library import Library
from bot.flow.model import Flow
from bot.flow.moves.desk import Desk
from bot.flow.read import read_flow
from bot.flow.state import Answer, Run, State
from bot.flow.step import step
from bot.flow.walk import journey, walk

FLOW = read_flow(
    """\
flow: small
version: "1"
title: Small
about: Small
command: small
reviewed: {on: 2026-11-22, until: 2027-11-22, by: nobody yet}
sources: {house: {title: Caution, at: docs}}
questions:
  danger:
    ask: Danger?
    short: Danger
    options: {none: No, yes: Yes}
  ticks:
    ask: Which?
    short: Which
    choose: many
    options: {one: One, two: Two}
  swelling:
    ask: Swollen?
    short: Swelling
    why: It matters.
    options: {none: No, one_leg: One leg}
  extent:
    ask: How far?
    short: Extent
    when: {swelling: one_leg}
    options: {calf: Calf, ankle: Ankle}
rules:
  - {at least: now, when: {danger: yes}, because: It is danger., source: house}
  - {at least: now, when: {swelling: one_leg, extent: calf}, because: It is big., source: house}
  - {at least: soon, when: {not: {ticks: one}}, because: One is missing., source: house}
otherwise: {ending: soon, because: Nobody knows., source: house}
endings:
  calm:
    urgency: 1
    title: Calm
    by when: Never.
    say: []
    safety net: Who knows.
    only when:
      - {when: {danger: none, swelling: none}, because: Nothing is there., source: house}
  soon: {urgency: 2, title: Soon, by when: Soon., safety net: Who knows., say: []}
  now: {urgency: 4, title: Now, by when: Now., say: []}
""",
    "small.yaml",
)
LIBRARY = Library({FLOW.id: FLOW}, (), {"en": "English"}, {}, {})


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, "danger"),
        ({"danger": "yes"}, None),
        ({"danger": "none"}, "ticks"),
        ({"danger": "none", "ticks": "two"}, "swelling"),
        ({"danger": "none", "ticks": "one"}, "swelling"),
        ({"danger": "none", "ticks": "one", "swelling": "none"}, None),
        ({"danger": "none", "ticks": "one", "swelling": "one_leg"}, "extent"),
        ({"danger": "none", "ticks": "one", "swelling": "one_leg", "extent": "ankle"}, None),
        ({"danger": "gone", "ticks": "one"}, "danger"),
        ({"ticks": "one", "swelling": "none"}, "danger"),
    ],
)
def test_only_what_can_change_the_ending_is_asked(
    answers: dict[str, str], asked: str | None
) -> None:
    place = walk(FLOW, {question: (value,) for question, value in answers.items()})
    assert (place.next.id if place.next else None) == asked


@pytest.mark.parametrize(
    ("answers", "ending", "because", "quoted"),
    [
        ({"danger": "yes"}, "now", "It is danger.", [("danger", ("yes",))]),
        ({"danger": "none", "ticks": "two"}, "soon", "One is missing.", []),
        ({"danger": "none", "ticks": "one", "swelling": "none"}, "calm", "Nothing is there.",
         [("danger", ("none",)), ("swelling", ("none",))]),
        ({"danger": "none", "ticks": "one", "swelling": "one_leg", "extent": "ankle"},
         "soon", "Nobody knows.", []),
        ({"danger": "none", "ticks": "one", "swelling": "one_leg", "extent": "calf"},
         "now", "It is big.", [("swelling", ("one_leg",)), ("extent", ("calf",))]),
    ],
)  # fmt: skip
def test_the_most_urgent_rule_that_holds_wins_and_says_why(
    answers: dict[str, str], ending: str, because: str, quoted: list[tuple[str, Values]]
) -> None:
    verdict = decide(FLOW, {question: (value,) for question, value in answers.items()})
    (reason,) = verdict.reasons
    assert verdict.ending.id == ending
    assert (reason.because, list(reason.answers)) == (because, quoted)


def test_an_answer_left_empty_is_passed_over() -> None:
    place = walk(FLOW, {"danger": ("none",), "ticks": ("one",), "swelling": ()})
    assert place.next is None
    assert "swelling" not in place.given


def test_the_count_of_questions_rises_with_an_answer_that_calls_for_more() -> None:
    assert journey(FLOW, {}) == (1, 3)
    so_far: dict[str, Values] = {"danger": ("none",), "ticks": ("one",), "swelling": ("one_leg",)}
    assert journey(FLOW, so_far) == (4, 4)


def test_what_is_remembered_of_walks_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "STAGES", 2)
    monkeypatch.setattr(walking, "FLOWS", 2)
    monkeypatch.setattr(walking, "_memories", {})
    for number in range(9):
        other = Flow(**{name: getattr(FLOW, name) for name in Flow.__dataclass_fields__})
        for value in ("none", "yes", "x"):
            place = walk(other, {"danger": (value,), "gone": (str(number),)})
            assert (place.next is None) == (value == "yes")
    assert len(walking._memories) <= 2
    assert all(memory.stages <= 3 for memory in walking._memories.values())


# --- the cards of a flow that has less to say -----------------------------------------------------


def test_a_question_without_a_reason_offers_none() -> None:
    card = question_card(FLOW, Run(FLOW.id), walk(FLOW, {}), FLOW.questions["danger"])
    assert [button.data for row in card.rows for button in row] == ["o:none", "o:yes"]


def test_a_done_before_any_tick_points_back_where_nothing_stands_alone() -> None:
    run = Run(FLOW.id, {"danger": Answer(("none",), 0)})
    state = State(consented=1, run=run, card=5, view="question:ticks")
    now = datetime(2026, 11, 24, tzinfo=UTC)
    _, (notice,) = step(LIBRARY, state, Event(Tapped(5, "done"), now))
    assert "“{nothing}”" in notice.text.english  # type: ignore[union-attr]


def test_an_answer_without_a_card_of_its_own_is_taken_back_too() -> None:
    run = Run(FLOW.id, {"danger": Answer(("none",), 0)})
    state = State(consented=1, run=run, card=5, view="question:ticks")
    now = datetime(2026, 11, 24, tzinfo=UTC)
    after, _ = step(LIBRARY, state, Event(Tapped(5, "back"), now))
    assert after.view == "question:danger"
    assert Desk(LIBRARY, now, after).place().given == {}


def test_a_reason_without_answers_is_told_alone() -> None:
    answers: dict[str, Values] = {"danger": ("none",), "ticks": ("two",)}
    card = result_card(LIBRARY, FLOW, Run(FLOW.id), answers, decide(FLOW, answers))
    assert "One is missing." in [block.text.english for block in card.doc]


def test_an_ending_says_its_safety_net_if_it_has_one() -> None:
    answers: dict[str, Values] = {"danger": ("none",), "swelling": ("none",), "ticks": ("one",)}
    bare = replace(FLOW.endings["calm"], safety_net=None)
    for ending, told in ((FLOW.endings["calm"], True), (bare, False)):
        flow = replace(FLOW, endings={**FLOW.endings, "calm": ending})
        card = result_card(LIBRARY, flow, Run(flow.id), answers, decide(flow, answers))
        assert ("Who knows." in [block.text.english for block in card.doc]) is told
