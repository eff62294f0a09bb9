"""Which answers lead from one situation to which, and what can still come of it."""

from collections.abc import Iterator, Sequence

from bot.flow.condition import Values, fulfils
from bot.flow.model import Chosen, Question
from bot.flow.proof.picks import Kinds, Shape, everything, more_worrying
from bot.flow.proof.situation import Situation, Situations

Way = tuple[tuple[str, Values], ...]  # questions and answers, in the order asked


class Ways:
    """The answers worth trying in each situation, and where they lead; each worked out once."""

    def __init__(self, situations: Situations) -> None:
        self.all = situations
        self._next: dict[Situation, dict[Situation, Values]] = {}
        self._after: dict[tuple[Situation, Values], Situation] = {}
        self._possible: dict[Situation, frozenset[str]] = {}
        self._counts: dict[Situation, int] = {}
        self._fulfilled: dict[tuple[str, Values], frozenset[Chosen]] = {}
        self._kinds: dict[tuple[str, frozenset[Chosen], bool], Kinds] = {}
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
        told = self._open(question, situations)
        seen: set[frozenset[Chosen]] = set()
        for values in self._kinds_of_answers(question, situations, told, ranked=False):
            fulfilled = self.fulfilled(question, values) & told
            if fulfilled not in seen:
                seen.add(fulfilled)
                yield values

    def worse(self, situation: Situation) -> Iterator[tuple[Values, Values]]:
        """Pairs of answers that can be told apart, the second more worrying."""
        question = self.all.questions[situation.asked]
        told = self._open(question, (situation,))
        seen: set[tuple[frozenset[Chosen], frozenset[Chosen]]] = set()
        for mild in self._kinds_of_answers(question, (situation,), told, ranked=True):
            for worse in more_worrying(question, mild):
                pair = (
                    self.fulfilled(question, mild) & told,
                    self.fulfilled(question, worse) & told,
                )
                if pair[0] != pair[1] and pair not in seen:
                    seen.add(pair)
                    yield mild, worse

    def _kinds_of_answers(
        self,
        question: Question,
        situations: Sequence[Situation],
        told: frozenset[Chosen],
        *,
        ranked: bool,
    ) -> Iterator[Values]:
        """One answer of each shape; not those that only add to one that settles everything."""
        key = question.id, told, ranked
        if key not in self._kinds:
            self._kinds[key] = Kinds(question, told, ranked=ranked)
        kinds = self._kinds[key]
        tried: set[Shape] = set()
        todo: list[Values] = [(value,) for value in question.options]
        for values in todo:
            shape = kinds.shape(values)
            if shape in tried:
                continue
            tried.add(shape)
            yield values
            if question.many and not self._final(question, values, situations):
                todo += kinds.larger(values)

    def _open(self, question: Question, situations: Sequence[Situation]) -> frozenset[Chosen]:
        return frozenset(
            chosen
            for situation in situations
            for chosen in situation.choices()
            if chosen.question == question.id
        )

    def _final(self, question: Question, values: Values, situations: Sequence[Situation]) -> bool:
        fulfilled = self.fulfilled(question, values)
        most = self.fulfilled(question, everything(question))
        return all(self.all.final(situation, fulfilled, most) for situation in situations)

    def fulfilled(self, question: Question, values: Values) -> frozenset[Chosen]:
        key = question.id, values
        if key not in self._fulfilled:
            told = self._told[question.id]
            self._fulfilled[key] = frozenset(chosen for chosen in told if fulfils(chosen, values))
        return self._fulfilled[key]
