"""Whether anything ends less urgently, against the plainest trial of each set of answers."""

from dataclasses import replace

from hypothesis import given, settings

from bot.flow.compare.falls import falls
from bot.flow.compare.meeting import Meeting
from bot.flow.condition import Chosen
from bot.flow.model import Flow
from bot.flow.question import Option
from tests.flow.compare.test_compare import ending, pairs
from tests.flow.small_flows import answer_sets, flow, question, rule


@settings(max_examples=25, deadline=None)
@given(pairs())
def test_a_flow_falls_where_some_set_of_answers_ends_less_urgently(both: tuple[Flow, Flow]) -> None:
    meeting = Meeting(*both)
    lower = any(
        ending(meeting.new, every).urgency < ending(meeting.old, every).urgency
        for every in answer_sets(meeting.questions)
    )
    assert falls(*both) == lower


def test_an_option_that_a_flow_lost_can_let_it_fall_though_no_rule_changed() -> None:
    some = question("q", "abc", many=True)
    urgent = rule("today", Chosen("q", frozenset("ab"), count=2))
    old = flow(some, rules=(urgent,))
    options: dict[str, Option] = {name: o for name, o in some.options.items() if name != "b"}
    new = replace(old, questions={"q": replace(some, options=options)})
    assert falls(old, new)
    assert not falls(new, old)
    assert not falls(old, old)
