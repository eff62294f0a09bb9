"""What a flow decides, and what of it answers yet to come can still settle."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from bot.flow.condition import Chosen, Condition, Given, questions_in
from bot.flow.ending import TODAY, Ending
from bot.flow.model import Flow
from bot.flow.question import Question
from bot.flow.truth import Truth, truth, undecided

Kind = Literal["rule", "calm", "line"]
Unasked = Mapping[str, None]  # the questions that may still be asked, in the flow's order


@dataclass(frozen=True, slots=True)
class Stake:
    """Something answers decide: whether a rule holds, a calm ending may be given, a line is shown."""

    kind: Kind
    ending: str
    urgency: int
    condition: Condition
    questions: frozenset[str]
    state: Truth
    open: frozenset[str]  # the unasked questions whose answers can still settle it


def stakes(flow: Flow) -> Iterator[Stake]:
    """Everything the flow decides, before the first answer; not what can never hold."""
    unasked = reachable({}, flow.questions.values())
    for kind, ending, condition in _decided(flow):
        if (state := truth(condition, {}, unasked)) is not Truth.NO:
            questions = frozenset(questions_in(condition))
            one = Stake(kind, ending.id, ending.urgency, condition, questions, state, frozenset())
            yield _seen(one, state, {}, unasked)


def _decided(flow: Flow) -> Iterator[tuple[Kind, Ending, Condition]]:
    for rule in flow.rules:
        yield "rule", flow.endings[rule.ending], rule.holds_when
    for ending in flow.endings.values():
        for entry in ending.only_when:
            yield "calm", ending, entry.when
        if ending.urgency < TODAY:  # help never waits for a better-worded line
            items = (*ending.say, *(item for section in ending.sections for item in section.items))
            for item in items:
                yield "line", ending, item.when
        if ending.plan is not None:  # every answer goes into it
            for question in flow.questions:
                yield "line", ending, Chosen(question, frozenset(), "none")


def narrowed(
    before: Iterable[Stake], given: Given, unasked: Unasked, unasked_before: Unasked
) -> Iterator[Stake]:
    """What is left after one more answer: what it settled in the negative is gone."""
    changed = unasked_before.keys() - unasked.keys()
    for stake in before:
        if stake.state is not Truth.OPEN or changed.isdisjoint(stake.questions):
            yield stake
        elif (state := truth(stake.condition, given, unasked)) is not Truth.NO:
            yield _seen(stake, state, given, unasked)


def _seen(stake: Stake, state: Truth, given: Given, unasked: Unasked) -> Stake:
    """The same stake, seen later."""
    return replace(stake, state=state, open=frozenset(undecided(stake.condition, given, unasked)))


def that_matter(flow: Flow, left: Iterable[Stake]) -> Iterator[Stake]:
    """The open ones that can change what the person is told.

    Those are rules more urgent than what is certain already, calm endings while no rule holds, and lines of
    advice in an ending still possible.
    """
    left = tuple(left)
    certain = max((s.urgency for s in left if s.kind == "rule" and s.state is Truth.YES), default=0)
    possible = {s.ending for s in left if s.kind == "rule" and s.urgency >= certain}
    calm = [s for s in left if s.kind == "calm"]
    if not certain:
        possible |= {s.ending for s in calm}
        if not any(s.state is Truth.YES for s in calm):
            possible.add(flow.otherwise_ending)
    least = min(flow.endings[ending].urgency for ending in possible)
    for stake in left:
        matters = stake.urgency > least if stake.kind == "rule" else stake.ending in possible
        if matters and stake.state is Truth.OPEN:
            yield stake


def wanted(flow: Flow, among: Iterable[Stake], given: Given, unasked: Unasked) -> set[str]:
    """The questions that can settle one of these stakes, or decide whether such a question is asked."""
    found: set[str] = set()
    for stake in among:
        found |= stake.open
    todo = list(found)
    while todo:
        gate = flow.questions[todo.pop()].when
        new = set(undecided(gate, given, unasked)) - found
        found |= new
        todo += new
    return found


def reachable(given: Given, later: Iterable[Question]) -> dict[str, None]:
    """Name the questions that may still be asked: those whose `when:` is not already out of reach."""
    unasked: dict[str, None] = {}
    for question in later:
        if truth(question.when, given, unasked) is not Truth.NO:
            unasked[question.id] = None
    return unasked
