"""Does a condition hold: over finished answers, and over answers still being given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.condition import (
    ALWAYS,
    All,
    Any,
    Chosen,
    Condition,
    Given,
    Not,
    questions_in,
)
from bot.flow.truth import Truth, counted, holds, truth, undecided

RISKS = ("a", "b", "c")


def risk(*values: str, **more: object) -> Chosen:
    return Chosen("risk", frozenset(values), **more)  # type: ignore[arg-type]


SWELLING = Chosen("swelling", frozenset({"one_leg"}))


@pytest.mark.parametrize(
    ("condition", "ticked", "held"),
    [
        (risk("a", "b"), "b", True),
        (risk("a", "b"), "c", False),
        (risk("a", "b", "c", count=2), "a b", True),
        (risk("a", "b", "c", count=2), "a", False),
        (risk("a", "b", how="all"), "a b c", True),
        (risk("a", "b", how="all"), "a c", False),
        (risk("a", "b", how="only"), "a", True),
        (risk("a", "b", how="only"), "a c", False),
        (risk("a", "b", how="none"), "c", True),
        (risk("a", "b", how="none"), "a c", False),
        (Not(risk("a")), "b", True),
        (All((risk("a"), risk("b"))), "a", False),
        (Any((risk("a"), risk("b"))), "b", True),
        (ALWAYS, "a", True),
        (Any(()), "a", False),
    ],
)
def test_each_relation_of_answers_to_options(
    condition: Condition, ticked: str, held: object
) -> None:
    assert holds(condition, {"risk": tuple(ticked.split())}) is held


@pytest.mark.parametrize("how", ["any", "all", "only", "none"])
def test_a_question_that_was_not_asked_fulfils_nothing_but_a_not(how: str) -> None:
    assert not holds(risk("a", how=how), {})
    assert holds(Not(risk("a", how=how)), {})


def test_what_may_still_be_asked_leaves_a_condition_open() -> None:
    both = All((risk("a"), SWELLING))
    either = Any((risk("a"), SWELLING))
    assert truth(both, {}, ("risk", "swelling")) is Truth.OPEN
    assert truth(both, {"risk": ("b",)}, ("swelling",)) is Truth.NO
    assert truth(both, {"risk": ("a",)}, ()) is Truth.NO
    assert truth(either, {"risk": ("a",)}, ("swelling",)) is Truth.YES
    assert truth(either, {"risk": ("b",)}, ("swelling",)) is Truth.OPEN
    assert truth(Not(either), {"risk": ("b",)}, ("swelling",)) is Truth.OPEN
    assert list(undecided(Not(either), {"risk": ("b",)}, ("swelling",))) == ["swelling"]
    assert list(undecided(both, {"risk": ("b",)}, ("swelling",))) == []
    assert list(questions_in(Not(All((both, either))))) == ["risk", "swelling"] * 2


def test_the_answers_that_counted_are_quoted_and_denials_are_not() -> None:
    given_: Given = {"risk": ("a", "c"), "swelling": ("none",)}
    condition = All((risk("a", "b"), Any((SWELLING, risk("c"))), Not(SWELLING)))
    assert list(counted(condition, given_)) == [("risk", ("a",)), ("risk", ("c",))]
    assert list(counted(risk("b", how="none"), given_)) == [("risk", ("a", "c"))]
    assert list(counted(SWELLING, given_)) == []


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    st.builds(
        Chosen,
        st.sampled_from(["risk", "swelling", "skin"]),
        st.frozensets(st.sampled_from(RISKS), min_size=1),
        st.sampled_from(["any", "all", "only", "none"]),
        st.integers(1, 2),
    ),
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(All, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Any, st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=8,
)
ANSWER = st.lists(st.sampled_from(RISKS), min_size=1, unique=True).map(tuple)
GIVEN = st.dictionaries(st.sampled_from(["risk", "swelling", "skin"]), ANSWER)


@given(CONDITIONS, GIVEN, GIVEN)
def test_what_is_certain_stays_so_whatever_is_answered_later(
    condition: Condition, now: Given, later: Given
) -> None:
    unasked = {"risk", "swelling", "skin"} - now.keys()
    state = truth(condition, now, unasked)
    if state is not Truth.OPEN:
        assert truth(condition, {**later, **now}) is state
        assert not list(undecided(condition, now, unasked))
    else:
        assert set(undecided(condition, now, unasked)) <= unasked
        assert set(undecided(condition, now, unasked))
