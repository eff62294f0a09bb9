"""Which answers to one question need trying, and which is more worrying than which.

An answer is a pick: a number with a bit for each option, the first option's the lowest; and above these one
for whatever is filled in. Conditions name options, or ask whether there was an answer, so one thing filled in
is as good as another: each fulfils that there was an answer and that no option was chosen.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.flow.condition import Chosen, Values
from bot.flow.question import Option, Question
from bot.flow.truth import fulfils

Pick = int
Shape = tuple[
    int, ...
]  # the options that are a kind by themselves, and how many of each other kind


class Picks:
    """The answers to one question, as picks and as values, and the conditions each fulfils."""

    def __init__(self, question: Question, named: Iterable[Chosen]) -> None:
        """
        Args:
            named: Every condition on the question.
        """
        self.question = question
        self._bits = {option: 1 << place for place, option in enumerate(question.options)}
        self._filled_in = 0 if question.blank is None else 1 << len(question.options)
        self._named = tuple(named)
        self._fulfilled: dict[Pick, frozenset[Chosen]] = {}
        beside = (name for name, option in question.options.items() if not option.alone)
        self.everything = self.pick(beside)  # all options that may stand beside others

    def pick(self, values: Iterable[str]) -> Pick:
        pick = 0
        for value in values:
            pick |= self._bits.get(value, self._filled_in)
        return pick

    def values(self, pick: Pick) -> Values:
        if self.question.blank is not None and pick & self._filled_in:
            return self.question.blank.sample
        return tuple(option for option, bit in self._bits.items() if pick & bit)

    def fulfilled(self, pick: Pick) -> frozenset[Chosen]:
        if pick not in self._fulfilled:
            values = self.values(pick)
            found = (chosen for chosen in self._named if values and fulfils(chosen, values))
            self._fulfilled[pick] = frozenset(found)
        return self._fulfilled[pick]

    def singles(self) -> Iterator[tuple[Pick, Option | None]]:
        """Every answer that is one option, or filled in."""
        yield from zip(self._bits.values(), self.question.options.values(), strict=True)
        if self._filled_in:
            yield self._filled_in, None

    def counting(self, told: AbstractSet[Chosen]) -> Pick:
        """The options by which answers can be told apart with these conditions alone."""
        if any(chosen.how == "only" for chosen in told):
            return self.everything  # one that is not named breaks an `only`
        return self.everything & self.pick(frozenset().union(*(each.values for each in told)))


@dataclass(frozen=True, slots=True)
class _Kind:
    options: Pick  # all of this kind
    counted: int  # the highest number of them that a condition asks for
    worry: int
    alone: bool


class Kinds:
    """Sorts the options of one question by the conditions that name them.

    Options named by the same conditions are of one kind. All that conditions see of an answer is how
    many options of each kind it holds, and of that no more than the highest number one of them asks for:
    answers of one shape fulfil the same ones, and still do with one more option of any kind.
    """

    def __init__(self, picks: Picks, told: AbstractSet[Chosen], *, ranked: bool) -> None:
        """
        Args:
            told: The conditions that can tell answers apart.
            ranked: Options of different worry are different kinds too.
        """
        question = picks.question
        self._many = question.many
        self._everything = picks.everything
        self.singles = [single for single, _ in picks.singles()]
        kinds: dict[tuple[frozenset[Chosen], int, bool], Pick] = {}
        for single, option in picks.singles():
            name = option.id if option else ""
            naming = frozenset(chosen for chosen in told if name in chosen.values)
            worry = question.ranks.get(name, 0) if ranked else 0
            key = naming, worry, option is not None and option.alone
            kinds[key] = kinds.get(key, 0) | single
        self._kinds = [
            _Kind(options, max(map(_asked_for, naming), default=1), worry, alone)
            for (naming, worry, alone), options in kinds.items()
        ]
        self._several = [kind for kind in self._kinds if kind.options.bit_count() > 1]
        self._unlike = sum(kind.options for kind in self._kinds if kind not in self._several)

    def shape(self, pick: Pick) -> Shape:
        several = ((pick & kind.options).bit_count() for kind in self._several)
        counts = map(min, several, (kind.counted for kind in self._several))
        return pick & self._unlike, *counts

    def larger(self, pick: Pick, among: Pick | None = None) -> Iterator[Pick]:
        """The same many-choice answer with one more option: one for each shape that this can have.

        Args:
            among: The options to choose from; None: all that may stand beside others.
        """
        if not self._many or any(kind.alone for kind in self._holding(pick)):
            return
        among = self._everything if among is None else among
        for kind in self._kinds:
            if kind.options & among and (pick & kind.options).bit_count() < kind.counted:
                yield from _one_more(pick, kind)

    def fullest(self, pick: Pick, counting: Pick) -> Pick:
        """The same with every option more that changes nothing.

        Args:
            counting: The options that may still change something; of those of a kind, only as many as count.
        """
        if not self._many or any(kind.alone for kind in self._holding(pick)):
            return pick
        for kind in self._kinds:
            full = (pick & kind.options).bit_count() == kind.counted
            if not kind.alone and (full or not kind.options & counting):
                pick |= kind.options
        return pick

    def more_worrying(self, pick: Pick) -> Iterator[Pick]:
        """Answers one step more worrying: with one option more, or one of a higher rank in its place.

        An option that excludes all others takes the place of all, so it must outrank each.
        """
        yield from self.larger(pick)
        held = list(self._holding(pick))
        for worse in self._kinds:
            outranked = [kind for kind in held if kind.worry < worse.worry]
            if worse.alone:
                if len(outranked) == len(held):
                    yield from _one_more(0, worse)
                continue
            for kind in outranked:
                yield from _one_more(pick ^ _first(pick & kind.options), worse)

    def _holding(self, pick: Pick) -> Iterator[_Kind]:
        return (kind for kind in self._kinds if pick & kind.options)


def _one_more(pick: Pick, kind: _Kind) -> Iterator[Pick]:
    if missing := kind.options & ~pick:
        yield pick | _first(missing)


def _first(pick: Pick) -> Pick:
    return pick & -pick


def _asked_for(chosen: Chosen) -> int:
    return len(chosen.values) if chosen.how == "all" else chosen.count
