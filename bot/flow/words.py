"""The words of a flow that people see."""

from collections.abc import Iterator

from bot.flow.ending import Ending
from bot.flow.model import Flow
from bot.flow.question import Question


def flow_texts(flow: Flow) -> Iterator[str]:
    """Every English text of a flow that people see, in the order of its file, each once.

    These are the gettext ids of its translations. Names of sources and of who reviewed it are not
    among them: they are shown as they are, in every language.
    """
    return iter(dict.fromkeys(text for text in _texts(flow) if text))


def _texts(flow: Flow) -> Iterator[str | None]:
    yield flow.title
    yield flow.about
    yield flow.in_an_emergency
    yield from (item.say for item in flow.for_everyone)
    yield from flow.never_asked
    for question in flow.questions.values():
        yield from _question_texts(question)
    yield from (rule.because for rule in flow.rules)
    yield flow.otherwise.because
    for ending in flow.endings.values():
        yield from _ending_texts(ending)


def _question_texts(question: Question) -> Iterator[str | None]:
    yield question.round.title if question.round else None
    yield from (question.ask, question.short, question.help, question.why)
    for option in question.options.values():
        yield option.label
        yield option.button
        yield option.confirm
    yield from (hint.text for hint in question.hints.values())


def _ending_texts(ending: Ending) -> Iterator[str | None]:
    yield ending.title
    yield ending.by_when
    yield from (item.say for item in ending.say)
    for section in ending.sections:
        yield section.title
        yield from (item.say for item in section.items)
    yield ending.safety_net
    yield from (calm.because for calm in ending.only_when)
    if (asked := ending.follow_up) is not None:
        yield asked.offer
        yield asked.ask
        for reply in asked.replies.values():
            yield from (reply.label, reply.say)
