"""Where two flows end differently: every pair of endings, and what leads there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

from bot.flow.compare.facts import NO_FACTS, Facts, Shared, shared_by_either
from bot.flow.compare.meeting import Fulfilled, Meeting, Turn
from bot.flow.compare.side import End, Left
from bot.flow.proof.ways import Way

Ends = tuple[End, End]  # of one set of answers: in the old flow, in the new
Pair = tuple[Left, Left]


@dataclass(frozen=True, slots=True)
class Group:
    """The sets of answers that lead to the same two endings."""

    sets: int
    example: Way  # as few questions as any
    shared: Shared  # what is true of all of them


class Differences:
    """Walks both flows over all answers; where two beginnings leave the same open, once."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self._turns: dict[Pair, tuple[str, list[tuple[Turn, Pair]]]] = {}
        self._groups: dict[Pair, Mapping[Ends, Group]] = {}
        self.start: Pair = meeting.old.start, meeting.new.start

    def groups(self) -> Mapping[Ends, Group]:
        """All sets of answers, by the two endings they lead to."""
        return self._found(self.start)

    def order(self, question: str) -> int:
        return tuple(self._meeting.questions).index(question)

    def fitting(self, shared: Shared) -> Mapping[Ends, int]:
        """Count the sets of answers for which this is true, or may be."""
        return self._count(self.start, shared, {})

    def _found(self, pair: Pair) -> Mapping[Ends, Group]:
        if (ends := _ends(pair)) is not None:
            return {ends: Group(1, (), {})}
        if pair not in self._groups:
            question, turns = self._following(pair)
            groups: dict[Ends, Group] = {}
            for following, same in _by_place(turns).items():
                found = self._found(following)
                differ = any(old != new for old, new in found)
                facts = self._facts(question, same) if differ else NO_FACTS
                for ends, later in found.items():
                    example = ((question, same[0].values), *later.example)
                    shared = {**later.shared, question: facts}
                    group = Group(later.sets, example, shared)
                    groups[ends] = _together(groups[ends], group) if ends in groups else group
            self._groups[pair] = groups
        return self._groups[pair]

    def _count(
        self, pair: Pair, shared: Shared, known: dict[Pair, Mapping[Ends, int]]
    ) -> Mapping[Ends, int]:
        if (ends := _ends(pair)) is not None:
            return {ends: 1}
        if pair not in known:
            question, turns = self._following(pair)
            asked = shared.get(question, NO_FACTS)
            counts: dict[Ends, int] = {}
            places = {
                place
                for turn, place in turns
                if not self._meeting.facts(question, turn).excludes(asked)
            }
            for following in places:
                for ends, sets in self._count(following, shared, known).items():
                    counts[ends] = counts.get(ends, 0) + sets
            known[pair] = counts
        return known[pair]

    def _facts(self, question: str, turns: list[Turn]) -> Facts:
        return reduce(Facts.either, (self._meeting.facts(question, turn) for turn in turns))

    def _following(self, pair: Pair) -> tuple[str, list[tuple[Turn, Pair]]]:
        if pair not in self._turns:
            old, new = pair

            def final(question: str, fulfilled: Fulfilled) -> bool:
                return self._meeting.old.final(
                    old, question, fulfilled[0]
                ) and self._meeting.new.final(new, question, fulfilled[1])

            open_ = [when for _, when in (*old, *new)]
            question, turns = self._meeting.turns(open_, final)
            self._turns[pair] = (
                question,
                [(turn, self._after(pair, question, turn)) for turn in turns],
            )
        return self._turns[pair]

    def _after(self, pair: Pair, question: str, turn: Turn) -> Pair:
        old, new = pair
        return (
            self._meeting.old.after(old, question, turn.fulfilled[0]),
            self._meeting.new.after(new, question, turn.fulfilled[1]),
        )


def _ends(pair: Pair) -> Ends | None:
    """The endings, once nothing can change them."""
    old, new = pair
    return (old[0][0], new[0][0]) if len(old) == len(new) == 1 else None


def _by_place(turns: list[tuple[Turn, Pair]]) -> Mapping[Pair, list[Turn]]:
    found: dict[Pair, list[Turn]] = {}
    for turn, place in turns:
        found.setdefault(place, []).append(turn)
    return found


def _together(one: Group, other: Group) -> Group:
    example = min(one.example, other.example, key=len)
    return Group(one.sets + other.sets, example, shared_by_either(one.shared, other.shared))


def worst_first(groups: Mapping[Ends, Group]) -> Iterator[tuple[Ends, Group]]:
    """The groups whose endings differ: less urgent ones first, the greatest fall before all."""
    differing = ((ends, group) for ends, group in groups.items() if ends[0] != ends[1])
    yield from sorted(
        differing,
        key=lambda found: (
            found[0][1].urgency - found[0][0].urgency,
            -found[0][0].urgency,
            found[0],
        ),
    )
