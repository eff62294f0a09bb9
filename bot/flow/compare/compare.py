"""Two flows compared, over every set of answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from bot.flow.compare.beside import Beside, lines, reasons
from bot.flow.compare.differences import Differences, Ends, Group, worst_first
from bot.flow.compare.facts import Facts, Shared
from bot.flow.compare.meeting import Meeting
from bot.flow.compare.side import End
from bot.flow.condition import Values
from bot.flow.model import Flow
from bot.flow.proof.ways import Way
from bot.flow.question import Question
from bot.flow.truth import holds


@dataclass(frozen=True, slots=True)
class Difference:
    """Sets of answers that ended at `old` and end at `new`.

    `shared` is true of all of them, in as few facts as say it. `others` that end in another way may be like
    that too: where there are none, it is true of these sets alone.
    """

    old: End
    new: End
    sets: int
    example: Way
    shared: Shared
    others: int

    @property
    def less_urgent(self) -> bool:
        return self.new.urgency < self.old.urgency


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs; sets of answers are counted as far as the two flows together can tell them apart.

    reasons, lines: How many sets end alike with other reasons, or with other lines of advice.
    """

    old: Flow
    new: Flow
    questions: Mapping[str, Question]  # of both, in one order
    answer_sets: int
    differences: tuple[Difference, ...]  # less urgent first
    reasons: int
    lines: int


def compare(old: Flow, new: Flow) -> Comparison:
    """Find every set of answers that the two flows end differently, none left out."""
    meeting = Meeting(old, new)
    walk = Differences(meeting)
    groups = walk.groups()
    return Comparison(
        old,
        new,
        meeting.questions,
        sum(group.sets for group in groups.values()),
        tuple(_difference(meeting, walk, ends, group) for ends, group in worst_first(groups)),
        Beside(meeting, walk.start, reasons(meeting.old), reasons(meeting.new)).count(),
        Beside(meeting, walk.start, lines(meeting.old), lines(meeting.new)).count(),
    )


def _difference(meeting: Meeting, walk: Differences, ends: Ends, group: Group) -> Difference:
    told = {q: f for q, f in group.shared.items() if not _implied(meeting, q, f, group.shared)}
    shared = _fewest(walk, ends, told)
    others = sum(walk.fitting(group.shared).values()) - group.sets
    example = _asked(meeting, group.example)
    return Difference(*ends, group.sets, example, shared, others)


def _implied(meeting: Meeting, question: str, facts: Facts, shared: Shared) -> bool:
    """Say whether a question among `shared` is asked only where this is true."""
    asked = meeting.questions[question]
    others = [] if asked.many or asked.blank else [(value,) for value in facts.without]
    return bool(others) and any(
        all(meeting.never_asked(later, question, values) for values in others)
        for later in shared
        if later != question
    )


def _fewest(walk: Differences, ends: Ends, told: Shared) -> Shared:
    """Leave out what says nothing more: no other set of answers is let in without it."""
    kept = {
        (question, facts)
        for question, known in told.items()
        for facts in (Facts(known.without), *(Facts(among=frozenset((m,))) for m in known.among))
    }

    def others(some: set[tuple[str, Facts]]) -> int:
        return sum(sets for found, sets in walk.fitting(_joined(some)).items() if found != ends)

    least = others(kept)
    for fact in sorted(kept, key=lambda fact: _plainness(walk, *fact)):
        if others(kept - {fact}) == least:
            kept.discard(fact)
    return _joined(kept)


def _plainness(walk: Differences, question: str, facts: Facts) -> tuple[int, int, list[str]]:
    """What to try to leave out first: the longest to say, the earliest asked."""
    said = list(chain(facts.without, *facts.among))
    return -len(said), walk.order(question), sorted(said)


def _joined(facts: set[tuple[str, Facts]]) -> dict[str, Facts]:
    joined: dict[str, Facts] = {}
    for question, fact in facts:
        joined[question] = joined.get(question, Facts()).both(fact)
    return joined


def _asked(meeting: Meeting, way: Way) -> Way:
    """Leave out the answers to questions that neither flow asks then."""
    asked: set[str] = set()
    for side in (meeting.old, meeting.new):
        said = dict(way)
        given: dict[str, Values] = {}
        for question in side.flow.questions.values():
            taken = side.taken(question.id, said.get(question.id, ()))
            if taken and holds(question.when, given):
                given[question.id] = taken
                asked.add(question.id)
    return tuple((question, values) for question, values in way if question in asked)
