"""From answers to an ending and its reasons. Urgency only rises: the most urgent rule that holds wins."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.flow.condition import Given, Values
from bot.flow.ending import Calm, Ending
from bot.flow.model import Flow, Rule
from bot.flow.truth import counted, holds


@dataclass(frozen=True, slots=True)
class Reason:
    """Why this ending, and the person's own answers that made it so."""

    because: str
    source: str
    answers: tuple[tuple[str, Values], ...]  # (question, the chosen options that counted)


@dataclass(frozen=True, slots=True)
class Verdict:
    ending: Ending
    reasons: tuple[Reason, ...]  # never empty; all of the ending's own urgency


def decide(flow: Flow, given: Given) -> Verdict:
    """Say how urgent the answers are, and why.

    Args:
        given: The answers that count, as `walk` found them.

    Returns:
        The ending of the most urgent rule that holds, with every rule of that ending that holds. Where
        none does: a calm ending if the answers given name it, else the flow's `otherwise:`.
    """
    holding = [rule for rule in flow.rules if holds(rule.holds_when, given)]
    if holding:
        top = max(holding, key=lambda rule: flow.endings[rule.ending].urgency).ending
        return Verdict(
            flow.endings[top], tuple(_reason(r, given) for r in holding if r.ending == top)
        )
    for ending, entry in _calm(flow):
        if holds(entry.when, given):
            return Verdict(ending, (_reason(entry, given),))
    return Verdict(flow.endings[flow.otherwise_ending], (_reason(flow.otherwise, given),))


def _calm(flow: Flow) -> Iterator[tuple[Ending, Calm]]:
    for ending in flow.endings.values():
        for entry in ending.only_when:
            yield ending, entry


def _reason(entry: Rule | Calm, given: Given) -> Reason:
    merged: dict[str, Values] = {}
    for question, values in counted(entry.when, given):
        merged[question] = tuple(dict.fromkeys((*merged.get(question, ()), *values)))
    in_order = tuple((question, merged[question]) for question in given if question in merged)
    return Reason(entry.because, entry.source, in_order)
