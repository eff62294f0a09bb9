"""What several answers to one question have in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import assert_never

from bot.flow.condition import Chosen, Values
from bot.flow.question import Question

FILLED_IN = ""  # stands among the options for whatever is filled in
MOST = 2  # ways to say "one of these at least" that are kept; the shortest


@dataclass(frozen=True, slots=True)
class Facts:
    """Options none of the answers holds, and sets of options of which each holds one at least."""

    without: frozenset[str] = frozenset()
    among: frozenset[frozenset[str]] = frozenset()

    def both(self, other: "Facts") -> "Facts":
        """What holds where both hold."""
        without = self.without | other.without
        return Facts(without, _shortest(some - without for some in self.among | other.among))

    def either(self, other: "Facts") -> "Facts":
        """What still holds where only one of the two does."""
        together = (one | more for one, more in product(self.among, other.among))
        return Facts(self.without & other.without, _shortest(together))

    def excludes(self, other: "Facts") -> bool:
        """Say whether no answer can fulfil both."""
        without = self.without | other.without
        return any(some <= without for some in (*self.among, *other.among))


NO_FACTS = Facts()
Shared = Mapping[str, Facts]  # by question


def shared_by_either(one: Shared, other: Shared) -> Shared:
    """What two groups of chats have in common."""
    both = {name: facts.either(other[name]) for name, facts in one.items() if name in other}
    return {name: facts for name, facts in both.items() if facts != NO_FACTS}


def choices_of(question: Question) -> frozenset[str]:
    """The options, and being filled in where the question can be."""
    return frozenset(question.options) | ({FILLED_IN} if question.blank else frozenset())


def chosen_of(question: Question, values: Values) -> frozenset[str]:
    """An answer as some of its `choices_of`."""
    filled = question.blank is not None and question.blank.takes(values)
    return frozenset((FILLED_IN,)) if filled else frozenset(values)


def told_by(chosen: Chosen, options: frozenset[str], *, fulfilled: bool, more: bool) -> Facts:
    """What is known of an answer from one condition that it fulfils or not.

    Args:
        options: Those there are.
        more: It stands for answers with more options too, which fulfil as much at least.
    """
    values = chosen.values & options
    match chosen.how:
        case "any" if fulfilled:
            return Facts(among=frozenset((values,)))
        case "all" if fulfilled:
            return Facts(among=frozenset(frozenset((value,)) for value in values))
        case "any" | "none" if chosen.count == 1 and not more:
            holds_one = fulfilled == (chosen.how == "any")
            return Facts(among=frozenset((values,))) if holds_one else Facts(without=values)
        case "only" if not more:
            rest = options - values
            return Facts(without=rest) if fulfilled else Facts(among=frozenset((rest,)))
        case "any" | "all" | "only" | "none":
            return NO_FACTS
        case _:
            assert_never(chosen.how)


def _shortest(sets: Iterable[frozenset[str]]) -> frozenset[frozenset[str]]:
    kept: list[frozenset[str]] = []
    for some in sorted(set(sets), key=lambda some: (len(some), sorted(some))):
        if len(kept) < MOST and not any(fewer <= some for fewer in kept):
            kept.append(some)
    return frozenset(kept)
