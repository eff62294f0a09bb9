"""Two flows walked in step: the same answers put into both."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce

from bot.flow.compare.facts import NO_FACTS, Facts, choices_of, chosen_of, told_by
from bot.flow.compare.side import Side
from bot.flow.condition import Chosen, Values
from bot.flow.model import Flow
from bot.flow.proof.picks import Kinds, Picks, Shape
from bot.flow.proof.residual import Residual, choices
from bot.flow.question import Option, Question

Fulfilled = tuple[
    frozenset[Chosen], frozenset[Chosen]
]  # by one answer, in the old and in the new flow


@dataclass(frozen=True, slots=True)
class Turn:
    """Answers to one question that neither flow can tell apart."""

    values: Values  # one of them, with the fewest options
    fulfilled: Fulfilled
    told: frozenset[Chosen]  # the conditions that could tell answers apart
    kinds: tuple[tuple[Values, bool], ...]  # one of each kind; whether it stands for all with more


class Meeting:
    """Both flows, and the questions of either in one order.

    A question or option that only one flow has is unknown to the other: an answer is taken there without
    it, and one that holds nothing else counts as not given.
    """

    def __init__(self, old: Flow, new: Flow) -> None:
        self.old, self.new = Side(old), Side(new)
        self.questions = _merged(old.questions, new.questions)
        self.unlike = frozenset(
            name
            for name in self.questions
            if _shape(old.questions.get(name)) != _shape(new.questions.get(name))
        )
        self._picks = {name: Picks(asked, ()) for name, asked in self.questions.items()}
        self._kinds: dict[tuple[str, frozenset[Chosen]], Kinds] = {}
        self._facts: dict[tuple[str, Turn], Facts] = {}
        self._fulfilled: dict[tuple[str, Values, frozenset[Chosen]], Fulfilled] = {}

    def alike(self, old: Residual, new: Residual) -> bool:
        """Say whether two conditions hold for just the same answers, as far as their form shows."""
        return old is new and self.unlike.isdisjoint(old.questions)

    def never_asked(self, later: str, question: str, values: Values) -> bool:
        """Say whether no flow asks `later` once `question` was answered so."""
        return all(
            side.never_asked(later, question, values)
            for side in (self.old, self.new)
            if later in side.flow.questions
        )

    def turns(
        self, open_: Iterable[Residual], final: Callable[[str, Fulfilled], bool]
    ) -> tuple[str, list[Turn]]:
        """The next question, and the answers to it worth trying.

        Args:
            open_: All that is still undecided in either flow; some of it must be.
            final: Says whether more options beside an answer that fulfils this can change nothing.
        """
        told = frozenset[Chosen]().union(*map(choices, open_))
        asked = {chosen.question for chosen in told}
        question = next(found for name, found in self.questions.items() if name in asked)
        told = frozenset(chosen for chosen in told if chosen.question == question.id)
        apart: dict[Fulfilled, list[tuple[Values, bool]]] = {}
        for values, more in self._answers(question, told, final):
            fulfilled = self._fulfils(question.id, values, told)
            apart.setdefault(fulfilled, []).append((values, more))
        return question.id, [
            Turn(kinds[0][0], fulfilled, told, tuple(kinds)) for fulfilled, kinds in apart.items()
        ]

    def facts(self, question: str, turn: Turn) -> Facts:
        """What is true of all answers of a turn."""
        if (question, turn) not in self._facts:
            known = (self._true_of(self.questions[question], turn, kind) for kind in turn.kinds)
            self._facts[question, turn] = reduce(Facts.either, known)
        return self._facts[question, turn]

    def _answers(
        self, question: Question, told: frozenset[Chosen], final: Callable[[str, Fulfilled], bool]
    ) -> Iterator[tuple[Values, bool]]:
        """Answers, those with the fewest options first; and whether one stands for all with more beside it."""
        if not question.many:
            yield from (((value,), False) for value in question.options)
            if question.blank is not None:
                yield question.blank.sample, False
            return
        picks = self._picks[question.id]
        kinds = self._kinds_of(question, told)
        tried: set[Shape] = set()
        todo = list(kinds.singles)
        for pick in todo:
            shape = kinds.shape(pick)
            if shape in tried:
                continue
            tried.add(shape)
            values = picks.values(pick)
            more = question.id not in self.unlike and final(
                question.id, self._fulfils(question.id, values, told)
            )
            yield values, more
            if not more:
                todo += kinds.larger(pick)

    def _kinds_of(self, question: Question, told: frozenset[Chosen]) -> Kinds:
        if (question.id, told) not in self._kinds:
            marks = told.union(self._marks(question)) if question.id in self.unlike else told
            self._kinds[question.id, told] = Kinds(self._picks[question.id], marks, ranked=False)
        return self._kinds[question.id, told]

    def _marks(self, question: Question) -> Iterator[Chosen]:
        """What tells apart answers that one flow takes and the other does not."""
        for flow in (self.old.flow, self.new.flow):
            options = flow.questions[question.id].options if question.id in flow.questions else {}
            yield Chosen(question.id, frozenset(options), count=2)
            for option in options.values():
                if option.alone:
                    yield Chosen(question.id, frozenset((option.id,)))

    def _true_of(self, question: Question, turn: Turn, kind: tuple[Values, bool]) -> Facts:
        values, more = kind
        if not question.many:
            given = chosen_of(question, values)
            return Facts(choices_of(question) - given, frozenset((given,)))
        facts = NO_FACTS
        for side, done in zip((self.old, self.new), turn.fulfilled, strict=True):
            if side.taken(question.id, values):
                options = frozenset(side.flow.questions[question.id].options)
                for chosen in turn.told:
                    known = told_by(chosen, options, fulfilled=chosen in done, more=more)
                    facts = facts.both(known)
        return facts

    def _fulfils(self, question: str, values: Values, told: frozenset[Chosen]) -> Fulfilled:
        key = question, values, told
        if key not in self._fulfilled:
            self._fulfilled[key] = (
                self.old.fulfilled(question, values, told),
                self.new.fulfilled(question, values, told),
            )
        return self._fulfilled[key]


def _shape(question: Question | None) -> tuple[object, ...] | None:
    """All that says which answers a question can get."""
    if question is None:
        return None
    options = frozenset((o.id, o.alone) for o in question.options.values())
    return question.many, options, question.blank and question.blank.kind


def _merged(old: Mapping[str, Question], new: Mapping[str, Question]) -> dict[str, Question]:
    """The questions of both: in the new order, one that is gone after the one it followed."""
    order = list(new)
    before = None
    for name in old:
        if name not in new:
            order.insert(order.index(before) + 1 if before in order else 0, name)
        before = name
    return {name: _of_both(old.get(name), new.get(name)) for name in order}


def _of_both(old: Question | None, new: Question | None) -> Question:
    """A question with the options of both; an option stands alone if it does wherever it is."""
    if old is None or new is None:
        found = old or new
        assert found is not None  # noqa: S101  a name comes from one of the two
        return found
    options = {
        name: _option_of_both(old.options.get(name), new.options.get(name))
        for name in (*new.options, *old.options)
    }
    blank = new.blank or old.blank
    return replace(new, options=options, many=old.many or new.many, blank=blank)


def _option_of_both(old: Option | None, new: Option | None) -> Option:
    if old and new:
        return replace(new, alone=old.alone and new.alone)
    found = old or new
    assert found is not None  # noqa: S101  a name comes from one of the two
    return found
