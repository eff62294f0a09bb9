"""From answers to the place they lead to. A chat's place is never stored: it is found here, every time.

So going back, changing an earlier answer, resuming after days and an edited flow are one mechanism, and an
answer changed later ends exactly as if it had been given so at first.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from bot.flow.condition import Given, Truth, Values, holds, truth, undecided
from bot.flow.model import Condition, Ending, Flow, Question


@dataclass(frozen=True, slots=True)
class Place:
    """Where answers lead.

    `given` holds only the answers that count: those to questions the flow asks on this path, in its order.
    `next` is the question to ask, or None at the ending.
    """

    given: Given
    next: Question | None


def walk(flow: Flow, answers: Mapping[str, Values]) -> Place:
    """Follow the answers through the flow, in its order, to the first question without one.

    A question is asked only where its `when:` holds and its answer can still change what the person is
    told; so the walk ends as soon as nothing can. Answers to questions not asked are passed over.

    Args:
        answers: Any answers, in any order, of which some may no longer fit. An empty one is a question
            that a case leaves unanswered: it is passed over, and no rule on it holds.
    """
    given: dict[str, Values] = {}
    later = list(flow.questions.values())
    while later:
        question = later[0]
        if holds(question.when, given) and question.id in matters(flow, given, later):
            said = answers.get(question.id)
            values = tuple(value for value in said or () if value in question.options)
            if values:
                given[question.id] = values
            elif said != ():
                return Place(given, question)
        del later[0]
    return Place(given, None)


def matters(flow: Flow, given: Given, later: Iterable[Question]) -> set[str]:
    """Name the questions still to come whose answers can change what the person is told.

    They settle a rule more urgent than what is certain already, whether a calm ending may be given, or a
    line of advice in an ending still possible; or whether such a question is asked at all.
    """
    unasked = _reachable(given, later)
    found: set[str] = set()
    for condition in _open_conditions(flow, given, unasked):
        found.update(undecided(condition, given, unasked))
    todo = list(found)
    while todo:
        gate = flow.questions[todo.pop()].when
        new = set(undecided(gate, given, unasked)) - found
        found |= new
        todo += new
    return found


def possible_endings(flow: Flow, given: Given, unasked: Set[str]) -> list[Ending]:
    """List the endings that may still come of it, whatever is answered next.

    The list is never too short. Where `unasked` is empty it has exactly one: the ending.
    """
    rules = [(flow.endings[rule.ending], truth(rule.holds_when, given, unasked)) for rule in flow.rules]
    certain = max((ending.urgency for ending, state in rules if state is Truth.YES), default=0)
    found = {
        ending.id: ending for ending, state in rules if state is not Truth.NO and ending.urgency >= certain
    }
    if not certain:
        calm = [
            (ending, truth(entry.when, given, unasked))
            for ending in flow.endings.values()
            for entry in ending.only_when
        ]
        found |= {ending.id: ending for ending, state in calm if state is not Truth.NO}
        if not any(state is Truth.YES for _, state in calm):
            found[flow.otherwise_ending] = flow.endings[flow.otherwise_ending]
    return list(found.values())


def _reachable(given: Given, later: Iterable[Question]) -> dict[str, None]:
    """Name the questions that may still be asked: those whose `when:` is not already out of reach."""
    unasked: dict[str, None] = {}
    for question in later:
        if truth(question.when, given, unasked) is not Truth.NO:
            unasked[question.id] = None
    return unasked


def _open_conditions(flow: Flow, given: Given, unasked: Mapping[str, None]) -> Iterator[Condition]:
    endings = possible_endings(flow, given, unasked.keys())
    least = min(ending.urgency for ending in endings)
    for rule in flow.rules:
        if flow.endings[rule.ending].urgency > least:
            yield rule.holds_when
    for ending in endings:
        yield from (entry.when for entry in ending.only_when)
        yield from (item.when for item in ending.say)
        yield from (item.when for section in ending.sections for item in section.items)
