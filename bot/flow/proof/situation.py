"""Where a walk over every answer can be: what is certain, and what is left to decide."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from bot.flow.model import ALWAYS, Chosen, Condition, Flow, Rule
from bot.flow.proof.residual import NO, YES, Residual, answered, choices, only_grows, residual, some


@dataclass(frozen=True, slots=True)
class Situation:
    """What the answers so far have left open.

    Two sets of answers that lead to equal situations end alike whatever comes next: that is why it is
    enough to look at each situation once.
    """

    asked: int  # how many of the flow's questions lie behind, asked or passed over
    certain: str | None  # the ending of the most urgent rule that holds
    rules: tuple[tuple[str, Residual], ...]  # what would go before it, the most urgent first
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
        self._whole = Situation(0, None, tuple(rules), tuple(calm), tuple(gates), residual(watched))
        self.start = self._tidy(0, None, rules, calm, gates, residual(watched))

    def choices(self) -> Iterator[Chosen]:
        """Every Chosen in the flow's rules, ways to a calm ending and gates, and in what is watched."""
        return self._whole.choices()

    def final(
        self, situation: Situation, fulfilled: AbstractSet[Chosen], most: AbstractSet[Chosen]
    ) -> bool:
        """Say whether more options beside an answer to the next question can change nothing any more.

        Args:
            fulfilled: What the answer fulfils.
            most: What it would fulfil with every other option.
        """
        if not situation.rules:
            return False
        question = self.questions[situation.asked].id
        ending, when = situation.rules[0]
        if not only_grows(when, question) or answered(when, question, fulfilled) is not YES:
            return False
        watched = situation.watched
        return (
            watched is YES
            or (self._sought is not None and ending not in self._sought)
            or (only_grows(watched, question) and answered(watched, question, most) is NO)
        )

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
