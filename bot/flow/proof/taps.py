"""How many taps a chat takes, counted as it counts them.

An answer to one question is one tap, or one line typed; and so is an option that excludes all others. Of many,
each tick is one, and Done is one more; ticks that make it an emergency need no Done. Ticks come in the order
that ends the chat soonest: who has a red flag can tick it first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations

from bot.flow.condition import Given, Values
from bot.flow.decide import decide
from bot.flow.ending import EMERGENCY
from bot.flow.model import Claim, Flow
from bot.flow.proof.chats import Chats
from bot.flow.proof.residual import YES
from bot.flow.proof.situation import Situation
from bot.flow.proof.ways import Way, Ways
from bot.flow.question import Question
from bot.flow.walk import walk


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap on an option, or on Done; or one line typed, where something is filled in."""

    question: Question
    values: Values  # what it adds to the answer; nothing for Done


def taps(flow: Flow, answers: Mapping[str, Values]) -> tuple[Tap, ...]:
    """The taps of the chat with these answers, and plain ones to whatever else it asks."""
    given: dict[str, Values] = {}
    tapped: list[Tap] = []
    while (question := walk(flow, given).next) is not None:
        values = answers.get(question.id) or question.plainly
        sooner = _soonest(flow, given, question, values)
        given[question.id] = sooner or values
        tapped += [Tap(question, some) for some in _one_by_one(question, given[question.id])]
        if not sooner and _takes_done(question, values):
            tapped.append(Tap(question, ()))
    return tuple(tapped)


def given_by(tapped: Iterable[Tap]) -> Given:
    """The answers of a chat of these taps."""
    given: dict[str, Values] = {}
    for tap in tapped:
        given[tap.question.id] = (*given.get(tap.question.id, ()), *tap.values)
    return given


def _one_by_one(question: Question, values: Values) -> list[Values]:
    return [(value,) for value in values] if question.many else [values]


def _soonest(flow: Flow, given: Given, question: Question, values: Values) -> Values | None:
    """The fewest of these ticks that make it an emergency, if all of them do."""

    def at_once(some: Values) -> bool:
        place = walk(flow, {**given, question.id: some})
        return place.next is None and decide(flow, place.given).ending.urgency == EMERGENCY

    if not _takes_done(question, values) or not at_once(values):
        return None
    return next(filter(at_once, _some(values)), values)


def _some(values: Values) -> Iterator[Values]:
    """Some of these, but not all; the fewest first."""
    return chain.from_iterable(combinations(values, size) for size in range(1, len(values)))


def _takes_done(question: Question, values: Values) -> bool:
    return question.many and not question.options[values[0]].alone


class Longest:
    """Finds the chat that takes the most taps, of those a claim speaks of."""

    def __init__(self, flow: Flow, claim: Claim, endings: frozenset[str]) -> None:
        self._ways = Ways(Chats(flow, claim.when, endings))
        self._endings = endings
        self._found: dict[Situation, tuple[int, Way] | None] = {}

    def chat(self) -> tuple[int, Way] | None:
        """Its taps and its answers; None: no chat with what the claim names ends in one of the endings."""
        return self._from(self._ways.all.start)

    def _from(self, situation: Situation) -> tuple[int, Way] | None:
        if situation not in self._found:
            self._found[situation] = self._longest(situation)
        return self._found[situation]

    def _longest(self, situation: Situation) -> tuple[int, Way] | None:
        if situation.over:
            ends = situation.watched is YES and self._ways.all.ending(situation) in self._endings
            return (0, ()) if ends else None
        question = self._ways.all.questions[situation.asked]
        longest: tuple[int, Way] | None = None
        for least, fullest in self._ways.fullest(situation):
            rest = self._from(self._ways.after(situation, least))
            at_once = self._at_once(situation, least)
            if rest is None or (at_once and self._comes_sooner(situation, least)):
                continue
            values = least if at_once else fullest
            more = len(_one_by_one(question, values)) + (
                not at_once and _takes_done(question, values)
            )
            if longest is None or more + rest[0] > longest[0]:
                longest = more + rest[0], ((question.id, values), *rest[1])
        return longest

    def _comes_sooner(self, situation: Situation, values: Values) -> bool:
        """Would fewer of these ticks be an emergency already?"""
        return any(self._at_once(situation, some) for some in _some(values))

    def _at_once(self, situation: Situation, values: Values) -> bool:
        after = self._ways.after(situation, values)
        return after.over and self._ways.all.urgency(self._ways.all.ending(after)) == EMERGENCY
