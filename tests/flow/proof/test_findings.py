"""What is found in a flow that claims nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.flow.condition import ALWAYS, All, Any, Chosen, Not
from bot.flow.decide import decide
from bot.flow.model import Flow
from bot.flow.proof.findings import findings
from bot.flow.proof.sightings import unseen
from bot.flow.proof.sights import Sight, sights
from bot.flow.question import Hint, Question
from bot.flow.walk import walk
from tests.chat import LIBRARY
from tests.flow.proof.test_prove import MANY, chose
from tests.flow.small_flows import answer_sets, flow, flows, question, rule

ONE, TWO = question("one", "ab"), question("two", "ab")


def seen(of: Flow, sight: Sight) -> bool:
    """Does any chat show it? All are played."""
    for every in answer_sets(of.questions):
        asked = walk(of, every).given
        if sight.shown(asked, decide(of, asked).ending.id):
            return True
    return False


@settings(max_examples=25, deadline=None)
@given(flows())
def test_what_no_chat_shows_is_found_and_nothing_else(of: Flow) -> None:
    every = list(sights(of))
    missed = list(unseen(of, every))
    assert missed == [sight for sight in every if not seen(of, sight)]


@pytest.mark.parametrize("name", LIBRARY.flows)
def test_our_flows_have_nothing_idle_unseen_or_contradictory(name: str) -> None:
    assert findings(LIBRARY.flows[name]) == ()


def found(of: Flow) -> list[str]:
    """What is found, besides the endings that small flows have and don't use."""
    told = (finding.message for finding in findings(of))
    return [message for message in told if not message.startswith("the ending")]


def test_a_rule_behind_a_more_urgent_one_is_dead() -> None:
    urgent, dead = rule("emergency", chose("one", "a")), rule("soon", chose("one", "a"))
    of = flow(ONE, TWO, rules=(urgent, dead, rule("today", chose("two", "a"))))
    first, second = found(of)
    assert "hold for the same answers, and end differently: emergency and soon" in first
    assert second.startswith("the rule for soon, “because”, is never a reason")


def test_a_rule_that_no_chat_waits_for_is_dead() -> None:
    first = rule("emergency", chose("one", "a"))
    narrower = rule("emergency", All((chose("one", "a"), chose("two", "a"))))
    of = flow(ONE, TWO, rules=(first, replace(narrower, because="narrower")))
    assert "the rule for emergency, “narrower”, is never a reason" in found(of)[0]


def test_none_of_these_beside_another_option_is_no_answer() -> None:
    never = All((chose("many", "n"), chose("many", "a")))
    (message,) = found(
        flow(MANY, rules=(rule("today", chose("many", "b")), rule("emergency", never)))
    )
    assert message.startswith("the rule for emergency")


def test_a_rule_that_another_says_too_is_idle() -> None:
    wide, narrow = rule("today", chose("many", "ab")), rule("today", chose("many", "a"))
    (message,) = found(flow(MANY, rules=(wide, narrow)))
    assert message.endswith("wherever it is a reason, another rule gives the same one")
    (finding,) = (
        each for each in findings(flow(MANY, rules=(wide, narrow))) if each.kind == "idle"
    )
    assert finding.message == message


def test_a_question_that_its_gate_never_lets_through_is_told() -> None:
    shut = question("two", "ab", when=All((chose("one", "a"), chose("one", "b"))))
    told = found(
        flow(ONE, shut, rules=(rule("today", chose("two", "a")), rule("soon", chose("one", "a"))))
    )
    assert any(message.startswith("the question 'two' is never asked") for message in told)


def test_a_line_and_a_calm_entry_that_never_apply_are_told() -> None:
    of = flow(
        ONE,
        rules=(rule("today", chose("one", "a")),),
        calm={"calm": (chose("one", "a"), chose("one", "b"), chose("one", "b"))},
        advice={"today": (chose("one", "b"),)},
    )
    told = found(of)
    assert [message.split(",")[0] for message in told] == [
        "the calm entry of 'calm'",
        "the calm entry of 'calm'",
        "the line “today 0” of 'today' is never shown: its `when:` holds in no chat that ends so",
    ]


def hinted(asked: Question, **hints: Hint) -> Question:
    return replace(asked, hints=hints)


def test_a_calm_entry_may_not_rest_on_a_worrying_answer() -> None:
    one = hinted(ONE, b=Hint("worrying", "needs a reason"))
    rests = flow(
        one, rules=(rule("today", chose("one", "a")),), calm={"calm": (chose("one", "b"),)}
    )
    assert any("rests on one: b, which a hint calls worrying" in told for told in found(rests))


def test_what_a_calm_entry_only_lets_pass_may_be_hinted_as_worrying() -> None:
    many = hinted(MANY, a=Hint("worrying", "needs a reason"))
    passes: tuple[Chosen | Not, ...] = (chose("many", "an", "only"), Not(chose("many", "b")))
    for when in passes:
        of = flow(many, ONE, rules=(rule("today", chose("one", "a")),), calm={"calm": (when,)})
        assert not any("rests on" in told for told in found(of))


def test_an_answer_that_is_never_calm_may_not_be_called_reassuring() -> None:
    one = hinted(ONE, a=Hint("reassuring", "fits"), b=Hint("reassuring", "fits"))
    of = flow(one, rules=(rule("today", chose("one", "a")),), calm={"calm": (chose("one", "b"),)})
    assert [told for told in found(of) if "hint" in told] == [
        "the reassuring hint on one: a, “fits”, contradicts the rules: no calm ending goes with that answer"
    ]


def test_a_worrying_hint_on_an_emergency_is_never_shown() -> None:
    one = hinted(ONE, a=Hint("worrying", "bad"))
    of = flow(
        one,
        rules=(
            rule("emergency", chose("one", "a")),
            rule("today", Any((chose("one", "b"), ALWAYS))),
        ),
    )
    assert any(told.startswith("the worrying hint on one: a") for told in found(of))
