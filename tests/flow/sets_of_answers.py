"""Sets of answers at random, and the plainest reading of them to compare with."""

from collections.abc import Mapping

from hypothesis import strategies as st

from bot.flow.condition import Given, Values
from bot.flow.decide import decide
from bot.flow.model import Flow
from bot.flow.question import Question
from bot.flow.truth import holds


def answer_to(question: Question, *, usual: int = 0) -> st.SearchStrategy[Values]:
    """An answer to one question; `usual` times as often the plain one."""
    alone = [(option.id,) for option in question.options.values() if option.alone]
    rest = [option.id for option in question.options.values() if not option.alone]
    plain = [st.just(question.plainly)] * usual
    if not question.many:
        filled_in = [] if question.blank is None else [question.blank.sample]
        single = [*filled_in, *((option,) for option in question.options)]
        return st.one_of(*plain, st.sampled_from(single))
    several = st.lists(st.sampled_from(rest), min_size=1, max_size=3, unique=True)
    ticks = several.map(lambda some: tuple(option for option in question.options if option in some))
    return st.one_of(*plain, st.sampled_from(alone), ticks) if alone else st.one_of(*plain, ticks)


def answers(flow: Flow) -> st.SearchStrategy[dict[str, Values]]:
    """An answer to every question; mostly the plain ones, or chance would hardly ever get past the first."""
    return st.fixed_dictionaries(
        {question.id: answer_to(question, usual=2) for question in flow.questions.values()}
    )


def asked(flow: Flow, every: Mapping[str, Values]) -> Given:
    """The answers that count if every question is asked whose `when:` holds, in order, to the last."""
    given: dict[str, Values] = {}
    for question in flow.questions.values():
        if holds(question.when, given):
            given[question.id] = every[question.id]
    return given


def urgency(flow: Flow, every: Mapping[str, Values]) -> int:
    return decide(flow, asked(flow, every)).ending.urgency


def advice(flow: Flow, given: Given) -> list[str]:
    """The ending and every line of it that these answers bring."""
    ending = decide(flow, given).ending
    items = (*ending.say, *(item for section in ending.sections for item in section.items))
    return [ending.id, *(item.say for item in items if holds(item.when, given))]
