"""Slips in a term: what an author wrote once, and every place that uses it has wrong."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bot.authoring.mutants.conditions import substituted
from bot.flow.condition import Chosen, Condition, parts_of
from bot.flow.model import Flow


def terms(flow: Flow) -> Iterator[Condition]:
    """The conditions that stand in several places of a flow: its terms, whose names the reader has written out.

    What a claim repeats is none: there it was written twice. A part of a term counts by itself only where it stands outside of it too.
    """
    found = Counter(part for condition in _conditions(flow) for part in _within(condition))
    shared = {part: count for part, count in found.items() if count > 1}
    for part, count in shared.items():
        around = (other for other in shared if other != part and part in set(_within(other)))
        if not any(shared[other] == count for other in around):
            yield part


def everywhere(flow: Flow, term: Condition, other: Condition) -> Flow:
    """The flow with a term said otherwise in every rule, calm entry, gate and claim."""
    put = partial(substituted, old=term, new=other)
    return replace(
        flow,
        rules=tuple(
            replace(rule, when=put(rule.when), unless=rule.unless and put(rule.unless))
            for rule in flow.rules
        ),
        endings={
            ending.id: replace(
                ending,
                only_when=tuple(replace(way, when=put(way.when)) for way in ending.only_when),
            )
            for ending in flow.endings.values()
        },
        questions={q.id: replace(q, when=put(q.when)) for q in flow.questions.values()},
        claims=tuple(replace(claim, when=put(claim.when)) for claim in flow.claims),
    )


def _conditions(flow: Flow) -> Iterator[Condition]:
    for rule in flow.rules:
        yield from (rule.when, *((rule.unless,) if rule.unless else ()))
    for ending in flow.endings.values():
        yield from (way.when for way in ending.only_when)
    yield from (question.when for question in flow.questions.values())


def _within(condition: Condition) -> Iterator[Condition]:
    """The condition and every part of it that is put together from others."""
    if not isinstance(condition, Chosen) and parts_of(condition):
        yield condition
    for part in parts_of(condition):
        yield from _within(part)
