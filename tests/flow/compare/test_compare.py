"""Two flows compared over every set of answers, against the plainest trial of each set."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.blank import Blank
from bot.flow.compare.compare import Comparison, compare
from bot.flow.compare.facts import FILLED_IN, Facts, chosen_of
from bot.flow.compare.meeting import Meeting
from bot.flow.compare.side import End, Side
from bot.flow.condition import ALWAYS, All, Chosen, Given, Not, Values
from bot.flow.decide import decide
from bot.flow.ending import Item
from bot.flow.model import Flow, Rule
from bot.flow.question import Question
from bot.flow.truth import holds
from tests.flow.small_flows import answer_sets, conditions, flow, flows, question, rule

EXAMPLES = 25
Answers = dict[str, Values]


def counted(side: Side, every: Answers) -> Given:
    """The answers that count in one flow, of those given to the questions of both."""
    given: Answers = {}
    for asked in side.flow.questions.values():
        taken = side.taken(asked.id, every.get(asked.id, ()))
        if taken and holds(asked.when, given):
            given[asked.id] = taken
    return given


def ending(side: Side, every: Answers) -> End:
    return side.end(decide(side.flow, counted(side, every)).ending.id)


def reasons(side: Side, every: Answers) -> set[tuple[str, str]]:
    verdict = decide(side.flow, counted(side, every))
    return {(reason.because, reason.source) for reason in verdict.reasons}


def lines(side: Side, every: Answers) -> set[str]:
    given = counted(side, every)
    return {item.say for item in decide(side.flow, given).ending.say if holds(item.when, given)}


@st.composite
def worded(draw: st.DrawFn, of: Flow) -> Flow:
    """A flow whose rules give one of two reasons, and whose endings have lines that hang on answers."""
    because = st.sampled_from(("one", "two"))
    some = conditions(of.questions, 2)
    endings = {
        name: replace(
            ending,
            say=tuple(
                Item(say, "house", draw(some))
                for say in draw(st.lists(st.sampled_from("xy"), max_size=2))
            ),
            only_when=tuple(replace(entry, because=draw(because)) for entry in ending.only_when),
        )
        for name, ending in of.endings.items()
    }
    rules = tuple(replace(rule, because=draw(because)) for rule in of.rules)
    otherwise = replace(of.otherwise, because=draw(because))
    return replace(of, endings=endings, rules=rules, otherwise=otherwise)


@st.composite
def edited(draw: st.DrawFn, of: Flow) -> Flow:
    """The flow after an author's change: a rule gone, new or unlike, a question asked elsewhere or not at all."""
    rules: list[Rule] = list(of.rules)
    if draw(st.booleans()) and rules:
        place = draw(st.integers(0, len(rules) - 1))
        unlike = replace(rules[place], unless=draw(conditions(of.questions)))
        rules[place : place + 1] = [unlike] if draw(st.booleans()) else []
    if draw(st.booleans()):
        rules.append(rule("today", draw(conditions(of.questions))))
    name = draw(st.sampled_from(sorted(of.questions)))
    gate = draw(st.sampled_from((of.questions[name].when, ALWAYS)))
    kept = {**of.questions, name: replace(of.questions[name], when=gate)}
    return replace(of, rules=tuple(rules), questions=kept)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Flow, Flow]:
    """A flow and what became of it, or two that have little in common."""
    old = draw(flows().flatmap(worded))
    return old, draw(st.one_of(edited(old), edited(old).flatmap(worded), flows().flatmap(worded)))


def holds_of(facts: Facts, asked: Question, values: Values) -> bool:
    chosen = chosen_of(asked, values)
    return chosen.isdisjoint(facts.without) and all(chosen & some for some in facts.among)


@settings(max_examples=EXAMPLES, deadline=None)
@given(pairs())
def test_just_the_sets_that_end_differently_are_told(both: tuple[Flow, Flow]) -> None:
    meeting = Meeting(*both)
    found = compare(*both)
    told = {(difference.old, difference.new): difference for difference in found.differences}
    ends: Counter[tuple[End, End]] = Counter()
    reasoned = lined = False
    for every in answer_sets(meeting.questions):
        pair = ending(meeting.old, every), ending(meeting.new, every)
        ends[pair] += 1
        if pair[0] != pair[1]:
            shared = told[pair].shared
            assert all(
                holds_of(facts, meeting.questions[name], every[name])
                for name, facts in shared.items()
            )
        else:
            reasoned |= reasons(meeting.old, every) != reasons(meeting.new, every)
            lined |= lines(meeting.old, every) != lines(meeting.new, every)
    assert set(told) == {pair for pair in ends if pair[0] != pair[1]}
    assert (found.reasons > 0, found.lines > 0) == (reasoned, lined)
    assert any(d.less_urgent for d in found.differences) == any(
        new.urgency < old.urgency for old, new in ends
    )


def completed(meeting: Meeting, named: Answers) -> Iterator[Answers]:
    for every in answer_sets(meeting.questions):
        if all(every[name] == values for name, values in named.items()):
            yield every


@settings(max_examples=EXAMPLES, deadline=None)
@given(pairs())
def test_the_chat_shown_ends_so_whatever_else_is_answered(both: tuple[Flow, Flow]) -> None:
    meeting = Meeting(*both)
    for difference in compare(*both).differences:
        for every in completed(meeting, dict(difference.example)):
            assert ending(meeting.old, every) == difference.old
            assert ending(meeting.new, every) == difference.new


