"""Every flow that differs from one by a single slip of its author."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.authoring.mutants.conditions import slips, widened
from bot.authoring.mutants.terms import everywhere, terms
from bot.flow.condition import ALWAYS, described
from bot.flow.ending import CALM, Calm, Ending
from bot.flow.model import Flow, Rule


@dataclass(frozen=True, slots=True)
class Mutant:
    """A flow with one slip; `slip` says which, and where."""

    slip: str
    flow: Flow


def mutants(flow: Flow) -> Iterator[Mutant]:
    """Make every slip in turn, in each rule, each way to a calm ending, each gate of a question and each term.

    A rule is dropped, lowered by one ending, or said with another condition. A calm ending is reached with
    another condition. A question is asked under another. Words, sources and claims stay as they are, save
    for a term that is wrong wherever it is used.
    """
    for at, rule in enumerate(flow.rules):
        for said, other in _rules(flow, rule):
            rules = (*flow.rules[:at], *other, *flow.rules[at + 1 :])
            yield Mutant(f"rule {at + 1}, {rule.ending}: {said}", replace(flow, rules=rules))
    for ending in flow.endings.values():
        for said, changed in _calmed(flow, ending):
            endings = {**flow.endings, ending.id: changed}
            yield Mutant(f"{ending.id}, {said}", replace(flow, endings=endings))
    for question in flow.questions.values():
        if question.when != ALWAYS:
            for said, when in slips(question.when, flow.questions):
                questions = {**flow.questions, question.id: replace(question, when=when)}
                yield Mutant(f"question {question.id}: {said}", replace(flow, questions=questions))
    for term in terms(flow):
        for said, other_term in slips(term, flow.questions):
            where = f"wherever it says '{described(term)}'"
            yield Mutant(f"{where}: {said}", everywhere(flow, term, other_term))


def _rules(flow: Flow, rule: Rule) -> Iterator[tuple[str, tuple[Rule, ...]]]:
    yield "it is dropped", ()
    if (lower := _lower(flow, rule.ending)) is not None:
        yield f"it asks only for {lower}", (replace(rule, ending=lower),)
    for said, when in slips(rule.when, flow.questions):
        yield said, (replace(rule, when=when),)
    if rule.unless is not None:
        yield "its 'unless' is dropped", (replace(rule, unless=None),)
        others = slips(rule.unless, flow.questions), widened(rule.unless, flow.questions)
        for said, unless in (slip for some in others for slip in some):
            yield f"unless: {said}", (replace(rule, unless=unless),)


def _lower(flow: Flow, ending: str) -> str | None:
    """The next less urgent ending that a rule may ask for, if there is one."""
    urgency = flow.endings[ending].urgency
    lower = [e for e in flow.endings.values() if CALM < e.urgency < urgency]
    return max(lower, key=lambda e: e.urgency).id if lower else None


def _calmed(flow: Flow, ending: Ending) -> Iterator[tuple[str, Ending]]:
    for at, way in enumerate(ending.only_when):
        for said, other in _ways(flow, way):
            ways = (*ending.only_when[:at], *other, *ending.only_when[at + 1 :])
            yield f"way {at + 1}: {said}", replace(ending, only_when=ways)


def _ways(flow: Flow, way: Calm) -> Iterator[tuple[str, tuple[Calm, ...]]]:
    yield "it is dropped", ()
    for some in (slips(way.when, flow.questions), widened(way.when, flow.questions)):
        for said, when in some:
            yield said, (replace(way, when=when),)
