"""Proofs over every possible set of answers: the claims a flow makes, and how many sets there are.

Why looking at situations is enough: rules, gates and claims know an answer only by the conditions it
fulfils. Answers that fulfil the same ones cannot be told apart by anything in the flow; and two beginnings
that leave the same conditions open end alike for every continuation. So each is looked at once, and still
no set of answers is left out. Questions are asked here wherever their `when:` holds; that a chat stops as
soon as nothing can change (bot/flow/walk.py) cannot alter the ending.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from bot.flow.condition import Values, fulfils
from bot.flow.model import Chosen, Claim, Flow, Question
from bot.flow.residual import YES, only_grows
from bot.flow.situation import Situation, Situations

Way = tuple[tuple[str, Values], ...]  # questions and answers, in the order asked


@dataclass(frozen=True, slots=True)
class Proof:
    """One claim, and the shortest chat found that breaks it: None where it holds."""

    claim: Claim
    broken_by: Way | None
    instead: Way | None = None  # of `rising`: the same chat with the less worrying answer

    @property
    def holds(self) -> bool:
        return self.broken_by is None


class Prover:
    """Walks every situation of one flow, each once."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._map = _Map(Situations(flow))

    def prove(self) -> tuple[Proof, ...]:
        """Try every claim of the flow, in its order."""
        return tuple(self.try_(claim) for claim in self.flow.claims)

    def answer_sets(self) -> int:
        """Count the sets of answers that the flow can tell apart before its ending is settled."""
        return self._map.count(self._map.all.start)

    def try_(self, claim: Claim) -> Proof:
        """Prove one claim, or find answers that break it."""
        match claim.kind:
            case "rising":
                return self._rising(claim)
            case "always":
                return Proof(
                    claim, self._ends(claim, frozenset(self.flow.endings) - {claim.ending})
                )
            case "never":
                return Proof(claim, self._ends(claim, frozenset((claim.ending,))))
            case _:
                assert_never(claim.kind)

    def _ends(self, claim: Claim, wrong: frozenset[str]) -> Way | None:
        """Find answers that fulfil the claim's condition and end in one of `wrong`."""
        watching = _Map(Situations(self.flow, claim.when, wrong))
        for situation, way in watching.every_situation():
            if (
                situation.over
                and situation.watched is YES
                and watching.all.ending(situation) in wrong
            ):
                return way
        return None

    def _rising(self, claim: Claim) -> Proof:
        """Compare every answer with every more worrying one, and all that may be answered after it."""
        sound: set[tuple[Situation, Situation]] = set()
        for situation, way in self._map.every_situation():
            if situation.over:
                continue
            question = self._map.all.questions[situation.asked]
            for mild, worse in self._map.worse(situation):
                low = self._map.after(situation, mild)
                high = self._map.after(situation, worse)
                rest = self._lowers(low, high, sound)
                if rest is not None:
                    return Proof(
                        claim,
                        (*way, (question.id, worse), *rest),
                        (*way, (question.id, mild), *rest),
                    )
        return Proof(claim, None)

    def _lowers(
        self, low: Situation, high: Situation, sound: set[tuple[Situation, Situation]]
    ) -> Way | None:
        """Find later answers, the same for both, that let `high` end less urgently than `low`."""
        if self._map.least(high) >= self._map.most(low) or (low, high) in sound:
            return None
        ahead = [side for side in (low, high) if not side.over]
        if not ahead:
            return ()  # both are settled, and not as they should be
        asked = min(side.asked for side in ahead)
        sides = [side for side in ahead if side.asked == asked]
        question = self._map.all.questions[asked]
        for values in self._map.answers(question, sides):
            rest = self._lowers(
                self._map.after(low, values) if low in sides else low,
                self._map.after(high, values) if high in sides else high,
                sound,
            )
            if rest is not None:
                return ((question.id, values), *rest)
        sound.add((low, high))
        return None