@settings(max_examples=EXAMPLES, deadline=None)
@given(flows().flatmap(worded))
def test_a_flow_does_not_differ_from_itself(of: Flow) -> None:
    found = compare(of, of)
    assert (found.differences, found.reasons, found.lines) == ((), 0, 0)


# --- what small flows show --------------------------------------------------------------------------


def chose(name: str, values: str) -> Chosen:
    return Chosen(name, frozenset(values))


ONE, TWO = question("one", "abc"), question("two", "ab")
MANY = question("many", "abcn", many=True)


def ends(found: Comparison) -> list[tuple[str, str, int]]:
    return [(found.old.id, found.new.id, found.sets) for found in found.differences]


def test_less_urgent_comes_first_and_the_greatest_fall_before_all() -> None:
    before = {"a": "emergency", "b": "today"}
    after = {"a": "today", "c": "emergency"}
    found = compare(
        flow(ONE, rules=tuple(rule(end, chose("one", o)) for o, end in before.items())),
        flow(ONE, rules=tuple(rule(end, chose("one", o)) for o, end in after.items())),
    )
    assert ends(found) == [
        ("emergency", "today", 1),
        ("today", "soon", 1),
        ("soon", "emergency", 1),
    ]
    assert [d.less_urgent for d in found.differences] == [True, True, False]


def test_what_all_have_in_common_is_said_with_as_few_answers_as_say_it() -> None:
    gate = question("two", "ab", when=chose("one", "ab"))
    both = All((chose("two", "a"), chose("one", "ab")))
    found = compare(flow(ONE, gate), flow(ONE, gate, rules=(rule("today", both),)))
    (difference,) = found.differences
    # That `one` is a or b need not be said: `two` is asked only then.
    assert list(difference.shared) == ["two"]
    assert difference.others == 0


def test_of_a_many_choice_question_what_all_chose_is_said() -> None:
    old, new = chose("many", "ab"), chose("many", "a")
    found = compare(
        flow(MANY, rules=(rule("today", old),)), flow(MANY, rules=(rule("today", new),))
    )
    (difference,) = found.differences
    assert difference.shared == {"many": Facts(frozenset("a"), frozenset((frozenset("b"),)))}
    assert difference.example == (("many", ("b",)),)


def test_an_option_that_is_gone_leaves_its_people_without_an_answer() -> None:
    fewer = question("one", "bc")
    found = compare(
        flow(ONE, rules=(rule("emergency", chose("one", "a")),)),
        flow(fewer, rules=(rule("emergency", chose("one", "b")),)),
    )
    assert ends(found) == [("emergency", "soon", 1), ("soon", "emergency", 1)]
    assert found.differences[0].example == (("one", ("a",)),)


def test_a_new_option_beside_old_ones_is_not_seen_by_the_old_flow() -> None:
    more = question("many", "abcdn", many=True)
    found = compare(
        flow(MANY, rules=(rule("emergency", chose("many", "a")),)),
        flow(more, rules=(rule("emergency", chose("many", "ad")),)),
    )
    assert [(d.old.id, d.new.id) for d in found.differences] == [("soon", "emergency")]
    assert found.differences[0].shared["many"].among == {frozenset("d")}


def test_a_new_question_counts_as_not_asked_in_the_old_flow() -> None:
    found = compare(
        flow(ONE, rules=(rule("today", chose("one", "a")),)),
        flow(ONE, TWO, rules=(rule("today", All((chose("one", "a"), chose("two", "a")))),)),
    )
    assert ends(found) == [("today", "soon", 1)]
    assert found.differences[0].example == (("one", ("a",)), ("two", ("b",)))


def test_questions_in_another_order_are_the_same_questions() -> None:
    rules = (rule("today", All((chose("one", "a"), chose("two", "a")))),)
    assert not compare(flow(ONE, TWO, rules=rules), flow(TWO, ONE, rules=rules)).differences


def test_a_condition_written_otherwise_is_no_difference() -> None:
    old = rule("today", Not(All((chose("one", "a"), chose("two", "a")))))
    new = (rule("today", Not(chose("one", "a"))), rule("today", Not(chose("two", "a"))))
    found = compare(flow(ONE, TWO, rules=(old,)), flow(ONE, TWO, rules=new))
    assert (found.differences, found.reasons) == ((), 0)


def test_an_answer_where_several_were_allowed_and_now_one_is() -> None:
    single: Question = question("many", "abcn")
    both = Chosen("many", frozenset("ab"), "all")
    found = compare(
        flow(MANY, rules=(rule("emergency", both),)),
        flow(single, rules=(rule("today", chose("many", "a")),)),
    )
    assert ("emergency", "soon") in [(d.old.id, d.new.id) for d in found.differences]


def test_an_answer_that_is_filled_in_is_compared_as_well() -> None:
    where = question("where", "ab", blank=Blank("place"))
    filled = Chosen("where", frozenset("ab"), "none")
    found = compare(flow(where, rules=(rule("today", filled),)), flow(where))
    (difference,) = found.differences
    assert difference.shared == {"where": Facts(among=frozenset((frozenset((FILLED_IN,)),)))}
    assert difference.example == (("where", Blank("place").sample),)
