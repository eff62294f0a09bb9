"""Claims, proved over every set of answers, against the plainest trial of each."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from bot.authoring.checking import Report, as_json
from bot.flow.condition import ALWAYS, All, Any, Chosen, Condition, Not, Values, described
from bot.flow.decide import decide
from bot.flow.model import Claim, Flow
from bot.flow.proof.prove import Proof, Prover
from bot.flow.proof.proved import FlowProof
from bot.flow.proof.ways import Way
from bot.flow.question import Question
from bot.flow.truth import holds
from tests.flow.sets_of_answers import asked, urgency
from tests.flow.small_flows import How, answer_sets, flow, flows, possible, question, rule

Answers = dict[str, Values]
EXAMPLES = 60


def broken(of: Flow, claim: Claim, every: Answers) -> bool:
    """Does this set of answers break an always or never?"""
    counted = asked(of, every)
    ending = decide(of, counted).ending.id
    return holds(claim.when, counted) and (ending == claim.ending) == (claim.kind == "never")


def more_worrying(of: Question, values: Values) -> Iterator[Values]:
    """Every answer that is one step more worrying, told from the definition alone."""
    if of.blank is not None:
        return  # what is filled in has no rank
    rank = {option: of.ranks.get(option, 0) for option in of.options}
    for other in possible(of):
        gone, come = set(values) - set(other), set(other) - set(values)
        alone = any(of.options[value].alone for value in (*values, *other))
        added = not gone and len(come) == 1
        swapped = len(gone) == len(come) == 1 and rank[min(come)] > rank[min(gone)]
        outranked = alone and all(rank[new] > rank[old] for new in other for old in values)
        if outranked if alone else added or swapped:
            yield other


def lowered(of: Flow) -> bool:
    """Is there an answer more worrying than another, all else equal, that ends less urgently?"""
    order = list(of.questions)
    ends = {tuple(every.values()): urgency(of, every) for every in answer_sets(of.questions)}
    for place, name in enumerate(order):
        worse = {
            values: list(more_worrying(of.questions[name], values))
            for values in possible(of.questions[name])
        }
        for every, end in ends.items():
            for more in worse[every[place]]:
                if ends[*every[:place], more, *every[place + 1 :]] < end:
                    return True
    return False


def completed(of: Flow, way: Way) -> Iterator[Answers]:
    """Every full set of answers that goes with what a counterexample names."""
    named = dict(way)
    for every in answer_sets(of.questions):
        if all(every[name] == values for name, values in named.items()):
            yield every


def seen_to_break(of: Flow, proof: Proof) -> bool:
    """Does the chat that is named break the claim, whatever is answered to questions it leaves out?"""
    assert proof.broken_by is not None
    if proof.instead is None:
        return all(broken(of, proof.claim, every) for every in completed(of, proof.broken_by))
    worse, mild = dict(proof.broken_by), dict(proof.instead)
    (name,) = (name for name in worse if name in mild and worse[name] != mild[name])
    assert worse[name] in more_worrying(of.questions[name], mild[name])
    return all(
        urgency(of, every) < urgency(of, every | {name: mild[name]})
        for every in completed(of, (*proof.instead, *proof.broken_by))
    )


@settings(max_examples=EXAMPLES, deadline=None)
@given(flows())
def test_a_claim_holds_just_where_no_set_of_answers_breaks_it(of: Flow) -> None:
    prover = Prover(of)
    for proof in prover.prove():
        if proof.claim.kind == "rising":
            assert proof.holds != lowered(of)
        elif proof.claim.kind == "at most":
            continue  # see test_taps.py
        else:
            sets = answer_sets(of.questions)
            assert proof.holds != any(broken(of, proof.claim, every) for every in sets)
        assert proof.holds or seen_to_break(of, proof)
    assert prover.answer_sets() >= 1


# --- what small flows show --------------------------------------------------------------------------


def chose(name: str, values: str, how: How = "any", count: int = 1) -> Chosen:
    return Chosen(name, frozenset(values), how, count)


def prove(of: Flow) -> Proof:
    (proof,) = Prover(of).prove()
    return proof


MANY = question("many", "abcn", many=True)


@pytest.mark.parametrize("condition", [chose("many", "bc", "all"), chose("many", "bc", count=2)])
def test_options_that_only_count_together_are_tried_together(condition: Condition) -> None:
    proof = prove(flow(MANY, rules=(rule("today", condition),), claims=(Claim("never", "today"),)))
    assert proof.broken_by == (("many", ("b", "c")),)


def test_more_options_beside_an_emergency_can_still_break_a_claim() -> None:
    both = Claim("never", "emergency", chose("many", "ab", "all"))
    of = flow(MANY, rules=(rule("emergency", chose("many", "ab")),), claims=(both,))
    assert prove(of).broken_by == (("many", ("a", "b")),)


def test_an_emergency_by_a_question_left_out_can_be_taken_back_by_one_option_more() -> None:
    more = question("more", "ab", when=chose("many", "ab", "all"))
    claim = Claim("never", "soon", chose("many", "a"))
    of = flow(MANY, more, rules=(rule("emergency", Not(chose("more", "a"))),), claims=(claim,))
    assert prove(of).broken_by == (("many", ("a", "b")), ("more", ("a",)))


def test_alike_options_of_different_worry_are_told_apart() -> None:
    one = question("one", "abc", ranks={"a": 2, "b": 0, "c": 1})
    of = flow(one, rules=(rule("today", chose("one", "ab")),), claims=(Claim("rising"),))
    proof = prove(of)
    assert (proof.broken_by, proof.instead) == ((("one", ("c",)),), (("one", ("b",)),))


def test_unsure_takes_the_place_only_of_what_it_outranks() -> None:
    ranks = {"a": 0, "b": 2, "n": 1}
    many = question("many", "abn", many=True, ranks=ranks)
    both = rule("emergency", chose("many", "ab", "all"))
    assert prove(flow(many, rules=(both,), claims=(Claim("rising"),))).holds
    either = rule("emergency", chose("many", "ab"))
    proof = prove(flow(many, rules=(either,), claims=(Claim("rising"),)))
    assert (proof.broken_by, proof.instead) == ((("many", ("n",)),), (("many", ("a",)),))


def test_a_worrying_answer_that_opens_a_way_to_calm_is_found() -> None:
    one = question("one", "ab", ranks={"a": 0, "b": 1})
    two = question("two", "ab", when=chose("one", "b"))
    three = question("three", "ab")
    calm = All((chose("two", "a"), chose("three", "a")))
    of = flow(one, two, three, calm={"calm": (calm,)}, claims=(Claim("rising"),))
    proof = prove(of)
    assert not proof.holds
    assert proof.broken_by == (("one", ("b",)), ("two", ("a",)), ("three", ("a",)))
    assert proof.instead == (("one", ("a",)), ("three", ("a",)))  # is not asked `two`


def test_of_two_endings_alike_in_urgency_the_first_rule_wins() -> None:
    one, two = question("one", "ab"), question("two", "ab")
    rules = (rule("today", chose("two", "a")), rule("also_today", chose("one", "a")))
    of = flow(one, two, rules=rules, claims=(Claim("always", "today", chose("two", "a")),))
    assert prove(of).holds


def test_a_flow_without_rules_or_questions_has_one_end() -> None:
    of = flow(question("one", "ab"), claims=(Claim("always", "soon"), Claim("rising")))
    assert all(proof.holds for proof in Prover(of).prove())
    assert Prover(of).answer_sets() == 1
    settled = flow(question("one", "ab"), rules=(rule("emergency", ALWAYS),))
    assert Prover(settled).answer_sets() == 1


def test_sets_of_answers_are_counted_as_far_as_they_can_be_told_apart() -> None:
    one, two = question("one", "abc"), question("two", "abc")
    of = flow(
        one, two, rules=(rule("emergency", chose("one", "a")), rule("today", chose("two", "ab")))
    )
    assert Prover(of).answer_sets() == 3  # a; else two: a or b; else neither
    alike = flow(MANY, rules=(rule("today", chose("many", "abc", count=2)),))
    assert Prover(alike).answer_sets() == 2  # up to one of them, two of them


# --- as `legwise check` tells it ---------------------------------------------------------------------


def test_a_broken_rising_is_told_with_both_chats() -> None:
    one = question("one", "ab", ranks={"a": 0, "b": 1})
    claims = (Claim("rising"), Claim("never", "calm"))
    of = flow(one, rules=(rule("today", chose("one", "a")),), claims=claims)
    prover = Prover(of)
    report = Report(
        {of.id: of}, proofs={of.id: FlowProof(prover.prove(), (), prover.answer_sets())}
    )
    assert report.exit_code == 1
    assert list(report.lines()) == [
        "small: not so: rising: no more worrying answer lowers the urgency",
        "  this chat breaks it; paste it into `legwise chat`, or into a test:",
        "    > [B]",
        "    …",
        "    soon …",
        "  and this one, less worrying, ends more urgently:",
        "    > [A]",
        "    …",
        "    today …",
    ]
    (told,) = as_json(report)["flows"]
    assert told["claims"] == [
        {"claim": "rising: no more worrying answer lowers the urgency", "holds": False},
        {"claim": "never calm when always", "holds": True},
    ]
    assert told["answer_sets"] == 2


# --- in words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (chose("swelling", "ab"), "swelling: a or b"),
        (chose("risk", "abc", count=2), "risk: at least 2 of a or b or c"),
        (chose("risk", "ba", "all"), "risk: a and b"),
        (chose("risk", "a", "only"), "risk: nothing but a"),
        (chose("risk", "ab", "none"), "risk: none of a or b"),
        (All((chose("x", "a"), Not(chose("y", "b")))), "x: a, and not y: b"),
        (Any((chose("x", "a"), chose("y", "b"))), "x: a, or y: b"),
        (
            All((chose("x", "a"), Any((chose("y", "b"), chose("z", "c"))))),
            "x: a, and (y: b, or z: c)",
        ),
        (Not(All((chose("x", "a"), chose("y", "b")))), "not (x: a, and y: b)"),
        (Any((All((chose("x", "a"),)), chose("y", "b"))), "x: a, or y: b"),
        (ALWAYS, "always"),
        (Any(()), "never"),
    ],
)
def test_a_condition_is_told_in_words(condition: Condition, words: str) -> None:
    assert described(condition) == words