class _Map:
    """Which answers lead from which situation to which."""

    def __init__(self, situations: Situations) -> None:
        self.all = situations
        self._next: dict[Situation, dict[Situation, Values]] = {}
        self._after: dict[tuple[Situation, Values], Situation] = {}
        self._possible: dict[Situation, frozenset[str]] = {}
        self._counts: dict[Situation, int] = {}
        self._fulfilled: dict[tuple[str, Values], frozenset[Chosen]] = {}
        self._told: dict[str, set[Chosen]] = {
            question.id: set() for question in situations.questions
        }
        for chosen in situations.choices():
            self._told[chosen.question].add(chosen)

    def count(self, situation: Situation) -> int:
        if situation.over:
            return 1
        if situation not in self._counts:
            self._counts[situation] = sum(map(self.count, self.following(situation)))
        return self._counts[situation]

    def least(self, situation: Situation) -> int:
        return min(map(self.all.urgency, self.possible(situation)))

    def most(self, situation: Situation) -> int:
        return max(map(self.all.urgency, self.possible(situation)))

    def possible(self, situation: Situation) -> frozenset[str]:
        """The endings that some answers still lead to."""
        if situation.over:
            return frozenset((self.all.ending(situation),))
        if situation not in self._possible:
            found = (self.possible(following) for following in self.following(situation))
            self._possible[situation] = frozenset().union(*found)
        return self._possible[situation]

    def every_situation(self) -> Iterator[tuple[Situation, Way]]:
        """Every situation that answers can lead to, once, with a shortest way there."""
        found: dict[Situation, Way] = {self.all.start: ()}
        todo = [self.all.start]
        for situation in todo:
            yield situation, found[situation]
            if situation.over:
                continue
            question = self.all.questions[situation.asked].id
            for following, values in self.following(situation).items():
                if following not in found:
                    found[following] = (*found[situation], (question, values))
                    todo.append(following)

    def following(self, situation: Situation) -> dict[Situation, Values]:
        """What the next answer can lead to, each with a shortest answer that does."""
        if situation not in self._next:
            question = self.all.questions[situation.asked]
            found: dict[Situation, Values] = {}
            for values in self.answers(question, (situation,)):
                found.setdefault(self.after(situation, values), values)
            self._next[situation] = found
        return self._next[situation]

    def after(self, situation: Situation, values: Values) -> Situation:
        key = situation, values
        if key not in self._after:
            question = self.all.questions[situation.asked]
            self._after[key] = self.all.after(situation, self.fulfilled(question, values))
        return self._after[key]

    def answers(self, question: Question, situations: Sequence[Situation]) -> Iterator[Values]:
        """Answers that these situations can tell apart, those with the fewest options first."""
        told = frozenset(
            chosen
            for situation in situations
            for chosen in situation.choices()
            if chosen.question == question.id
        )
        seen: set[frozenset[Chosen]] = set()
        todo: list[Values] = [(value,) for value in question.options]
        for values in todo:
            fulfilled = self.fulfilled(question, values) & told
            if fulfilled not in seen:
                seen.add(fulfilled)
                yield values
                if not self._at_the_top(question, values, situations):
                    todo += _larger(question, values)

    def _at_the_top(
        self, question: Question, values: Values, situations: Sequence[Situation]
    ) -> bool:
        """Has the highest urgency been reached, which more options cannot take back?"""
        ending, when = self.all.highest
        if not question.many or not only_grows(when, question.id):
            return False
        after = [self.after(situation, values) for situation in situations]
        return all(situation.over and situation.certain == ending for situation in after)

    def worse(self, situation: Situation) -> Iterator[tuple[Values, Values]]:
        """Pairs of answers, the second more worrying: ranked higher, or with one option more."""
        question = self.all.questions[situation.asked]
        for values in self.answers(question, (situation,)):
            for larger in _larger(question, values):
                yield values, larger
            for value in values:
                for worse in question.options:
                    if worse not in values and _rank(question, worse) > _rank(question, value):
                        yield values, _instead(question, values, value, worse)

    def fulfilled(self, question: Question, values: Values) -> frozenset[Chosen]:
        key = question.id, values
        if key not in self._fulfilled:
            told = self._told[question.id]
            self._fulfilled[key] = frozenset(chosen for chosen in told if fulfils(chosen, values))
        return self._fulfilled[key]


def _larger(question: Question, values: Values) -> list[Values]:
    """The same many-choice answer with one more option."""
    if not question.many or question.options[values[0]].alone:
        return []
    return [
        tuple(value for value in question.options if value in values or value == more)
        for more, option in question.options.items()
        if not option.alone and more not in values
    ]


def _instead(question: Question, values: Values, value: str, worse: str) -> Values:
    """The same answer with a more worrying option in place of one."""
    alone = question.options[worse].alone
    kept = () if alone else tuple(other for other in values if other != value)
    return tuple(other for other in question.options if other in kept or other == worse)


def _rank(question: Question, option: str) -> int:
    return question.ranks.get(option, 0)
