"""Where a walk over every answer can be: what is certain, and what is left to decide."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.flow.model import ALWAYS, Chosen, Condition, Flow
from bot.flow.residual import NO, YES, Residual, answered, choices, residual, some


@dataclass(frozen=True, slots=True)
class Situation:
    """What the answers so far have left open.

    Two sets of answers that lead to equal situations end alike whatever comes next: that is why it is
    enough to look at each situation once.
    """

    asked: int  # how many of the flow's questions lie behind, asked or passed over
    certain: str | None  # the ending of the most urgent rule that holds
    rules: tuple[
        tuple[str, Residual], ...
    ]  # endings more urgent than that, and when their rules hold
    calm: tuple[tuple[str, Residual], ...]  # calm endings in their order; none once a rule holds
    gates: tuple[Residual, ...]  # of the questions still ahead; NO where it cannot matter
    watched: Residual = YES  # what is left of a claim's condition

    def choices(self) -> Iterator[Chosen]:
        """Every Chosen that something open still depends on."""
        for left in (
            *(w for _, w in self.rules),
            *(w for _, w in self.calm),
            *self.gates,
            self.watched,
        ):
            yield from choices(left)

    @property
    def over(self) -> bool:
        return not self.gates


class Situations:
    """The situations of one flow, and how answers lead from one to the next."""

    def __init__(
        self, flow: Flow, watched: Condition = ALWAYS, sought: frozenset[str] | None = None
    ) -> None:
        """
        Args:
            watched: A condition to follow besides: questions it depends on are not passed over.
            sought: Only these endings are of interest; a situation that can lead to none of them is
                over at once, with its `watched` at NO. None: all are.
        """
        self.flow = flow
        self._sought = sought
        self.questions = tuple(flow.questions.values())
        self._urgency = {ending.id: ending.urgency for ending in flow.endings.values()}
        endings = sorted({rule.ending for rule in flow.rules}, key=self._urgency.__getitem__)
        rules = [
            (
                ending,
                some(residual(rule.holds_when) for rule in flow.rules if rule.ending == ending),
            )
            for ending in reversed(endings)
        ]
        calm = [
            (ending.id, some(residual(entry.when) for entry in ending.only_when))
            for ending in flow.endings.values()
            if ending.only_when
        ]
        gates = [residual(question.when) for question in self.questions]
        self._whole = Situation(0, None, tuple(rules), tuple(calm), tuple(gates), residual(watched))
        self.start = self._tidy(0, None, rules, calm, gates, residual(watched))

    def choices(self) -> Iterator[Chosen]:
        """Every Chosen in the flow's rules, ways to a calm ending and gates, and in what is watched."""
        return self._whole.choices()

    @property
    def highest(self) -> tuple[str, Residual]:
        """The most urgent ending that rules lead to, and when they do."""
        return self._whole.rules[0]

    def after(self, situation: Situation, fulfilled: AbstractSet[Chosen]) -> Situation:
        """The situation after the next question's answer, given by the Chosen it fulfils."""
        question = self.questions[situation.asked].id

        def left(pairs: Iterable[tuple[str, Residual]]) -> list[tuple[str, Residual]]:
            return [(ending, answered(when, question, fulfilled)) for ending, when in pairs]

        return self._tidy(
            situation.asked + 1,
            situation.certain,
            left(situation.rules),
            left(situation.calm),
            [answered(gate, question, fulfilled) for gate in situation.gates[1:]],
            answered(situation.watched, question, fulfilled),
        )

    def ending(self, situation: Situation) -> str:
        """The ending of a situation that is over."""
        if situation.certain is not None:
            return situation.certain
        return next(
            (ending for ending, when in situation.calm if when is YES), self.flow.otherwise_ending
        )

    def urgency(self, ending: str) -> int:
        return self._urgency[ending]

    def _tidy(
        self,
        asked: int,
        certain: str | None,
        rules: list[tuple[str, Residual]],
        calm: list[tuple[str, Residual]],
        gates: list[Residual],
        watched: Residual,
    ) -> Situation:
        """Drop what cannot matter any more, and pass over the questions that are not asked."""
        while True:
            certain = next((ending for ending, when in rules if when is YES), certain)
            floor = self._urgency[certain] if certain else 0
            rules = [(e, when) for e, when in rules if when is not NO and self._urgency[e] > floor]
            calm = [] if certain else [(e, when) for e, when in calm if when is not NO]
            if not self._of_interest(certain, rules, calm):
                watched = NO
            needed = self._needed(asked, [watched, *(when for _, when in (*rules, *calm))], gates)
            if not needed or watched is NO:
                return Situation(asked, certain, (), tuple(calm), (), watched)
            gates = [
                gate if question.id in needed else NO
                for question, gate in zip(self.questions[asked:], gates, strict=True)
            ]
            if gates[0] is not NO:
                return Situation(asked, certain, tuple(rules), tuple(calm), tuple(gates), watched)
            passed = self.questions[asked].id
            nothing: frozenset[Chosen] = frozenset()
            rules = [(ending, answered(when, passed, nothing)) for ending, when in rules]
            calm = [(ending, answered(when, passed, nothing)) for ending, when in calm]
            gates = [answered(gate, passed, nothing) for gate in gates[1:]]
            watched = answered(watched, passed, nothing)
            asked += 1

    def _of_interest(
        self,
        certain: str | None,
        rules: list[tuple[str, Residual]],
        calm: list[tuple[str, Residual]],
    ) -> bool:
        if self._sought is None:
            return True
        settled = [certain] if certain else [self.flow.otherwise_ending, *(e for e, _ in calm)]
        return not self._sought.isdisjoint([*settled, *(ending for ending, _ in rules)])

    def _needed(self, asked: int, left: Iterable[Residual], gates: Iterable[Residual]) -> set[str]:
        """The questions ahead on which something open depends, or on which such a question depends."""
        gate_of: Mapping[str, Residual] = {
            question.id: gate for question, gate in zip(self.questions[asked:], gates, strict=True)
        }
        needed = {question for when in left for question in when.questions} & gate_of.keys()
        todo = list(needed)
        while todo:
            new = (gate_of[todo.pop()].questions & gate_of.keys()) - needed
            needed |= new
            todo += new
        return needed
