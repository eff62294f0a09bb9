"""Conditions, as authors are told of them."""

import pytest

from bot.flow.condition import ALWAYS, All, Any, Chosen, Condition, Not, described


def risk(*values: str, **more: object) -> Chosen:
    return Chosen("risk", frozenset(values), **more)  # type: ignore[arg-type]


SWELLING = Chosen("swelling", frozenset({"one_leg"}))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (risk("b", "a"), "risk: a or b"),
        (risk("a", "b", how="all"), "risk: a and b"),
        (risk("a", "b", count=2), "risk: at least 2 of a or b"),
        (risk("a", how="only"), "risk: nothing but a"),
        (risk("a", how="none"), "risk: none of a"),
        (All((risk("a"), Not(SWELLING))), "risk: a, and not swelling: one_leg"),
        (Not(Any((risk("a"), SWELLING))), "not (risk: a, or swelling: one_leg)"),
        (ALWAYS, "always"),
        (Any(()), "never"),
    ],
)
def test_a_condition_is_told_to_authors_in_words(condition: Condition, words: str) -> None:
    assert described(condition) == words
