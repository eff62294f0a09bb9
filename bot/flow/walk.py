"""From answers to the place they lead to. A chat's place is never stored: it is found here, every time.

So going back, changing an earlier answer, resuming after days and an edited flow are one mechanism, and an
answer changed later ends exactly as if it had been given so at first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.flow.condition import Given, Truth, Values, holds, questions_in, truth, undecided
from bot.flow.model import TODAY, Condition, Ending, Flow, Question


@dataclass(frozen=True, slots=True)
class Place:
    """Where answers lead.

    `given` holds only the answers that count: those to questions the flow asks on this path, in its
    order. `next` is the question to ask, or None at the ending.
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
    memory = _remembered(flow)
    key = frozenset(answers.items())
    if key not in memory.places:
        if len(memory.places) >= PLACES:
            memory.places.clear()
        memory.places[key] = _walk(flow, answers, memory.points)
    return memory.places[key]


def _walk(flow: Flow, answers: Mapping[str, Values], start: tuple["_Point", ...]) -> Place:
    given: dict[str, Values] = {}
    later = list(flow.questions.values())
    points = list(start)
    unasked: dict[str, None] = {}
    while later:
        before, unasked = unasked, _reachable(given, later)
        points = _narrowed(points, given, unasked, before) if before else points
        question = _next_wanted(flow, later, given, unasked, points)
        if question is None:
            break
        said = answers.get(question.id)
        values = tuple(value for value in said or () if value in question.options)
        if values:
            given[question.id] = values
        elif said != ():
            return Place(given, question)
    return Place(given, None)


def journey(flow: Flow, given: Given) -> tuple[int, int]:
    """Say which question comes next, and how many there will be if the rest is answered plainly.

    The count is honest, not fixed: an answer that calls for more questions makes it rise.
    """
    plainly = {question.id: (question.usual,) for question in flow.questions.values()}
    asked = len(given) + 1
    return asked, max(asked, len(walk(flow, plainly | dict(given)).given))


@dataclass(frozen=True, slots=True)
class _Point:
    """Something answers decide: whether a rule holds, a calm ending may be given, a line is shown."""

    kind: Literal["rule", "calm", "line"]
    ending: str
    urgency: int
    condition: Condition
    questions: frozenset[str]
    state: Truth


PLACES = 20_000  # answer sets remembered per flow, about 1 KB each at most
FLOWS = 16  # flows remembered; a reloaded flow is a new one


@dataclass(frozen=True, slots=True)
class _Memory:
    """What a flow's walks have in common, worked out once. Answers lead to the same place for everybody."""

    flow: Flow  # kept, so that no other flow can get its id
    points: tuple[_Point, ...]
    places: dict[frozenset[tuple[str, Values]], Place] = field(default_factory=dict)


_memories: dict[int, _Memory] = {}


def _remembered(flow: Flow) -> _Memory:
    memory = _memories.get(id(flow))
    if memory is None:
        if len(_memories) >= FLOWS:
            _memories.clear()
        memory = _memories[id(flow)] = _Memory(flow, tuple(_points(flow)))
    return memory


def _points(flow: Flow) -> list[_Point]:
    """Everything the flow decides, before the first answer."""
    unasked = _reachable({}, flow.questions.values())

    def point(
        kind: Literal["rule", "calm", "line"], ending: Ending, condition: Condition
    ) -> _Point:
        questions = frozenset(questions_in(condition))
        return _Point(
            kind, ending.id, ending.urgency, condition, questions, truth(condition, {}, unasked)
        )

    points = [point("rule", flow.endings[rule.ending], rule.holds_when) for rule in flow.rules]
    for ending in flow.endings.values():
        points += [point("calm", ending, entry.when) for entry in ending.only_when]
        if ending.urgency < TODAY:  # help never waits for a better-worded line
            items = (*ending.say, *(item for section in ending.sections for item in section.items))
            points += [point("line", ending, item.when) for item in items]
    return points


def _narrowed(
    points: list[_Point], given: Given, unasked: Mapping[str, None], before: Mapping[str, None]
) -> list[_Point]:
    """The points after one more answer: those it settled in the negative are gone."""
    changed = before.keys() - unasked.keys()
    narrowed = []
    for point in points:
        if point.state is Truth.OPEN and not changed.isdisjoint(point.questions):
            state = truth(point.condition, given, unasked)
            if state is Truth.NO:
                continue
            point = replace(point, state=state)  # noqa: PLW2901  the same point, seen later
        narrowed.append(point)
    return narrowed


def _next_wanted(
    flow: Flow,
    later: list[Question],
    given: Given,
    unasked: Mapping[str, None],
    points: list[_Point],
) -> Question | None:
    """Take from `later` the first question worth asking, and those before it.

    Worth asking is what can settle a rule more urgent than what is certain already, whether a calm ending
    may be given, or a line of advice in an ending still possible; or whether such a question is asked.
    """
    wanted: set[str] = set()
    for point in _that_matter(flow, points):
        wanted.update(undecided(point.condition, given, unasked))
    todo = list(wanted)
    while todo:
        gate = flow.questions[todo.pop()].when
        new = set(undecided(gate, given, unasked)) - wanted
        wanted |= new
        todo += new
    while later:
        question = later.pop(0)
        if question.id in wanted and holds(question.when, given):
            return question
    return None


def _that_matter(flow: Flow, points: list[_Point]) -> Iterator[_Point]:
    certain = max(
        (p.urgency for p in points if p.kind == "rule" and p.state is Truth.YES), default=0
    )
    possible = {p.ending for p in points if p.kind == "rule" and p.urgency >= certain}
    calm = [p for p in points if p.kind == "calm"]
    if not certain:
        possible |= {p.ending for p in calm}
        if not any(p.state is Truth.YES for p in calm):
            possible.add(flow.otherwise_ending)
    least = min(flow.endings[ending].urgency for ending in possible)
    for point in points:
        matters = point.urgency > least if point.kind == "rule" else point.ending in possible
        if matters and point.state is Truth.OPEN:
            yield point


def _reachable(given: Given, later: Iterable[Question]) -> dict[str, None]:
    """Name the questions that may still be asked: those whose `when:` is not already out of reach."""
    unasked: dict[str, None] = {}
    for question in later:
        if truth(question.when, given, unasked) is not Truth.NO:
            unasked[question.id] = None
    return unasked
