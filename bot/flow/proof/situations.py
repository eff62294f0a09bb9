"""The situations of one flow, and which answer leads from one to which."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import groupby
from operator import attrgetter

from bot.flow.condition import ALWAYS, Chosen, Condition
from bot.flow.model import Flow, Rule
from bot.flow.proof.residual import (
    NO,
    YES,
    Residual,
    about,
    choices,
    choices_on,
    only_grows,
    residual,
    some,
)
from bot.flow.proof.situation import NOTHING, Facing, Left, Pairs, Situation


class Situations:
    """Makes each situation of one flow once."""

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
        self._made: dict[Left, Situation] = {}
        self._whole = self._beginning(residual(watched))
        self.start = self._tidy(self._whole)

    def choices(self) -> Iterator[Chosen]:
        """Every Chosen in the flow's rules, calm entries and gates, and in what is watched."""
        return (chosen for left in self._whole.open() for chosen in choices(left))

    def facing(self, situation: Situation) -> Facing:
        """Say what bears on the answer to the next question."""
        question = self.questions[situation.asked].id
        told = (choices_on(left, question) for left in situation.open())
        settling, watched, beside = NO, YES, NOTHING
        if situation.rules:
            ending, when = situation.rules[0]
            settling = about(when, question) if only_grows(when, question) else NO
            if self._sought is None or ending in self._sought:
                watched, beside = situation.watched, self._on_the_way(situation, question)
        return Facing(frozenset().union(*told), settling, watched, beside)

    def _on_the_way(self, situation: Situation, question: str) -> frozenset[Chosen]:
        """Every Chosen on a question that what is watched depends on, or whether it is asked for."""
        needed = self._needed(situation.asked, (situation.watched,), situation.gates)
        ahead = zip(self.questions[situation.asked :], situation.gates, strict=True)
        gates = (gate for other, gate in ahead if other.id in needed)
        return frozenset().union(
            *(choices_on(left, question) for left in (situation.watched, *gates))
        )

    def after(self, situation: Situation, fulfilled: AbstractSet[Chosen]) -> Situation:
        """The situation after the next question's answer, given by the Chosen it fulfils."""
        question = self.questions[situation.asked].id
        return self._tidy(situation.given(question, fulfilled).next())

    def ending(self, situation: Situation) -> str:
        """The ending of a situation that is over."""
        if situation.certain is not None:
            return situation.certain
        return next(
            (ending for ending, when in situation.calm if when is YES), self.flow.otherwise_ending
        )

    def urgency(self, ending: str) -> int:
        return self._urgency[ending]

    def _beginning(self, watched: Residual) -> Situation:
        """Everything that is open before the first answer. Rules are taken together by their ending."""
        rules = tuple(
            (ending, some(residual(rule.holds_when) for rule in same))
            for ending, same in groupby(self._by_urgency(), attrgetter("ending"))
        )
        calm = tuple(
            (ending.id, some(residual(entry.when) for entry in ending.only_when))
            for ending in self.flow.endings.values()
            if ending.only_when
        )
        gates = tuple(residual(question.when) for question in self.questions)
        return Situation(0, None, rules, calm, gates, watched)

    def _by_urgency(self) -> list[Rule]:
        """The rules as bot/flow/decide.py prefers them: by urgency, then in the file's order."""
        return sorted(self.flow.rules, key=lambda rule: -self._urgency[rule.ending])

    def _tidy(self, left: Situation) -> Situation:
        """Drop what cannot matter any more, and pass over the questions that are not asked."""
        while True:
            certain, rules = left.certain, left.rules
            sure = next((place for place, (_, when) in enumerate(rules) if when is YES), None)
            if sure is not None:
                certain, rules = rules[sure][0], rules[:sure]
            rules = tuple(pair for pair in rules if pair[1] is not NO)
            calm = () if certain else tuple(pair for pair in left.calm if pair[1] is not NO)
            watched = left.watched if self._of_interest(certain, rules, calm) else NO
            open_ = [watched, *(when for _, when in (*rules, *calm))]
            needed = self._needed(left.asked, open_, left.gates)
            if not needed or watched is NO:
                return self._shared(Situation(left.asked, certain, (), calm, (), watched))
            ahead = zip(self.questions[left.asked :], left.gates, strict=True)
            gates = tuple(gate if question.id in needed else NO for question, gate in ahead)
            left = Situation(left.asked, certain, rules, calm, gates, watched)
            if gates[0] is not NO:
                return self._shared(left)
            left = left.given(self.questions[left.asked].id, NOTHING).next()

    def _shared(self, situation: Situation) -> Situation:
        return self._made.setdefault(situation.left, situation)

    def _of_interest(self, certain: str | None, rules: Pairs, calm: Pairs) -> bool:
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
