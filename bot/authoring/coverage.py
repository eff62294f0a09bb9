"""What the cases of a flow reach, and what none of them does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from bot.flow.condition import Condition, Given
from bot.flow.decide import decide
from bot.flow.model import Flow
from bot.flow.truth import holds

Named = tuple[str, str]  # what it belongs to, and which of that: ("skin", "ulcer")


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of what a flow is made of: how many there are, and those that no case reaches."""

    name: str
    total: int
    missed: tuple[Named, ...]

    @property
    def reached(self) -> int:
        return self.total - len(self.missed)

    def lines(self) -> Iterator[str]:
        """The count; below it what is missed, gathered by what it belongs to."""
        yield f"  {self.name:<24}{self.reached:>4} of {self.total}"
        for group, missed in groupby(self.missed, itemgetter(0)):
            yield f"      {group}: {', '.join(name for _, name in missed)}"


def coverage(flow: Flow, walked: Sequence[Given]) -> tuple[Part, ...]:
    """Say how much of a flow these finished answers reach.

    A question is reached where it was asked, an option where it was chosen. A rule, or a way to a calm
    ending, is reached where it held and its own ending was the one told: what others outshine decides
    nothing, so no case would miss it.
    """
    asked = {question for given in walked for question in given}
    chosen = {
        (name, value) for given in walked for name, values in given.items() for value in values
    }
    told = [(decide(flow, given).ending.id, given) for given in walked]
    endings = {ending for ending, _ in told}

    def decides(ending: str, when: Condition) -> bool:
        return any(got == ending and holds(when, given) for got, given in told)

    found: dict[str, dict[Named, bool]] = {
        "questions": {("never asked", name): name in asked for name in flow.questions},
        "options": {
            named: named in chosen
            for question in flow.questions.values()
            for named in ((question.id, option) for option in question.options)
        },
        "rules": {
            (f"rule {number}, {rule.ending}", rule.because): decides(rule.ending, rule.holds_when)
            for number, rule in enumerate(flow.rules, 1)
        },
        "ways to a calm ending": {
            (f"{ending.id}, way {number}", entry.because): decides(ending.id, entry.when)
            for ending in flow.endings.values()
            for number, entry in enumerate(ending.only_when, 1)
        },
        "endings": {("never told", name): name in endings for name in flow.endings},
    }
    return tuple(
        Part(name, len(each), tuple(named for named, reached in each.items() if not reached))
        for name, each in found.items()
    )
