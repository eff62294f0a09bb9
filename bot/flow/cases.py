"""Clinicians' cases: what a person has, how urgent that is, and what the flow says of it.

The form is that of flows/cases/*.yaml; answers are named by the shared vocabulary, so a case runs against
any version of a flow.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.flow.condition import Given, Values
from bot.flow.decide import decide
from bot.flow.model import Flow
from bot.flow.question import Fact, Option, Question
from bot.flow.walk import walk

Verdict = Literal["accepted", "over", "under"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Something to try a flow with, and the endings accepted for it."""

    id: str
    flow: str
    title: str
    expected: str
    accepted: tuple[str, ...]
    min_safe: str
    origin: str = ""  # the kind of its source: made_up, case_report …
    place: tuple[int, int] = (1, 1)  # line and column in its file
    slips: Mapping[tuple[int, int], str] = field(
        default_factory=dict
    )  # keys that look misspelt, and what to say


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Trial):
    """One person. `facts` are flat: {"travel": {"hours": 9}} is {"travel.hours": ("9",)}; words and numbers as text."""

    facts: Mapping[str, Values]
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # of each fact


@dataclass(frozen=True, slots=True)
class Outcome:
    case: Trial
    got: str
    verdict: Verdict
    walked: tuple[
        Given, ...
    ]  # the answers that led to an ending; a chat may come to several, the last is judged


class UnmappedFact(Exception):
    """A case states a value of a strict question that no option of the flow takes."""

    def __init__(self, question: str, value: str) -> None:
        super().__init__(f"'{value}' is no answer to '{question}' that the flow knows")
        self.question, self.value = question, value


def play(flow: Flow, case: Case) -> Outcome:
    """Answer the flow's questions as the case would, and judge the ending.

    Raises:
        UnmappedFact: The case states what the flow cannot take.
    """
    return judge(flow, case, walk(flow, case_answers(flow, case.facts)).given)


def judge(flow: Flow, case: Trial, *walked: Given) -> Outcome:
    """Judge the ending that these answers, the last of them, lead to.

    Accepted: the ending is among `accepted`. Over: it is more urgent than all of them. Under: it is less
    urgent than all of them, or than `min_safe`.
    """
    ending = decide(flow, walked[-1]).ending
    urgency = {name: entry.urgency for name, entry in flow.endings.items()}
    levels = [urgency[name] for name in case.accepted]
    if ending.urgency < urgency[case.min_safe]:
        verdict: Verdict = "under"
    elif ending.id in case.accepted:
        verdict = "accepted"
    else:
        verdict = "over" if ending.urgency > min(levels) else "under"
    return Outcome(case, ending.id, verdict, walked)


def case_answers(flow: Flow, facts: Mapping[str, Values]) -> dict[str, Values]:
    """Turn facts into answers, one for each question of the flow; an empty one where nothing is known."""
    return {question.id: _answer(question, facts) for question in flow.questions.values()}


def _answer(question: Question, facts: Mapping[str, Values]) -> Values:
    stated = facts.get(question.id, ())
    plain = [(value, _taking(question, value)) for value in stated]
    if question.strict and (
        unknown := next((value for value, option in plain if option is None), None)
    ):
        raise UnmappedFact(question.id, unknown)
    explicit = [option.id for option in question.options.values() if _stands_for(option, facts)]
    named = [option for _, option in plain if option is not None]
    chosen = [*named, *explicit] if question.many else (explicit or named)
    if question.many:
        return _many(question, chosen)
    if chosen:
        return (max(chosen, key=lambda option: question.ranks.get(option, 0)),)
    return (question.assumed,) if question.assumed else ()


def _many(question: Question, chosen: list[str]) -> Values:
    picked = {option for option in chosen if not question.options[option].alone}
    if not picked and question.assumed:
        return (question.assumed,)
    return tuple(option for option in question.options if option in picked)


def _taking(question: Question, value: str) -> str | None:
    if value in question.options:
        return value
    return next((option.id for option in question.options.values() if value in option.also), None)


def _stands_for(option: Option, facts: Mapping[str, Values]) -> bool:
    return any(all(_stated(fact, facts) for fact in together) for together in option.stands_for)


def _stated(fact: Fact, facts: Mapping[str, Values]) -> bool:
    values = facts.get(fact.key, ())
    if fact.lacks:
        return bool(values) and fact.lacks.isdisjoint(values)
    if fact.over is not None or fact.below is not None:
        return any(_within(fact, number) for number in _numbers(values))
    return not fact.values.isdisjoint(values)


def _within(fact: Fact, number: float) -> bool:
    return (fact.over is None or number > fact.over) and (fact.below is None or number < fact.below)


def _numbers(values: Values) -> Iterator[float]:
    for value in values:
        try:
            yield float(value)
        except ValueError:
            continue
