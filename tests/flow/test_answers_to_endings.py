"""What holds of every set of answers: nothing calms that should worry, and asking less changes nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.condition import Values
from bot.flow.decide import decide
from bot.flow.ending import EMERGENCY, TODAY
from bot.flow.question import Question
from bot.flow.walk import journey, walk
from tests.chat import FLOW
from tests.flow.sets_of_answers import advice, answers, asked, urgency

unhurried = settings(deadline=None, max_examples=50)  # a busy machine is no mistake


@unhurried
@given(answers(FLOW))
def test_asking_no_more_than_needed_leads_where_asking_everything_would(
    every: dict[str, Values],
) -> None:
    place = walk(FLOW, every)
    assert place.next is None
    assert place.given.items() <= asked(FLOW, every).items()
    told, all_told = advice(FLOW, place.given), advice(FLOW, asked(FLOW, every))
    assert told[:1] == all_told[:1]
    # Being seen today waits for no better-worded line, so there only the ending is the same.
    assert told == all_told or FLOW.endings[told[0]].urgency >= TODAY


@unhurried
@given(answers(FLOW), st.data())
def test_a_more_worrying_answer_never_lowers_the_urgency(
    every: dict[str, Values], data: st.DataObject
) -> None:
    at = data.draw(st.sampled_from(list(asked(FLOW, every))), "changed")
    worse = _more_worrying(FLOW.questions[at], every[at])
    if worse:
        changed = every | {at: data.draw(st.sampled_from(worse), "to")}
        assert urgency(FLOW, changed) >= urgency(FLOW, every)


def _more_worrying(question: Question, values: Values) -> list[Values]:
    """By the question's own order; one tick more is always more worrying than without it."""
    if question.many:
        ticked = {value for value in values if not question.options[value].alone}
        more = [o.id for o in question.options.values() if not o.alone and o.id not in ticked]
        return [tuple(o for o in question.options if o in {*ticked, one}) for one in more]
    (value,) = values
    rank = question.ranks.get(value, 0)
    return [(option,) for option, other in question.ranks.items() if other > rank]


@unhurried
@given(answers(FLOW))
def test_what_is_calm_was_asked_and_sound(every: dict[str, Values]) -> None:
    given_ = walk(FLOW, every).given
    ending = decide(FLOW, given_).ending
    worrying = {
        "someone_else", "child", "diagnosed", "prior_vte", "anticoagulant", "one_leg", "one_arm"
    }  # fmt: skip
    if ending.urgency == 1:
        assert given_["red_flags"] == ("none",)
        assert given_["about"] in {("me",), ("travel",)}
        assert not worrying & {value for values in given_.values() for value in values}
        assert not [q for q, values in given_.items() if "not_sure" in values and q != "location"]
    if set(every["red_flags"]) & {"sudden_breathlessness", "chest_pain", "not_sure"}:
        assert ending.urgency == EMERGENCY


@unhurried
@given(answers(FLOW))
def test_the_count_of_questions_is_never_behind_and_right_at_the_last(
    every: dict[str, Values],
) -> None:
    so_far: dict[str, Values] = {}
    while (question := walk(FLOW, so_far).next) is not None:
        number, total = journey(FLOW, walk(FLOW, so_far).given)
        assert 1 <= number == len(so_far) + 1 <= total <= 16
        so_far[question.id] = every[question.id]
    assert so_far == walk(FLOW, every).given


@unhurried
@given(answers(FLOW))
def test_an_answer_that_nothing_asks_for_changes_nothing(every: dict[str, Values]) -> None:
    place = walk(FLOW, every)
    assert walk(FLOW, {**place.given, "gone": ("x",)}) == place
    assert walk(FLOW, dict(reversed(every.items()))) == place
