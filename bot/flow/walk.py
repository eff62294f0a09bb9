"""From answers to the place they lead to. A chat's place is never stored: it is found here, every time.

So going back, changing an earlier answer, resuming after days and an edited flow are one mechanism, and an
answer changed later ends exactly as if it had been given so at first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.flow.condition import Given, Values
from bot.flow.model import Flow
from bot.flow.question import Question
from bot.flow.stakes import Stake, Unasked, narrowed, reachable, stakes, that_matter, wanted
from bot.flow.truth import holds


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
    stage, given = _memory(flow).first, dict[str, Values]()
    while (question := stage.question) is not None:
        said = answers.get(question.id)
        values = question.taken(said or ())
        if values:
            given[question.id] = values
        elif said != ():
            break
        alike = question.alike(values)
        if alike not in stage.following:
            _remember(flow, stage, alike, given)
        stage = stage.following[alike]
    return Place(given, stage.question)


def journey(flow: Flow, given: Given) -> tuple[int, int]:
    """Say which question comes next, and how many there will be if the rest is answered plainly.

    The count is honest, not fixed: an answer that calls for more questions makes it rise.
    """
    asked = len(given) + 1
    return asked, max(asked, len(walk(flow, {**_memory(flow).plainly, **given}).given))


STAGES = 15_000  # remembered per flow, about 1 KB each
FLOWS = 16  # flows remembered; a reloaded flow is a new one


@dataclass(frozen=True, slots=True, eq=False)
class _Stage:
    """Where some answers lead, which is the same for everybody, and where each next answer was seen to lead."""

    question: Question | None
    ahead: tuple[Question, ...] = ()  # the flow's questions after it
    unasked: Unasked = field(default_factory=dict)
    left: tuple[Stake, ...] = ()
    following: "dict[Values, _Stage]" = field(default_factory=dict)  # () for one passed over


@dataclass(slots=True)
class _Memory:
    """The stages of a flow, each worked out once."""

    flow: Flow  # kept, so that no other flow can get its id
    first: _Stage
    plainly: Mapping[str, Values]  # the answers that call for no more questions
    stages: int = 1


_memories: dict[int, _Memory] = {}


def _memory(flow: Flow) -> _Memory:
    memory = _memories.get(id(flow))
    if memory is None or memory.stages >= STAGES:
        if len(_memories) >= FLOWS:
            _memories.clear()
        questions = tuple(flow.questions.values())
        stage = _stage(flow, tuple(stakes(flow)), {}, reachable({}, questions), questions)
        plainly = {question.id: question.plainly for question in questions}
        memory = _memories[id(flow)] = _Memory(flow, stage, plainly)
    return memory


def _remember(flow: Flow, stage: _Stage, values: Values, given: Given) -> None:
    """Work out where an answer leads, and keep it."""
    unasked = reachable(given, stage.ahead)
    left = tuple(narrowed(stage.left, given, unasked, stage.unasked))
    stage.following[values] = _stage(flow, left, given, unasked, stage.ahead)
    if memory := _memories.get(id(flow)):
        memory.stages += 1


def _stage(
    flow: Flow,
    left: tuple[Stake, ...],
    given: Given,
    unasked: Unasked,
    ahead: tuple[Question, ...],
) -> _Stage:
    """Find the first question ahead that is worth asking; those before it are passed over."""
    worth_asking = wanted(flow, that_matter(flow, left), given, unasked)
    for place, question in enumerate(ahead, 1):
        if question.id in worth_asking and holds(question.when, given):
            return _Stage(question, ahead[place:], unasked, left)
    return _Stage(None)
