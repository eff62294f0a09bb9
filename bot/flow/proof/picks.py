"""Which answers to one question need trying, and which is more worrying than which."""

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from bot.flow.condition import Values
from bot.flow.model import Chosen, Question

Shape = frozenset[tuple[int, int]]  # kinds of options, and how many of each


class Kinds:
    """Sorts the options of one question by the conditions that name them.

    Options named by the same conditions are of one kind. All that conditions see of an answer is how
    many options of each kind it holds, and of that no more than the highest number one of them asks for:
    answers of one shape fulfil the same ones, and still do with one more option of any kind.
    """

    def __init__(self, question: Question, told: AbstractSet[Chosen], *, ranked: bool) -> None:
        """
        Args:
            told: The conditions that can tell answers apart.
            ranked: Options of different worry are different kinds too.
        """
        self._shapes: dict[Values, Shape] = {}
        self._larger: dict[Values, list[Values]] = {}
        self._question = question
        self._kinds: dict[str, int] = {}
        self._counted: dict[int, int] = {}
        numbers: dict[tuple[frozenset[Chosen], int, bool], int] = {}
        for option in question.options.values():
            naming = frozenset(chosen for chosen in told if option.id in chosen.values)
            worry = _rank(question, option.id) if ranked else 0
            kind = numbers.setdefault((naming, worry, option.alone), len(numbers))
            self._kinds[option.id] = kind
            self._counted[kind] = max(map(_asked_for, naming), default=1)

    def shape(self, values: Values) -> Shape:
        if values not in self._shapes:
            held = Counter(self._kinds[value] for value in values)
            self._shapes[values] = frozenset(
                (kind, min(count, self._counted[kind])) for kind, count in held.items()
            )
        return self._shapes[values]

    def larger(self, values: Values) -> list[Values]:
        """The same answer with one more option: one answer for each shape that this can have."""
        if values not in self._larger:
            by_shape = {self.shape(more): more for more in reversed(larger(self._question, values))}
            self._larger[values] = list(reversed(by_shape.values()))
        return self._larger[values]


def larger(question: Question, values: Values) -> list[Values]:
    """The same many-choice answer with one more option."""
    if not question.many or question.options[values[0]].alone:
        return []
    return [
        tuple(value for value in question.options if value in values or value == more)
        for more, option in question.options.items()
        if not option.alone and more not in values
    ]


def everything(question: Question) -> Values:
    """Every option that may stand beside others."""
    return tuple(option.id for option in question.options.values() if not option.alone)


def more_worrying(question: Question, values: Values) -> Iterator[Values]:
    """Answers one step more worrying: with one option more, or one of a higher rank in its place.

    An option that excludes all others takes the place of all, so it must outrank each.
    """
    yield from larger(question, values)
    for worse, option in question.options.items():
        outranked = [value for value in values if _rank(question, worse) > _rank(question, value)]
        if worse in values:
            continue
        if option.alone:
            if len(outranked) == len(values):
                yield (worse,)
            continue
        for value in outranked:
            kept = {*values, worse} - {value}
            yield tuple(other for other in question.options if other in kept)


def _asked_for(chosen: Chosen) -> int:
    return len(chosen.values) if chosen.how == "all" else chosen.count


def _rank(question: Question, option: str) -> int:
    return question.ranks.get(option, 0)
