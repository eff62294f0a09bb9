"""What chats should show: each question, ending, rule, calm entry, line of advice and hint of a flow, in some chat.

An option needs no trial: it is offered wherever its question is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.flow.condition import ALWAYS, All, Any, Chosen, Condition, Given, Not
from bot.flow.ending import CALM, Ending
from bot.flow.model import Flow, Rule
from bot.flow.proof.finding import Kind
from bot.flow.truth import holds


@dataclass(frozen=True, slots=True)
class Sight:
    """Something that a chat shows where, with its answers, `when` holds and it ends in one of `endings`."""

    what: str  # in words, for authors
    when: Condition
    endings: frozenset[str]
    otherwise: str  # what it means if no chat shows it
    kind: Kind = "unseen"  # and what it is then
    line: int = 0  # of the flow's file; 0: of none

    def shown(self, given: Given, ending: str) -> bool:
        return ending in self.endings and holds(self.when, given)


def sights(flow: Flow) -> Iterator[Sight]:
    """Everything in a flow that some chat should show."""
    for rule in flow.rules:
        yield from _rule(flow, rule)
    yield from _calm(flow)
    for ending in flow.endings.values():
        yield from _of_ending(ending)
    yield from _hints(flow)
    yield from _questions(flow)  # most are asked by now


def _rule(flow: Flow, rule: Rule) -> Iterator[Sight]:
    """A rule among the reasons of an ending; and that without any other rule which says just the same."""
    what, ends = f"the rule for {rule.ending}, “{rule.because}”,", frozenset((rule.ending,))
    never = "is never a reason: it can't hold, or something else always decides before it"
    yield Sight(what, rule.holds_when, ends, never, line=rule.line)
    others = (other for other in flow.rules if other is not rule and _says(other) == _says(rule))
    twins = tuple(Not(twin.holds_when) for twin in others)
    if twins:
        idle = "changes nothing: wherever it is a reason, another rule gives the same one"
        yield Sight(what, All((rule.holds_when, *twins)), ends, idle, "idle", rule.line)


def _says(rule: Rule) -> tuple[str, str, str]:
    return rule.ending, rule.because, rule.source


def _questions(flow: Flow) -> Iterator[Sight]:
    for question in flow.questions.values():
        yield Sight(
            what=f"the question '{question.id}'",
            when=Chosen(question.id, frozenset(), "none"),  # it was answered, however
            endings=frozenset(flow.endings),
            otherwise="is never asked: its `when:` can't hold, or nothing is open any more by then",
            line=question.line,
        )


def _of_ending(ending: Ending) -> Iterator[Sight]:
    only = frozenset((ending.id,))
    yield Sight(
        f"the ending '{ending.id}'",
        ALWAYS,
        only,
        "is never reached: no answers lead to it",
        line=ending.line,
    )
    for item in (*ending.say, *(item for section in ending.sections for item in section.items)):
        yield Sight(
            what=f"the line “{item.say}” of '{ending.id}'",
            when=item.when,
            endings=only,
            otherwise="is never shown: its `when:` holds in no chat that ends so",
            line=ending.line,
        )


def _calm(flow: Flow) -> Iterator[Sight]:
    before: tuple[Condition, ...] = ()
    for ending in flow.endings.values():
        for entry in ending.only_when:
            yield Sight(
                what=f"the calm entry of '{ending.id}', “{entry.because}”,",
                when=All((entry.when, Not(Any(before)))),
                endings=frozenset((ending.id,)),
                otherwise="never applies: a rule holds wherever it does, or an entry before it",
                line=ending.line,
            )
            before = (*before, entry.when)


def _hints(flow: Flow) -> Iterator[Sight]:
    """Hints as the card of an ending shows them: the reassuring on calm ones, the worrying not there."""
    urgencies = {"reassuring": {CALM}, "worrying": {2, 3}, "neutral": {CALM, 2, 3}}
    for question in flow.questions.values():
        for option, hint in question.hints.items():
            levels = urgencies[hint.lean]
            yield Sight(
                what=f"the {hint.lean} hint on {question.id}: {option}, “{hint.text}”,",
                when=Chosen(question.id, frozenset((option,))),
                endings=frozenset(e.id for e in flow.endings.values() if e.urgency in levels),
                otherwise=_NEVER_HINTED[hint.lean],
                kind="contradiction" if hint.lean == "reassuring" else "unseen",
                line=question.line,
            )


_NEVER_HINTED = {
    "reassuring": "contradicts the rules: no calm ending goes with that answer",
    "worrying": "is never shown: with that answer every chat ends in an emergency, or calmly",
    "neutral": "is never shown: with that answer every chat ends in an emergency",
}
