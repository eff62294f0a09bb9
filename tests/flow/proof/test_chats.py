"""Chats as the prover follows them are chats as people have them."""

from hypothesis import given, settings

from bot.flow.condition import Given, Values
from bot.flow.decide import decide
from bot.flow.model import Flow
from bot.flow.proof.chats import Chats
from bot.flow.proof.ways import Ways
from bot.flow.walk import walk
from tests.chat import FLOW
from tests.flow.sets_of_answers import answers
from tests.flow.small_flows import answer_sets, flows


def followed(ways: Ways, every: dict[str, Values]) -> tuple[Given, str]:
    """What is asked of somebody with these answers, by the situations alone, and where it ends."""
    situation = ways.all.start
    asked: dict[str, Values] = {}
    while not situation.over:
        question = ways.all.questions[situation.asked].id
        asked[question] = every[question]
        situation = ways.after(situation, every[question])
    return asked, ways.all.ending(situation)


def as_people_have_it(of: Flow, every: dict[str, Values]) -> tuple[Given, str]:
    asked = walk(of, every).given
    return asked, decide(of, asked).ending.id


@settings(max_examples=25, deadline=None)
@given(flows())
def test_the_same_questions_are_asked_in_any_flow(of: Flow) -> None:
    ways = Ways(Chats(of))
    for every in answer_sets(of.questions):
        assert followed(ways, every) == as_people_have_it(of, every)


LEG_CHECK = Ways(Chats(FLOW))


@settings(max_examples=200, deadline=None)
@given(answers(FLOW))
def test_the_same_questions_are_asked_in_the_leg_check(every: dict[str, Values]) -> None:
    assert followed(LEG_CHECK, every) == as_people_have_it(FLOW, every)
