"""What a picture of a flow shows."""

from bot.flow.condition import All, Any, Chosen, Not
from bot.flow.graph import graph
from bot.flow.model import Flow
from tests.flow.small_flows import flow, question, rule


def chose(name: str, values: str) -> Chosen:
    return Chosen(name, frozenset(values))


ONE = question("one", "abc")
TWO = question("two", "ab", when=chose("one", "ab"))
THREE = question("three", "ab", when=All((chose("one", "a"), chose("two", "a"))))


def test_a_question_hangs_below_the_one_that_opens_it() -> None:
    steps = graph(flow(ONE, TWO, THREE, question("four", "ab"))).steps
    assert [(step.number, step.after, step.depth) for step in steps] == [
        (1, None, 0),
        (2, 1, 1),
        (3, 1, 1),
        (4, None, 0),
    ]


def leads(of: Flow) -> list[tuple[int, str, tuple[str, ...], tuple[int, ...]]]:
    return [
        (step.number, ending, lead.alone, lead.beside)
        for step in graph(of).steps
        for ending, lead in step.leads.items()
    ]


def test_what_leads_somewhere_alone_is_told_from_what_needs_others() -> None:
    alone, both = chose("one", "ab"), All((chose("one", "c"), chose("two", "a")))
    of = flow(ONE, question("two", "ab"), rules=(rule("today", alone), rule("today", both)))
    assert leads(of) == [(1, "today", ("a", "b"), (2,)), (2, "today", (), (1,))]


def test_an_answer_that_another_can_excuse_does_not_lead_there_alone() -> None:
    of = flow(
        ONE, question("two", "ab"), rules=(rule("today", chose("one", "a"), chose("two", "b")),)
    )
    assert leads(of) == [(1, "today", (), (2,)), (2, "today", (), (1,))]


def test_several_options_of_one_question_together_are_its_own() -> None:
    both = Chosen("many", frozenset("ab"), "all")
    of = flow(question("many", "abcn", many=True), rules=(rule("emergency", both),))
    assert leads(of) == [(1, "emergency", (), (1,))]


def test_one_of_two_ways_may_be_enough() -> None:
    either = Any((chose("one", "a"), Not(chose("two", "a"))))
    of = flow(ONE, question("two", "ab"), rules=(rule("today", either),))
    assert leads(of) == [(1, "today", ("a",), ()), (2, "today", ("b",), ())]


def test_calm_endings_come_last_with_what_they_ask_for() -> None:
    drawn = graph(flow(ONE, calm={"calm": (chose("one", "a"),)}))
    assert [ending.urgency for ending in drawn.endings] == [4, 3, 3, 2, 1, 1]
    assert list(drawn.steps[0].leads) == ["calm"]
