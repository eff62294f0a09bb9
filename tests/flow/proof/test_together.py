"""Claims about the same endings, proved with one walk: no different from each by itself."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.model import Claim, Flow
from bot.flow.proof.prove import Prover
from bot.flow.proof.together import kept
from tests.flow.proof.test_prove import broken, chose, seen_to_break
from tests.flow.small_flows import answer_sets, conditions, flow, flows, question, rule


@st.composite
def much_claimed(draw: st.DrawFn) -> Flow:
    """A small flow with several claims about one ending or two."""
    of = draw(flows())
    some = st.builds(
        Claim,
        st.sampled_from(("always", "never")),
        st.sampled_from(("today", "soon")),
        conditions(of.questions),
    )
    return replace(of, claims=tuple(draw(st.lists(some, min_size=2, max_size=8))))


@settings(max_examples=60, deadline=None)
@given(much_claimed())
def test_each_of_many_claims_holds_just_where_no_set_of_answers_breaks_it(of: Flow) -> None:
    every = list(answer_sets(of.questions))
    for proof in Prover(of).prove():
        assert proof.holds != any(broken(of, proof.claim, answers) for answers in every)
        assert proof.holds or seen_to_break(of, proof)


def test_a_broken_claim_takes_no_other_with_it() -> None:
    one, two = question("one", "ab"), question("two", "ab")
    kept_, broken_ = Claim("never", "soon", chose("one", "a")), Claim("never", "soon")
    of = flow(one, two, rules=(rule("today", chose("one", "a")),), claims=(broken_, kept_))
    assert kept(of, of.claims) == frozenset()  # the walk for both says no more
    assert [proof.holds for proof in Prover(of).prove()] == [False, True]


def test_a_broken_claim_about_one_ending_says_nothing_of_another() -> None:
    one = question("one", "ab")
    today, soon = Claim("never", "today"), Claim("always", "soon", chose("one", "b"))
    of = flow(one, rules=(rule("today", chose("one", "a")),), claims=(today, soon))
    assert kept(of, of.claims) == {soon}
