"""One of two flows that are compared: what it makes of answers it may never ask for."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from bot.flow.condition import All, Any, Chosen, Condition, Not, Values
from bot.flow.ending import Ending
from bot.flow.model import Flow
from bot.flow.proof.residual import (
    NO,
    YES,
    Residual,
    answered,
    choices,
    every,
    negation,
    only_grows,
    residual,
    some,
)
from bot.flow.truth import fulfils

NOTHING: frozenset[Chosen] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class End:
    urgency: int
    id: str


# What may still decide, the first that holds: the last always does.
Left = tuple[tuple[End, Residual], ...]


class Side:
    """A flow as a list of conditions on answers alone.

    Whether a question is asked is written into each condition on it, so that answers can be put in
    in any order: what is not asked never fulfils anything.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._gates: dict[str, Residual] = {}
        for question in flow.questions.values():  # a gate knows earlier questions only
            self._gates[question.id] = self.whole(question.when)
        urgent = sorted(flow.rules, key=lambda rule: -flow.endings[rule.ending].urgency)
        rules = [(self.end(rule.ending), self.whole(rule.holds_when)) for rule in urgent]
        calm = [
            (self.end(ending.id), self.whole(entry.when))
            for ending in flow.endings.values()
            for entry in ending.only_when
        ]
        self.start = _tidy(_joined([*rules, *calm, (self.end(flow.otherwise_ending), YES)]))

    def end(self, ending: str) -> End:
        found: Ending = self.flow.endings[ending]
        return End(found.urgency, found.id)

    def whole(self, condition: Condition) -> Residual:
        """A condition with all that must hold for its questions to be asked."""
        match condition:
            case Chosen(question):
                return every((self._gates[question], residual(condition)))
            case All(parts):
                return every(map(self.whole, parts))
            case Any(parts):
                return some(map(self.whole, parts))
            case Not(part):
                return negation(self.whole(part))
            case _:
                assert_never(condition)

    def taken(self, question: str, values: Values) -> Values:
        """An answer as this flow can be given it: without options it lacks; () where it cannot."""
        asked = self.flow.questions.get(question)
        if asked is None:
            return ()
        if asked.blank is not None and asked.blank.takes(values):
            return values
        kept = tuple(value for value in values if value in asked.options)
        alone = not asked.many or any(asked.options[value].alone for value in kept)
        return () if alone and len(kept) > 1 else kept

    def fulfilled(
        self, question: str, values: Values, told: AbstractSet[Chosen]
    ) -> frozenset[Chosen]:
        """Those of `told` that an answer fulfils here."""
        taken = self.taken(question, values)
        return (
            frozenset(c for c in told if c.question == question and fulfils(c, taken))
            if taken
            else NOTHING
        )

    def never_asked(self, later: str, question: str, values: Values) -> bool:
        gate = self._gates[later]
        return answered(gate, question, self.fulfilled(question, values, choices(gate))) is NO

    def after(self, left: Left, question: str, fulfilled: frozenset[Chosen]) -> Left:
        return _tidy((end, answered(when, question, fulfilled)) for end, when in left)

    def final(self, left: Left, question: str, fulfilled: frozenset[Chosen]) -> bool:
        """Say whether more options beside this answer can change the ending no more."""
        when = left[0][1]
        return only_grows(when, question) and answered(when, question, fulfilled) is YES


def _joined(entries: Iterable[tuple[End, Residual]]) -> list[tuple[End, Residual]]:
    return [
        (end, some(when for _, when in same))
        for end, same in groupby(entries, key=lambda entry: entry[0])
    ]


def _tidy(entries: Iterable[tuple[End, Residual]]) -> Left:
    """Drop what cannot decide any more."""
    left: list[tuple[End, Residual]] = []
    for end, when in entries:
        if when is NO:
            continue
        if when is YES:
            while left and left[-1][0] == end:
                left.pop()  # it ends so in any case
        left.append((end, when))
        if when is YES:
            break
    return tuple(left)
