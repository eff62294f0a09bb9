"""Why, worked out from the rules: what a question can still decide, and what would make the advice more urgent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from bot.flow.condition import Chosen, Given, Values, chosen_in, questions_in
from bot.flow.decide import decide
from bot.flow.ending import EMERGENCY, Ending
from bot.flow.model import Flow
from bot.flow.question import Question
from bot.flow.stakes import narrowed, reachable, stakes, that_matter, wanted
from bot.flow.truth import fulfils
from bot.flow.walk import walk


def at_stake(flow: Flow, given: Given, question: Question) -> tuple[Ending, ...]:
    """The endings that the answer to a question can still bring or keep away, the most urgent first.

    Args:
        given: Answers that count; those to this question and to later ones are passed over.
    """
    place = list(flow.questions).index(question.id)
    ahead = tuple(flow.questions.values())[place:]
    earlier = {q: values for q, values in given.items() if flow.questions[q] not in ahead}
    unasked = reachable(earlier, ahead)
    left = tuple(narrowed(stakes(flow), earlier, unasked, dict.fromkeys(flow.questions)))
    found = {
        stake.ending
        for stake in that_matter(flow, left)
        if stake.kind != "line" and question.id in wanted(flow, (stake,), earlier, unasked)
    }
    return tuple(sorted((flow.endings[name] for name in found), key=lambda e: -e.urgency))


@dataclass(frozen=True, slots=True)
class Step:
    """Another answer to one question: an option in place of the answer, or ticked beside it."""

    question: str
    option: str
    beside: bool  # what was ticked stays


@dataclass(frozen=True, slots=True)
class Change:
    """Other answers to as few questions as can be, and the more urgent ending they would bring."""

    ending: Ending
    steps: tuple[Step, ...]


def changes(flow: Flow, given: Given) -> tuple[Change, ...]:
    """Say which other answers would make the advice more urgent, the most urgent first, then in the flow's order.

    Every one is walked anew: what a person would then be asked besides is answered plainly. All changes of a
    single answer are here; of two, those to endings which no single one reaches. An emergency has none.

    Args:
        given: The answers that count at an ending, as `walk` found them.
    """
    now = decide(flow, given).ending
    if now.urgency == EMERGENCY:
        return ()
    ways = _Ways(flow, given)
    single = [(step,) for step in ways.steps()]
    found = [
        Change(e, steps) for steps in single if (e := ways.ending(steps)).urgency > now.urgency
    ]
    for ending in flow.endings.values():
        if ending.urgency > now.urgency and all(change.ending != ending for change in found):
            pairs = ways.pairs_towards(ending)
            found += [Change(ending, steps) for steps in pairs if ways.ending(steps) == ending]
    return tuple(sorted(found, key=lambda change: -change.ending.urgency))


class _Ways:
    """Other answers than those given, and where they lead."""

    def __init__(self, flow: Flow, given: Given) -> None:
        self._flow, self._given = flow, given
        self._plainly = {question.id: question.plainly for question in flow.questions.values()}
        self._seen: dict[frozenset[tuple[str, frozenset[Chosen]]], Ending] = {}
        self._named = _named(flow)

    def steps(self, among: Iterable[str] | None = None) -> Iterator[Step]:
        """Every single step from an answer given, to these questions or to any."""
        for name, values in self._given.items():
            question = self._flow.questions[name]
            for option in question.options.values() if among is None or name in among else ():
                if option.id not in values:
                    yield Step(name, option.id, question.many and not option.alone)

    def pairs_towards(self, ending: Ending) -> Iterator[tuple[Step, Step]]:
        """Two steps at once, to questions on which a rule of this ending rests; one pair of each kind."""
        tried: set[frozenset[tuple[str, frozenset[Chosen]]]] = set()
        for rule in self._flow.rules:
            if rule.ending == ending.id:
                steps = self.steps(_with_gates(self._flow, questions_in(rule.holds_when)))
                for pair in combinations(steps, 2):
                    kind = self._kind(self._answers(pair))
                    if kind not in tried and (
                        pair[0].question != pair[1].question or pair[1].beside
                    ):
                        tried.add(kind)
                        yield pair

    def ending(self, steps: tuple[Step, ...]) -> Ending:
        """Where these steps lead. Answers that fulfil the same conditions lead to the same ending."""
        answers = self._answers(steps)
        kind = self._kind(answers)
        if kind not in self._seen:
            place = walk(self._flow, self._plainly | dict(self._given) | answers)
            self._seen[kind] = decide(self._flow, place.given).ending
        return self._seen[kind]

    def _answers(self, steps: tuple[Step, ...]) -> dict[str, Values]:
        answers: dict[str, Values] = {}
        for step in steps:
            options = self._flow.questions[step.question].options
            before = answers.get(step.question, self._given[step.question]) if step.beside else ()
            kept = {value for value in before if not options[value].alone} | {step.option}
            answers[step.question] = tuple(value for value in options if value in kept)
        return answers

    def _kind(self, answers: dict[str, Values]) -> frozenset[tuple[str, frozenset[Chosen]]]:
        return frozenset(
            (question, frozenset(c for c in self._named[question] if fulfils(c, values)))
            for question, values in answers.items()
        )


def _named(flow: Flow) -> dict[str, tuple[Chosen, ...]]:
    """Every condition on each question that an ending depends on."""
    conditions = [rule.holds_when for rule in flow.rules]
    conditions += [entry.when for ending in flow.endings.values() for entry in ending.only_when]
    conditions += [question.when for question in flow.questions.values()]
    found = {chosen for condition in conditions for chosen in chosen_in(condition)}
    return {name: tuple(c for c in found if c.question == name) for name in flow.questions}


def _with_gates(flow: Flow, questions: Iterable[str]) -> set[str]:
    """These questions, and those that decide whether they are asked."""
    found, todo = set[str](), list(questions)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += questions_in(flow.questions[name].when)
    return found
