"""What the rules say of themselves: every promise is kept by a walk, and none is left out."""

from collections.abc import Iterator, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.condition import All, Chosen, Condition, Given, Values, chosen_in
from bot.flow.decide import decide
from bot.flow.ending import EMERGENCY
from bot.flow.explain import Change, at_stake, changes
from bot.flow.model import Flow
from bot.flow.truth import holds
from bot.flow.walk import walk
from tests.chat import FLOW, LIBRARY
from tests.flow.sets_of_answers import answers, asked
from tests.flow.small_flows import flow, flows, question, rule

unhurried = settings(deadline=None, max_examples=25)
any_flow = st.one_of(st.just(FLOW), st.sampled_from(list(LIBRARY.flows.values())), flows())
any_answers = any_flow.flatmap(lambda one: st.tuples(st.just(one), answers(one)))


def ending(one: Flow, given: Mapping[str, Values]) -> tuple[int, str]:
    """Where answers lead, if what is not among them is answered plainly."""
    plainly = {question.id: question.plainly for question in one.questions.values()}
    found = decide(one, walk(one, plainly | dict(given)).given).ending
    return found.urgency, found.id


def changed(one: Flow, given: Given, change: Change) -> dict[str, Values]:
    """The answers as somebody would give them who follows a change to the letter."""
    answers = dict(given)
    for step in change.steps:
        options = one.questions[step.question].options
        if step.beside:
            ticks = {o for o in answers[step.question] if not options[o].alone} | {step.option}
            answers[step.question] = tuple(o for o in options if o in ticks)
        else:
            answers[step.question] = (step.option,)
    return answers


def neighbours(one: Flow, given: Given) -> Iterator[tuple[str, str, dict[str, Values]]]:
    """Every set of answers with one option else, or one more ticked."""
    for name, values in given.items():
        question = one.questions[name]
        for option in question.options.values():
            ticks = values if question.many and not option.alone else ()
            kept = {o for o in ticks if not question.options[o].alone} | {option.id}
            if option.id not in values:
                yield (
                    name,
                    option.id,
                    {**given, name: tuple(o for o in question.options if o in kept)},
                )


@unhurried
@given(any_answers)
def test_every_change_leads_where_it_says_and_that_is_more_urgent(
    case: tuple[Flow, dict[str, Values]],
) -> None:
    one, every = case
    given = walk(one, every).given
    now, _ = ending(one, given)
    for change in changes(one, given):
        assert ending(one, changed(one, given, change)) == (change.ending.urgency, change.ending.id)
        assert change.ending.urgency > now


@unhurried
@given(any_answers)
def test_no_single_answer_that_makes_it_more_urgent_is_missed(
    case: tuple[Flow, dict[str, Values]],
) -> None:
    one, every = case
    given = walk(one, every).given
    now, _ = ending(one, given)
    found = changes(one, given)
    told = {(c.steps[0].question, c.steps[0].option) for c in found if len(c.steps) == 1}
    worse = {(q, o) for q, o, other in neighbours(one, given) if ending(one, other)[0] > now}
    assert told == (set() if now == EMERGENCY else worse)


@unhurried
@given(any_answers)
def test_two_answers_are_named_only_where_one_does_not_do(
    case: tuple[Flow, dict[str, Values]],
) -> None:
    one, every = case
    sizes: dict[str, set[int]] = {}
    for change in changes(one, walk(one, every).given):
        sizes.setdefault(change.ending.id, set()).add(len(change.steps))
    assert all(sizes_of in ({1}, {2}) for sizes_of in sizes.values())


def test_an_ending_that_takes_two_answers_is_found() -> None:
    both = Chosen("a", frozenset("y")), Chosen("b", frozenset("y"))
    one = flow(question("a", "ny"), question("b", "ny"), rules=(rule("emergency", All(both)),))
    (change,) = changes(one, {"a": ("n",), "b": ("n",)})
    assert change.ending.id == "emergency"
    assert [(step.question, step.option) for step in change.steps] == [("a", "y"), ("b", "y")]


def test_two_ticks_of_one_question_count_as_two_answers() -> None:
    two = Chosen("a", frozenset("xy"), count=2)
    one = flow(question("a", "nxy", many=True), rules=(rule("today", two),))
    (change,) = changes(one, {"a": ("n",)})
    assert [step.option for step in change.steps] == ["x", "y"]
    assert changed(one, {"a": ("n",)}, change) == {"a": ("x", "y")}


@unhurried
@given(any_answers, st.data())
def test_an_answer_that_changes_how_urgent_it_is_had_it_at_stake(
    case: tuple[Flow, dict[str, Values]], data: st.DataObject
) -> None:
    one, every = case
    given = walk(one, every).given
    if not given:
        return
    name = data.draw(st.sampled_from(list(given)))
    if not one.questions[name].options:
        return
    option = data.draw(st.sampled_from(list(one.questions[name].options)))
    before, after = ending(one, every), ending(one, every | {name: (option,)})
    stake = {e.id for e in at_stake(one, given, one.questions[name])}
    assert before[0] == after[0] or stake & {before[1], after[1]}


# --- which answers decided ------------------------------------------------------------------------


def entries_of(one: Flow) -> list[tuple[str, Condition]]:
    """What may be given as a reason, and when."""
    calm = [entry for ending in one.endings.values() for entry in ending.only_when]
    return [(rule.because, rule.when) for rule in one.rules] + [(c.because, c.when) for c in calm]


@unhurried
@given(any_answers)
def test_the_answers_quoted_are_enough_for_the_reason(case: tuple[Flow, dict[str, Values]]) -> None:
    one, every = case
    given = walk(one, every).given
    holding = [(rule.because, rule.when) for rule in one.rules if holds(rule.holds_when, given)]
    calm = [entry for ending in one.endings.values() for entry in ending.only_when]
    holding += [(entry.because, entry.when) for entry in calm if holds(entry.when, given)]
    for reason in decide(one, given).reasons:
        quoted = dict(reason.answers)
        alike = [when for why, when in holding if why == reason.because]
        assert not alike or any(holds(when, quoted) for when in alike)


@unhurried
@given(any_answers)
def test_nothing_is_quoted_that_the_reason_does_not_name(
    case: tuple[Flow, dict[str, Values]],
) -> None:
    one, every = case
    given = walk(one, asked(one, every)).given
    entries = entries_of(one)
    for reason in decide(one, given).reasons:
        named = [c for why, when in entries if why == reason.because for c in chosen_in(when)]
        for name, values in reason.answers:
            by_name = [chosen for chosen in named if chosen.question == name]
            assert all(any(v in c.values or c.how == "none" for c in by_name) for v in values)
            assert set(values) <= set(given[name])
