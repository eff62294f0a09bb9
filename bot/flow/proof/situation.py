"""Where a walk over every answer can be: what is certain, and what is left to decide."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from bot.flow.model import ALWAYS, Chosen, Condition, Flow, Rule
from bot.flow.proof.residual import (
    NO,
    YES,
    Residual,
    about,
    answered,
    choices,
    choices_on,
    only_grows,
    residual,
    some,
)

Pairs = tuple[tuple[str, Residual], ...]  # endings, and what is left of the ways to each
Left = tuple[int, str | None, Pairs, Pairs, tuple[Residual, ...], Residual]


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """What the answers so far have left open.

    Two sets of answers that lead to one situation end alike whatever comes next: that is why it is
    enough to look at each situation once. Made by Situations alone, which gives the same object where the
    same is left: so situations, too, are compared by identity.
    """

    asked: int  # how many of the flow's questions lie behind, asked or passed over
    certain: str | None  # the ending of the most urgent rule that holds
    rules: Pairs  # what would go before it, the most urgent first
    calm: Pairs  # calm endings in their order; none once a rule holds
    gates: tuple[Residual, ...]  # of the questions still ahead; NO where it cannot matter
    watched: Residual = YES  # what is left of a claim's condition

    def open(self) -> Iterator[Residual]:
        """Everything that is left to decide."""
        yield from (when for _, when in (*self.rules, *self.calm))
        yield from (*self.gates, self.watched)

    @property
    def over(self) -> bool:
        return not self.gates


@dataclass(frozen=True, slots=True)
class Facing:
    """What of a situation bears on the answer to its next question.

    Where two situations face alike, the same answers need trying.
    """

    told: frozenset[Chosen]  # what tells its answers apart
    settling: Residual  # the most urgent rule left, as far as it is about the question; NO: nothing settles
    watched: Residual  # YES where it is of no interest once that rule holds


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
        rules = [
            (ending, some(residual(rule.holds_when) for rule in same))
            for ending, same in groupby(self._by_urgency(), attrgetter("ending"))
        ]
        calm = [
            (ending.id, some(residual(entry.when) for entry in ending.only_when))
            for ending in flow.endings.values()
            if ending.only_when
        ]
        gates = [residual(question.when) for question in self.questions]
        self._made: dict[Left, Situation] = {}
        self._whole = Situation(0, None, tuple(rules), tuple(calm), tuple(gates), residual(watched))
        self.start = self._tidy(0, None, rules, calm, gates, residual(watched))

    def choices(self) -> Iterator[Chosen]:
        """Every Chosen in the flow's rules, calm entries and gates, and in what is watched."""
        return (chosen for left in self._whole.open() for chosen in choices(left))

    def facing(self, situation: Situation) -> Facing:
        """Say what bears on the answer to the next question."""
        question = self.questions[situation.asked].id
        settling, watched = NO, situation.watched
        if situation.rules:
            ending, when = situation.rules[0]
            settling = about(when, question) if only_grows(when, question) else NO
            watched = watched if self._sought is None or ending in self._sought else YES
        told = (choices_on(left, question) for left in situation.open())
        return Facing(frozenset().union(*told), settling, watched)

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

    def _by_urgency(self) -> list[Rule]:
        """The rules as bot/flow/decide.py prefers them: by urgency, then in the file's order."""
        return sorted(self.flow.rules, key=lambda rule: -self._urgency[rule.ending])

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
            sure = next((place for place, (_, when) in enumerate(rules) if when is YES), None)
            if sure is not None:
                certain, rules = rules[sure][0], rules[:sure]
            rules = [(ending, when) for ending, when in rules if when is not NO]
            calm = [] if certain else [(e, when) for e, when in calm if when is not NO]
            if not self._of_interest(certain, rules, calm):
                watched = NO
            needed = self._needed(asked, [watched, *(when for _, when in (*rules, *calm))], gates)
            if not needed or watched is NO:
                return self._shared(asked, certain, (), tuple(calm), (), watched)
            gates = [
                gate if question.id in needed else NO
                for question, gate in zip(self.questions[asked:], gates, strict=True)
            ]
            if gates[0] is not NO:
                return self._shared(
                    asked, certain, tuple(rules), tuple(calm), tuple(gates), watched
                )
            passed = self.questions[asked].id
            nothing: frozenset[Chosen] = frozenset()
            rules = [(ending, answered(when, passed, nothing)) for ending, when in rules]
            calm = [(ending, answered(when, passed, nothing)) for ending, when in calm]
            gates = [answered(gate, passed, nothing) for gate in gates[1:]]
            watched = answered(watched, passed, nothing)
            asked += 1

    def _shared(self, *left: *Left) -> Situation:
        if left not in self._made:
            self._made[left] = Situation(*left)
        return self._made[left]

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
