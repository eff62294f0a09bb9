"""Claims whose condition never holds promise nothing, and are told."""

import pytest
from hypothesis import given, settings

from bot.flow.condition import ALWAYS, All, Condition, Not, Values
from bot.flow.model import Claim, Flow
from bot.flow.proof.vacuous import vacuous
from bot.flow.truth import holds
from bot.flow.walk import walk
from tests.flow.proof.test_prove import MANY, chose
from tests.flow.sets_of_answers import asked
from tests.flow.small_flows import answer_sets, flow, flows, question, rule

ONE = question("one", "ab")
TWO = question("two", "ab", when=chose("one", "a"))


def spoken_of(of: Flow, claim: Claim, every: dict[str, Values]) -> bool:
    """Does a claim say anything of this set of answers; of the chat with them, where it is about taps?"""
    counted = walk(of, every).given if claim.kind == "at most" else asked(of, every)
    return holds(claim.when, counted)


@settings(max_examples=60, deadline=None)
@given(flows())
def test_a_claim_promises_something_just_where_its_condition_can_hold(of: Flow) -> None:
    every = list(answer_sets(of.questions))
    idle = [claim for claim in of.claims if not any(spoken_of(of, claim, each) for each in every)]
    assert len(list(vacuous(of))) == len(idle)


def told(*claims: Claim) -> list[str]:
    rules = (rule("emergency", chose("many", "a")), rule("today", chose("two", "a")))
    return [found.message for found in vacuous(flow(MANY, ONE, TWO, rules=rules, claims=claims))]


@pytest.mark.parametrize(
    "never",
    [
        chose("many", "an", "all"),  # `n` stands alone
        All((chose("one", "b"), chose("two", "ab"))),  # two is not asked then
        Not(ALWAYS),
    ],
)
def test_a_claim_about_answers_that_never_go_together_is_told(never: Condition) -> None:
    (message,) = told(Claim("never", "calm", never))
    assert message.startswith("the claim “never calm when ")
    assert message.endswith("” promises nothing: its `when:` never holds")


def test_what_a_chat_ends_without_asking_counts_for_endings_and_not_for_taps() -> None:
    both = All((chose("many", "a"), chose("one", "a")))
    assert told(Claim("always", "emergency", both), Claim("never", "calm")) == []
    assert told(Claim("at most", "emergency", both, taps=2)) != []
