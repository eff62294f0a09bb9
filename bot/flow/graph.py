"""A flow as what can be drawn: its questions in order, what opens each, and what each can lead to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from bot.flow.condition import Condition, questions_in
from bot.flow.ending import Ending
from bot.flow.model import Flow
from bot.flow.question import Question
from bot.flow.truth import Truth, truth


@dataclass(frozen=True, slots=True)
class Lead:
    """How one question leads to one ending.

    alone: Options that bring the ending, or a more urgent one, whatever else is answered.
    beside: Numbers of the questions whose answers must go with it, where that is so; its own too, where
        only several of its options together do.
    reasons: Why, in the words of the rules.
    """

    alone: tuple[str, ...]
    beside: tuple[int, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One question. `number` counts from 1; `after` is the number of the question that opens it, if one does."""

    number: int
    question: Question
    after: int | None
    depth: int  # how many questions open one another before it is asked
    leads: Mapping[str, Lead]  # by ending


@dataclass(frozen=True, slots=True)
class Graph:
    flow: Flow
    steps: tuple[Step, ...]
    endings: tuple[Ending, ...]  # the most urgent first


def graph(flow: Flow) -> Graph:
    """Lay out a flow for a picture."""
    numbers = {name: number for number, name in enumerate(flow.questions, 1)}
    steps: list[Step] = []
    for name, question in flow.questions.items():
        openers = [steps[numbers[other] - 1] for other in set(questions_in(question.when))]
        opener = min(openers, key=lambda step: (step.depth, -step.number), default=None)
        steps.append(
            Step(
                numbers[name],
                question,
                opener.number if opener else None,
                opener.depth + 1 if opener else 0,
                dict(_leads(flow, question, numbers)),
            )
        )
    endings = sorted(flow.endings.values(), key=lambda ending: -ending.urgency)
    return Graph(flow, tuple(steps), tuple(endings))


def _leads(
    flow: Flow, question: Question, numbers: Mapping[str, int]
) -> Iterator[tuple[str, Lead]]:
    for ending in flow.endings.values():
        ways = [
            (when, why) for when, why in _ways(flow, ending) if question.id in questions_in(when)
        ]
        if ways:
            sure = [(when, _sure(flow, question, when)) for when, _ in ways]
            alone = tuple(
                option for option in question.options if any(option in s for _, s in sure)
            )
            beside = chain.from_iterable(_beside(when, question) for when, some in sure if not some)
            yield (
                ending.id,
                Lead(
                    alone,
                    tuple(sorted({numbers[name] for name in beside})),
                    tuple(dict.fromkeys(why for _, why in ways)),
                ),
            )


def _ways(flow: Flow, ending: Ending) -> Iterator[tuple[Condition, str]]:
    """The conditions that lead to an ending, and why."""
    for rule in flow.rules:
        if rule.ending == ending.id:
            yield rule.holds_when, rule.because
    for entry in ending.only_when:
        yield entry.when, entry.because


def _sure(flow: Flow, question: Question, when: Condition) -> set[str]:
    """The options that by themselves make a condition hold."""
    others = [name for name in flow.questions if name != question.id]
    return {
        option
        for option in question.options
        if truth(when, {question.id: (option,)}, others) is Truth.YES
    }


def _beside(when: Condition, question: Question) -> set[str]:
    """The questions that go with one in a condition; itself, where there are none."""
    return set(questions_in(when)) - {question.id} or {question.id}
