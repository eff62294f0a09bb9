"""Taps, counted as a chat counts them; and the chat that takes the most."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.authoring.transcript import transcript
from bot.flow.condition import ALWAYS, Condition, Values
from bot.flow.decide import decide
from bot.flow.model import Claim, Flow
from bot.flow.proof.prove import Prover
from bot.flow.proof.taps import Longest, given_by, taps
from bot.flow.truth import holds
from tests.chat import FLOW, Chat
from tests.flow.proof.test_prove import chose
from tests.flow.sets_of_answers import answers
from tests.flow.small_flows import answer_sets, flow, flows, question, rule

MANY = question("many", "abcn", many=True)
ONE = question("one", "ab")


def most_taps(of: Flow, when: Condition, endings: frozenset[str]) -> int | None:
    """The most taps of any chat, by playing all."""
    counts = []
    for every in answer_sets(of.questions):
        tapped = taps(of, every)
        given_ = given_by(tapped)
        if holds(when, given_) and decide(of, given_).ending.id in endings:
            counts.append(len(tapped))
    return max(counts, default=None)


@settings(max_examples=25, deadline=None)
@given(flows())
def test_no_chat_takes_more_taps_than_the_longest(of: Flow) -> None:
    for claim in (*of.claims, Claim("at most")):
        endings = frozenset((claim.ending,)) if claim.ending else frozenset(of.endings)
        found = Longest(of, claim, endings).chat()
        assert (None if found is None else found[0]) == most_taps(of, claim.when, endings)
        if found is not None:
            assert len(taps(of, dict(found[1]))) == found[0]


@settings(max_examples=25, deadline=None)
@given(answers(FLOW))
def test_a_chat_of_these_taps_ends_with_the_last_and_not_before(every: dict[str, Values]) -> None:
    chat = Chat()
    chat.answer(())
    for tap in taps(FLOW, every):
        assert chat.state.view == f"question:{tap.question.id}"
        chat.tap(f"o:{tap.values[0]}" if tap.values else "done")
    assert chat.state.view == "result"


# --- what small flows show --------------------------------------------------------------------------


def test_ticks_and_done_are_taps_and_none_of_these_is_one() -> None:
    of = flow(MANY, rules=(rule("today", chose("many", "ab", "all")),))
    assert len(taps(of, {"many": ("a", "b")})) == 3
    assert len(taps(of, {"many": ("n",)})) == 1


def test_ticks_that_make_an_emergency_need_no_done_and_come_first() -> None:
    of = flow(MANY, rules=(rule("emergency", chose("many", "b")), rule("soon", chose("many", "a"))))
    assert [tap.values for tap in taps(of, {"many": ("a", "b", "c")})] == [("b",)]
    both = flow(MANY, rules=(rule("emergency", chose("many", "bc", "all")),))
    assert [tap.values for tap in taps(both, {"many": ("a", "b", "c")})] == [("b",), ("c",)]


def test_a_chat_that_takes_too_many_taps_is_told_and_the_longest_of_them() -> None:
    claim = Claim("at most", "today", ALWAYS, 3)
    of = flow(MANY, ONE, rules=(rule("today", chose("one", "a")),), claims=(claim,))
    short = flow(MANY, ONE, rules=(rule("today", ALWAYS),), claims=(claim,))
    assert all(proof.holds for proof in Prover(short).prove())
    (elsewhere,) = Prover(of).prove()
    assert elsewhere.broken_by == (("one", ("b",)),)  # where it ends otherwise at all
    rules = (rule("soon", chose("many", "ab")), rule("today", chose("one", "ab")))
    (too_long,) = Prover(flow(MANY, ONE, rules=rules, claims=(claim,))).prove()
    assert too_long.holds  # `many` is not asked, for `one` decides alone


@given(st.integers(1, 5))
def test_a_promise_of_taps_holds_from_the_number_it_takes(most: int) -> None:
    claim = Claim("at most", "", chose("many", "ab", count=2), most)
    of = flow(MANY, rules=(rule("today", chose("many", "ab", count=2)),), claims=(claim,))
    (proof,) = Prover(of).prove()
    assert proof.holds == (most >= 4)  # a, b, c and Done
    assert proof.holds or list(transcript(of, dict(proof.broken_by or ()))) == [
        *("> [☐ A]", "…", "> [☐ B]", "…", "> [☐ C]", "…", "> [Done]", "…"),
        "today …",
    ]
