"""What a flow says twice, and differently.

An explanation contradicts itself where one answer both calms and worries, whatever else is answered:

- two rules have the same condition and different endings: only one of them can be meant;
- a calm entry rests on an answer, and a hint calls that answer worrying;
- a hint calls an answer reassuring with which no chat ends calmly (see sights.py).

An answer may well be reassuring by itself and a part of a rule that is not: "short cramps that keep coming
back" fit a cramp, and in one leg only they need a look. No chat shows both.
"""

from collections.abc import Iterator

from bot.flow.condition import All, Any, Chosen, Condition, Not
from bot.flow.model import Flow, Rule
from bot.flow.proof.finding import Finding
from bot.flow.proof.residual import Residual, residual


def contradictions(flow: Flow) -> Iterator[Finding]:
    """What one part of a flow says against another."""
    yield from _rules(flow)
    for ending in flow.endings.values():
        for entry in ending.only_when:
            for question, option in dict.fromkeys(_rests_on(entry.when)):
                hint = flow.questions[question].hints.get(option)
                if hint and hint.lean == "worrying":
                    message = (
                        f"the calm entry of '{ending.id}', “{entry.because}”, rests on"
                        f" {question}: {option}, which a hint calls worrying: “{hint.text}”"
                    )
                    yield Finding("contradiction", message, ending.line)


def _rules(flow: Flow) -> Iterator[Finding]:
    first: dict[Residual, Rule] = {}
    for rule in flow.rules:
        other = first.setdefault(residual(rule.holds_when), rule)
        if other.ending != rule.ending:
            message = (
                f"the rules “{other.because}” and “{rule.because}” hold for the same answers,"
                f" and end differently: {other.ending} and {rule.ending}"
            )
            yield Finding("contradiction", message, rule.line)


def _rests_on(when: Condition) -> Iterator[tuple[str, str]]:
    """The answers a condition names as given; not those that it only lets pass (`only`, `none of`, `not`)."""
    match when:
        case Chosen(question, values, "any" | "all"):
            yield from ((question, value) for value in sorted(values))
        case All(parts) | Any(parts):
            for part in parts:
                yield from _rests_on(part)
        case Chosen() | Not():
            return
