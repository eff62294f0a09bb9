"""What a case states and the flow never asks about, where it looks like a slip of the pen.

A case may state more than a flow asks, so nothing unknown is a mistake; but a misspelt answer would
count as not given, and the case be accepted without it.
"""

from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz, process

from bot.flow.cases import Case
from bot.flow.model import Flow

ALIKE = 80  # of 100; names of different things, such as travel.mode and travel.hours, come to 70


def misspelt(flow: Flow, case: Case) -> Iterator[tuple[str, str]]:
    """Yield the fact in doubt, and what to say of it."""
    known = _known(flow)
    for fact, values in case.facts.items():
        if fact not in known:
            if meant := _alike(fact, known):
                yield fact, f"'{fact}' is passed over; did you mean '{meant}'?"
        elif fact in flow.questions:
            for value in values:
                if value not in known[fact] and (meant := _alike(value, known[fact])):
                    yield fact, f"'{value}' is no answer to '{fact}'; did you mean '{meant}'?"


def _known(flow: Flow) -> Mapping[str, set[str]]:
    """All that a case may state so that the flow hears it, and the values it knows for each."""
    known: dict[str, set[str]] = {}
    for question in flow.questions.values():
        values = known.setdefault(question.id, set())
        for option in question.options.values():
            values.update((option.id, *option.also))
            for fact in (each for together in option.stands_for for each in together):
                known.setdefault(fact.key, set()).update(fact.values)
    return known


def _alike(word: str, names: Mapping[str, set[str]] | set[str]) -> str | None:
    found = process.extractOne(word, sorted(names), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return found[0] if found else None
