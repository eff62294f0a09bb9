"""What is left of a condition, once some answers are given."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from bot.flow.condition import ALWAYS, All, Any, Chosen, Condition, Not, Values
from bot.flow.proof.residual import NO, YES, Residual, answered, choices, only_grows, residual
from bot.flow.truth import fulfils, holds
from tests.flow.small_flows import answer_sets, conditions, possible, question

QUESTIONS = {
    "one": question("one", "abc"),
    "many": question("many", "abcn", many=True),
    "last": question("last", "ab"),
}
EVERY = list(answer_sets(QUESTIONS))
A = Chosen("one", frozenset("a"))
B = Chosen("many", frozenset("ab"), count=2)


def told(left: Residual, name: str, values: Values) -> frozenset[Chosen]:
    """Which Chosen on a question an answer fulfils; no values: it was not asked."""
    return frozenset(
        each for each in choices(left) if each.question == name and values and fulfils(each, values)
    )


def after(left: Residual, answers: Mapping[str, Values]) -> Residual:
    for name, values in answers.items():
        left = answered(left, name, told(left, name, values))
    return left


@given(
    conditions(QUESTIONS, 8), st.sampled_from(EVERY), st.sets(st.sampled_from(sorted(QUESTIONS)))
)
def test_after_every_answer_a_residual_says_what_the_condition_says(
    condition: Condition, every: dict[str, Values], unasked: set[str]
) -> None:
    answers = {name: () if name in unasked else values for name, values in every.items()}
    asked = {name: values for name, values in answers.items() if values}
    expected = YES if holds(condition, asked) else NO
    assert after(residual(condition), answers) is expected


@given(conditions(QUESTIONS, 6), st.sampled_from(EVERY), st.permutations(sorted(QUESTIONS)))
def test_the_order_of_answers_does_not_matter(
    condition: Condition, every: dict[str, Values], order: list[str]
) -> None:
    left = residual(condition)
    assert after(left, every) is after(left, {name: every[name] for name in order})


@given(conditions(QUESTIONS, 6))
def test_a_residual_names_the_questions_and_choices_that_are_still_in_it(
    condition: Condition,
) -> None:
    left = residual(condition)
    assert left.questions == {each.question for each in choices(left)}
    once = answered(left, "one", frozenset())
    assert "one" not in once.questions
    assert once.questions <= left.questions


@given(conditions(QUESTIONS, 6), st.sampled_from(EVERY))
def test_what_only_grows_is_not_undone_by_one_option_more(
    condition: Condition, every: dict[str, Values]
) -> None:
    left = residual(condition)
    if not only_grows(left, "many") or every["many"] == ("n",):
        return
    for more in possible(QUESTIONS["many"]):
        if set(every["many"]) <= set(more) and holds(condition, every):
            assert holds(condition, every | {"many": more})


def test_conditions_of_one_meaning_leave_one_object() -> None:
    assert residual(A) is residual(Chosen("one", frozenset("a")))
    assert residual(A) is not residual(Chosen("one", frozenset("b")))
    assert residual(All((A, B))) is residual(All((B, A, B)))
    assert residual(All((A, All((B, ALWAYS))))) is residual(All((A, B)))
    assert residual(Any((A, Any((B,))))) is residual(Any((B, A)))
    assert residual(All((A, A))) is residual(A)
    assert residual(Any((A, Any(())))) is residual(A)
    assert residual(Not(Not(B))) is residual(B)
    assert residual(All((A, B))) is not residual(Any((A, B)))


def test_what_is_decided_is_yes_or_no() -> None:
    assert residual(ALWAYS) is YES
    assert residual(Any(())) is NO
    assert residual(Not(ALWAYS)) is NO
    assert residual(Not(Any(()))) is YES
    assert residual(Any((A, ALWAYS))) is YES
    assert residual(All((A, Any(())))) is NO
    assert answered(residual(All((A, B))), "one", frozenset()) is NO
    assert answered(residual(All((A, B))), "one", frozenset({A})) is residual(B)
    assert answered(residual(Any((A, Not(B)))), "many", frozenset()) is YES
    assert answered(residual(A), "many", frozenset({B})) is residual(A)


def test_only_any_and_all_of_grow() -> None:
    assert only_grows(residual(All((A, B))), "many")
    assert only_grows(residual(Chosen("many", frozenset("ab"), "all")), "many")
    assert not only_grows(residual(Chosen("many", frozenset("a"), "only")), "many")
    assert not only_grows(residual(Chosen("many", frozenset("a"), "none")), "many")
    assert not only_grows(residual(Any((A, Not(B)))), "many")
    assert only_grows(residual(Any((B, Not(A)))), "last")
