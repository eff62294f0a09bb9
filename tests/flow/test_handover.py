"""The hand-over of any answers: all that was asked is there, and nothing else is claimed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.condition import Values
from bot.flow.ending import EMERGENCY
from bot.flow.handover import hand_over
from bot.flow.state import Answer
from bot.flow.walk import walk
from tests.chat import FLOW
from tests.flow.sets_of_answers import answers

unhurried = settings(deadline=None, max_examples=40)


@unhurried
@given(answers(FLOW), st.integers(0, 2**31))
def test_every_answer_that_counts_is_handed_over_once(every: dict[str, Values], at: int) -> None:
    given = walk(FLOW, every).given
    found = hand_over(
        FLOW, given, {q: Answer(v, at + n, 7) for n, (q, v) in enumerate(given.items())}
    )
    assert [(f.question.id, f.values) for f in found.findings] == list(given.items())
    parts = [f for part in ("situation", "background", "assessment") for f in found.part(part)]
    assert sorted(f.question.id for f in parts) == sorted(given)
    assert (found.last - found.first).total_seconds() == len(given) - 1


@unhurried
@given(answers(FLOW), st.booleans())
def test_only_what_was_on_the_screen_and_said_to_be_none_is_denied(
    every: dict[str, Values], typed: bool
) -> None:
    given = walk(FLOW, every).given
    found = hand_over(FLOW, given, {q: Answer(v, 0, 0 if typed else 7) for q, v in given.items()})
    for finding in found.findings:
        assert not {*finding.denied, *finding.unticked} & {*finding.values, "none", "not_sure"}
        assert not finding.denied or (finding.values == ("none",) and not typed)
        assert not finding.unticked or not typed
        if "not_sure" in finding.values:
            assert finding.denied == finding.unticked == ()
    if found.ending.urgency == EMERGENCY:
        assert found.findings[-1].denied == found.findings[-1].unticked == ()


@unhurried
@given(answers(FLOW))
def test_a_question_is_called_not_asked_only_if_it_was_not(every: dict[str, Values]) -> None:
    given = walk(FLOW, every).given
    found = hand_over(FLOW, given, {q: Answer(v, 0, 7) for q, v in given.items()})
    assert not {question.id for question in found.unasked} & given.keys()
