"""Every slip an author may make is made: in conditions, rules, calm endings, gates and terms."""

from dataclasses import replace

import pytest

from bot.authoring.mutants.conditions import slips, substituted, widened
from bot.authoring.mutants.slips import mutants
from bot.authoring.mutants.terms import everywhere, terms
from bot.flow.condition import All, Any, Chosen, Condition, Not, described
from tests.chat import LIBRARY
from tests.flow.small_flows import flow, question, rule

ONE, MANY = question("one", "abc"), question("many", "abcn", many=True)
QUESTIONS = {"one": ONE, "many": MANY}
A, AB = Chosen("one", frozenset("a")), Chosen("one", frozenset("ab"))
TWO = Chosen("many", frozenset("abc"), count=2)


def came(condition: Condition) -> dict[str, str]:
    return {did: described(other) for did, other in slips(condition, QUESTIONS)}


def test_an_answer_is_turned_round_and_each_of_its_options_left_out() -> None:
    assert came(A) == {"'one: a' is turned round": "not one: a"}
    assert came(AB) == {
        "'one: a or b' is turned round": "not one: a or b",
        "'a' is left out of 'one: a or b'": "one: b",
        "'b' is left out of 'one: a or b'": "one: a",
    }


def test_any_becomes_all_where_several_may_be_chosen_and_counts_move_by_one() -> None:
    several = Chosen("many", frozenset("ab"))
    assert came(several)["'many: a or b' wants all"] == "many: a and b"
    assert came(replace(several, how="all"))["'many: a and b' wants any"] == "many: a or b"
    told = came(TWO)
    assert told["'many: at least 2 of a or b or c' wants one less"] == "many: a or b or c"
    assert (
        told["'many: at least 2 of a or b or c' wants one more"]
        == "many: at least 3 of a or b or c"
    )
    assert (
        told["'c' is left out of 'many: at least 2 of a or b or c'"] == "many: at least 2 of a or b"
    )


def test_parts_are_dropped_and_joined_otherwise_at_any_depth() -> None:
    told = came(All((A, Any((AB, Not(TWO))))))
    assert "'one: a' is dropped" in told
    assert "one: a, or (one: a or b, or not many: at least 2 of a or b or c)" in told.values()
    assert told["'one: a or b' is dropped"] == "one: a, and not many: at least 2 of a or b or c"
    not_dropped = "'not' is dropped before 'many: at least 2 of a or b or c'"
    assert told[not_dropped].endswith("or many: at least 2 of a or b or c)")


def test_a_condition_is_widened_by_each_option_it_does_not_name() -> None:
    wider = {did: described(other) for did, other in widened(Not(All((A, TWO))), QUESTIONS)}
    assert list(wider) == [
        "'b' is added to 'one: a'",
        "'c' is added to 'one: a'",
        "'n' is added to 'many: at least 2 of a or b or c'",
    ]
    assert wider["'b' is added to 'one: a'"].startswith("not (one: a or b, and")


def test_what_stands_in_several_places_is_a_term_and_slips_in_all_of_them() -> None:
    term = Any((A, TWO))
    small = flow(
        ONE,
        MANY,
        rules=(rule("today", term), rule("soon", AB, unless=All((AB, term)))),
        calm={"calm": (Not(TWO),)},
    )
    assert list(terms(small)) == [term]
    slipped = everywhere(small, term, A)
    assert slipped.rules[0].when == A
    assert slipped.rules[1].unless == All((AB, A))
    assert slipped.endings["calm"].only_when[0].when == Not(TWO)
    assert substituted(Not(term), term, A) == Not(A)


def test_each_rule_is_dropped_and_lowered_and_each_guard_taken_away() -> None:
    small = flow(ONE, rules=(rule("today", A, unless=AB), rule("soon", AB)))
    told = {mutant.slip: mutant.flow for mutant in mutants(small)}
    assert len(told["rule 1, today: it is dropped"].rules) == 1
    assert told["rule 1, today: it asks only for soon"].rules[0].ending == "soon"
    assert told["rule 1, today: its 'unless' is dropped"].rules[0].unless is None
    assert "rule 1, today: unless: 'c' is added to 'one: a or b'" in told
    assert "rule 2, soon: it is dropped" in told
    assert not any(slip.startswith("rule 2, soon: it asks only") for slip in told)


@pytest.mark.parametrize("name", ["leg-check", "hiccups"])
def test_every_mutant_differs_and_says_where(name: str) -> None:
    before = LIBRARY.flows[name]
    made = list(mutants(before))
    assert len(made) > (1500 if name == "leg-check" else 40)
    assert all(mutant.flow != before for mutant in made)
    places = ("rule ", "self_care, way ", "question ", "wherever it says ")
    assert all(mutant.slip.startswith(places) for mutant in made)
    numbers = {mutant.slip.partition(",")[0] for mutant in made if mutant.slip.startswith("rule")}
    assert len(numbers) == len(before.rules)
