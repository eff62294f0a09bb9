"""Sets of answers that end alike, but with other reasons or other lines of advice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.flow.compare.differences import Pair
from bot.flow.compare.meeting import Fulfilled, Meeting
from bot.flow.compare.side import End, Side
from bot.flow.proof.residual import NO, YES, Residual, answered, every, negation, some

Said = tuple[End, tuple[str, ...]]  # at an ending, these words
Saying = tuple[Said, Residual]  # said where this holds, and the ending is reached


@dataclass(frozen=True, slots=True)
class Watched:
    """Words of one ending: where they are said in the old flow, and where in the new."""

    end: End
    old: Residual
    new: Residual

    @property
    def differs(self) -> bool:
        return {self.old, self.new} == {YES, NO}


@dataclass(frozen=True, slots=True)
class _Place:
    pair: Pair
    watched: frozenset[Watched]


class Beside:
    """Counts the sets of answers that end alike in both flows and are told other words."""

    def __init__(
        self, meeting: Meeting, start: Pair, old: Iterable[Saying], new: Iterable[Saying]
    ) -> None:
        self._meeting = meeting
        self._known: dict[_Place, int] = {}
        self._start = self._tidy(start, _watched(meeting, old, new))

    def count(self) -> int:
        return self._count(self._start)

    def _count(self, place: _Place) -> int:
        (old, new), watched = place.pair, place.watched
        if not watched:
            return 0
        if len(old) == len(new) == 1 and any(each.differs for each in watched):
            return 1
        if place not in self._known:
            self._known[place] = sum(map(self._count, self._following(place)))
        return self._known[place]

    def _following(self, place: _Place) -> set[_Place]:
        old, new = place.pair
        sides = self._meeting.old, self._meeting.new

        def final(question: str, fulfilled: Fulfilled) -> bool:
            ahead = old[0][0] == new[0][0] and any(
                each.end == old[0][0] and question in (each.old.questions | each.new.questions)
                for each in place.watched
            )
            return (
                not ahead
                and sides[0].final(old, question, fulfilled[0])
                and sides[1].final(new, question, fulfilled[1])
            )

        open_ = [when for _, when in (*old, *new)]
        open_ += [when for each in place.watched for when in (each.old, each.new)]
        question, turns = self._meeting.turns(open_, final)
        return {
            self._tidy(
                (
                    sides[0].after(old, question, turn.fulfilled[0]),
                    sides[1].after(new, question, turn.fulfilled[1]),
                ),
                (
                    Watched(
                        each.end,
                        answered(each.old, question, turn.fulfilled[0]),
                        answered(each.new, question, turn.fulfilled[1]),
                    )
                    for each in place.watched
                ),
            )
            for turn in turns
        }

    def _tidy(self, pair: Pair, watched: Iterable[Watched]) -> _Place:
        """Keep what can still differ at an ending that both flows can still reach."""
        possible = {end for end, _ in pair[0]} & {end for end, _ in pair[1]}
        kept = {
            each
            for each in watched
            if each.end in possible and not self._meeting.alike(each.old, each.new)
        }
        sure = {each.end for each in kept if each.differs}
        return _Place(
            pair, frozenset(each for each in kept if each.differs or each.end not in sure)
        )


def _watched(meeting: Meeting, old: Iterable[Saying], new: Iterable[Saying]) -> Iterator[Watched]:
    before, after = dict(old), dict(new)
    for said in {**before, **after}:
        one, other = before.get(said, NO), after.get(said, NO)
        if not meeting.alike(one, other):
            yield Watched(said[0], one, other)


def reasons(side: Side) -> Iterator[Saying]:
    """Every reason, and where it is given once its ending is reached."""
    holding: dict[Said, list[Residual]] = {}
    flow = side.flow
    by_rule: dict[End, list[Residual]] = {}
    for rule in flow.rules:
        end, when = side.end(rule.ending), side.whole(rule.holds_when)
        holding.setdefault((end, (rule.because, rule.source)), []).append(when)
        by_rule.setdefault(end, []).append(when)
    for ending in flow.endings.values():
        end = side.end(ending.id)
        earlier = by_rule.setdefault(end, [])
        for entry in ending.only_when:  # the first alone is quoted
            when = side.whole(entry.when)
            first = every((when, negation(some(earlier))))
            holding.setdefault((end, (entry.because, entry.source)), []).append(first)
            earlier.append(when)
    end, because = side.end(flow.otherwise_ending), flow.otherwise
    left = negation(some(by_rule[end]))
    holding.setdefault((end, (because.because, because.source)), []).append(left)
    for said, wheres in holding.items():
        yield said, some(wheres)


def lines(side: Side) -> Iterator[Saying]:
    """Every line of advice under its heading, and where it is shown once its ending is reached."""
    showing: dict[Said, list[Residual]] = {}
    for ending in side.flow.endings.values():
        headed = [("", item) for item in ending.say]
        headed += [(section.title, item) for section in ending.sections for item in section.items]
        for heading, item in headed:
            said: Said = side.end(ending.id), (heading, item.say)
            showing.setdefault(said, []).append(side.whole(item.when))
    for said, wheres in showing.items():
        yield said, some(wheres)
