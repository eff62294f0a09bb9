"""Which answers lead from one situation to which, and what can still come of it."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from bot.flow.condition import Chosen, Values
from bot.flow.proof.picks import Kinds, Pick, Picks, Shape
from bot.flow.proof.residual import YES, settled
from bot.flow.proof.situation import Facing, Situation
from bot.flow.proof.situations import Situations
from bot.flow.question import Question

Way = tuple[tuple[str, Values], ...]  # questions and answers, in the order asked


class Ways:
    """The answers worth trying in each situation, and where they lead; each worked out once."""

    def __init__(self, situations: Situations) -> None:
        self.all = situations
        self._next: dict[Situation, dict[Situation, Values]] = {}
        self._after: dict[tuple[Situation, Values | frozenset[Chosen]], Situation] = {}
        self._possible: dict[Situation, frozenset[str]] = {}
        self._urgencies: dict[Situation, tuple[int, int]] = {}
        self._counts: dict[Situation, int] = {}
        self._facings: dict[Situation, Facing] = {}
        self._answers: dict[tuple[str, frozenset[Facing]], tuple[Values, ...]] = {}
        self._worse: dict[tuple[str, Facing], tuple[tuple[Values, Values], ...]] = {}
        named: dict[str, list[Chosen]] = {question.id: [] for question in situations.questions}
        for chosen in dict.fromkeys(situations.choices()):
            named[chosen.question].append(chosen)
        self._picks = {q.id: Picks(q, named[q.id]) for q in situations.questions}

    def count(self, situation: Situation) -> int:
        if situation.over:
            return 1
        if situation not in self._counts:
            self._counts[situation] = sum(map(self.count, self.following(situation)))
        return self._counts[situation]

    def least(self, situation: Situation) -> int:
        return self._least_and_most(situation)[0]

    def most(self, situation: Situation) -> int:
        return self._least_and_most(situation)[1]

    def _least_and_most(self, situation: Situation) -> tuple[int, int]:
        if situation not in self._urgencies:
            urgencies = set(map(self.all.urgency, self.possible(situation)))
            self._urgencies[situation] = min(urgencies), max(urgencies)
        return self._urgencies[situation]

    def possible(self, situation: Situation) -> frozenset[str]:
        """The endings that some answers still lead to."""
        if situation not in self._possible:
            if situation.over:
                found = frozenset((self.all.ending(situation),))
            else:
                found = frozenset().union(*map(self.possible, self.following(situation)))
            self._possible[situation] = found
        return self._possible[situation]

    def every_situation(self, *, deep: bool = False) -> Iterator[tuple[Situation, Way]]:
        """Every situation that answers can lead to, once, with a way there.

        Args:
            deep: Go on from the last one found, which is soon at some end; else the ways are shortest ones.
        """
        found: dict[Situation, Way] = {self.all.start: ()}
        todo = deque(found)
        while todo:
            situation = todo.pop() if deep else todo.popleft()
            yield situation, found[situation]
            if situation.over:
                continue
            question = self.all.questions[situation.asked].id
            for following, values in self.following(situation).items():
                if following not in found:
                    found[following] = (*found[situation], (question, values))
                    todo.append(following)

    def first_to(self, endings: frozenset[str]) -> Way | None:
        """A shortest way to one of these endings on which what is watched holds; None: there is none."""
        return next(self._to(endings, self.every_situation()), None)

    def some_to(self, endings: frozenset[str]) -> Way | None:
        """Any such way: quicker to find, if there is one."""
        return next(self._to(endings, self.every_situation(deep=True)), None)

    def _to(
        self, endings: frozenset[str], reached: Iterable[tuple[Situation, Way]]
    ) -> Iterator[Way]:
        for situation, way in reached:
            held = situation.over and situation.watched is YES
            if held and self.all.ending(situation) in endings:
                yield way

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
        """What one answer leads to; the same for all that fulfil the same of what tells them apart."""
        if (situation, values) not in self._after:
            question = self.all.questions[situation.asked]
            fulfilled = self.fulfilled(question, values) & self._facing(situation).told
            if (situation, fulfilled) not in self._after:
                self._after[situation, fulfilled] = self.all.after(situation, fulfilled)
            self._after[situation, values] = self._after[situation, fulfilled]
        return self._after[situation, values]

    def answers(self, question: Question, situations: Sequence[Situation]) -> Iterable[Values]:
        """Answers that these situations can tell apart, those with the fewest options first."""
        facings = frozenset(map(self._facing, situations))
        key = question.id, facings
        if key not in self._answers:
            picks = self._picks[question.id]
            told = frozenset().union(*(facing.told for facing in facings))
            found: dict[frozenset[Chosen], Pick] = {}
            for pick in self._shapes(picks, Kinds(picks, told, ranked=False), facings):
                found.setdefault(picks.fulfilled(pick) & told, pick)
            self._answers[key] = tuple(map(picks.values, found.values()))
        return self._answers[key]

    def fullest(self, situation: Situation) -> Iterable[tuple[Values, Values]]:
        """Each answer that can be told apart with the fewest options it may have, and with the most."""
        picks = self._picks[self.all.questions[situation.asked].id]
        facing = self._facing(situation)
        kinds = Kinds(picks, facing.told, ranked=False)
        found: dict[frozenset[Chosen], tuple[Pick, Pick]] = {}
        for pick in self._shapes(picks, kinds, {facing}):
            fulfilled = picks.fulfilled(pick) & facing.told
            more = kinds.fullest(pick, _counting(picks, pick, {facing}))
            least, most = found.get(fulfilled, (pick, pick))
            found[fulfilled] = least, max(most, more, key=int.bit_count)
        return [(picks.values(least), picks.values(most)) for least, most in found.values()]

    def worse(self, situation: Situation) -> Iterable[tuple[Values, Values]]:
        """Pairs of answers that can be told apart, the second more worrying."""
        facing = self._facing(situation)
        picks = self._picks[self.all.questions[situation.asked].id]
        key = picks.question.id, facing
        if key not in self._worse:
            kinds = Kinds(picks, facing.told, ranked=True)
            found: dict[tuple[frozenset[Chosen], frozenset[Chosen]], tuple[Pick, Pick]] = {}
            for mild in self._shapes(picks, kinds, {facing}):
                least = picks.fulfilled(mild) & facing.told
                for worse in kinds.more_worrying(mild):
                    most = picks.fulfilled(worse) & facing.told
                    if least != most:
                        found.setdefault((least, most), (mild, worse))
            pairs = found.values()
            self._worse[key] = tuple((picks.values(a), picks.values(b)) for a, b in pairs)
        return self._worse[key]

    def fulfilled(self, question: Question, values: Values) -> frozenset[Chosen]:
        """Every condition of the flow, and of what is watched, that an answer fulfils."""
        picks = self._picks[question.id]
        return picks.fulfilled(picks.pick(values))

    def _shapes(self, picks: Picks, kinds: Kinds, facings: AbstractSet[Facing]) -> Iterator[Pick]:
        """One answer of each shape; not those that add to one that settles everything what can't count."""
        tried: set[Shape] = set()
        todo = list(kinds.singles)
        for pick in todo:
            shape = kinds.shape(pick)
            if shape in tried:
                continue
            tried.add(shape)
            yield pick
            todo += kinds.larger(pick, _counting(picks, pick, facings))

    def _facing(self, situation: Situation) -> Facing:
        if situation not in self._facings:
            self._facings[situation] = self.all.facing(situation)
        return self._facings[situation]


def _counting(picks: Picks, pick: Pick, facings: AbstractSet[Facing]) -> Pick:
    """The options that may still change something beside those in a pick."""
    question, fulfilled = picks.question.id, picks.fulfilled(pick)
    if not all(settled(facing.settling, question, fulfilled) for facing in facings):
        return picks.everything
    open_ = (facing for facing in facings if not settled(facing.watched, question, fulfilled))
    return picks.counting(frozenset().union(*(facing.beside for facing in open_)))
