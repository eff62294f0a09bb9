"""What a clinician should hear of a check, in SBAR order. It only sorts what was answered, and judges nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.flow.condition import Given, Values
from bot.flow.decide import decide
from bot.flow.ending import EMERGENCY, Ending
from bot.flow.model import Flow
from bot.flow.question import UNSURE, Part, Question
from bot.flow.state import Answer
from bot.flow.truth import holds


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer, and what else stood in the same list."""

    question: Question
    values: Values
    denied: Values = ()  # "none of these" was said of them
    unticked: Values = ()  # others were ticked, these were not
    cut_short: bool = False  # it ended the check at once, or was said beside another answer: the rest was not asked


@dataclass(frozen=True, slots=True)
class Handover:
    findings: tuple[Finding, ...]  # in the order asked
    unasked: tuple[Question, ...]  # left out, since they could not change the advice any more
    ending: Ending
    first: datetime  # when the first and the last of these answers were given, UTC
    last: datetime

    def part(self, part: Part) -> tuple[Finding, ...]:
        return tuple(found for found in self.findings if found.question.handover == part)


def hand_over(flow: Flow, given: Given, answers: Mapping[str, Answer]) -> Handover:
    """Gather what was answered on the way to an ending.

    Args:
        given: The answers that count at an ending, as `walk` found them; at least one.
        answers: All answers of the run, for their times, and for whether they were given on a card.
    """
    ending = decide(flow, given).ending
    last = tuple(given)[-1] if ending.urgency == EMERGENCY else ""
    findings = tuple(
        _finding(flow.questions[name], values, answers[name], ends=name == last)
        for name, values in given.items()
    )
    unasked = tuple(
        question
        for question in flow.questions.values()
        if question.id not in given and holds(question.when, given)
    )
    times = [datetime.fromtimestamp(answers[name].at, UTC) for name in given]
    return Handover(findings, unasked, ending, min(times), max(times))


def _finding(question: Question, values: Values, answer: Answer, *, ends: bool) -> Finding:
    """Sort one answer. Nothing is called denied that was not on the screen when it was answered."""
    options = question.options
    if not question.many or UNSURE in values:
        return Finding(question, values)
    if ends or not answer.card:  # ticked or typed, and the check was over
        return Finding(question, values, cut_short=True)
    rest = tuple(o.id for o in options.values() if not o.alone and o.id not in {UNSURE, *values})
    if any(options[value].alone for value in values):
        return Finding(question, values, denied=rest)
    return Finding(question, values, unticked=rest)
