"""What else an author changed between two versions of a flow: questions, options, claims and words."""

from collections.abc import Iterator, Mapping

from bot.flow.ending import Ending
from bot.flow.model import Flow
from bot.flow.proof.wording import claim_text
from bot.flow.question import Question

WORDS = ("title", "by_when", "safety_net")  # of an ending
LONGEST = 160  # letters of a claim
ASKED = ("ask", "short", "help", "why", "hints")  # of a question


def beside(old: Flow, new: Flow) -> Iterator[str]:
    """What else an author changed: questions, options, words and claims, a line each where there is any."""
    yield from _listed("Questions gone", old.questions, new.questions)
    yield from _listed("Questions new", new.questions, old.questions)
    options = _options(old), _options(new)
    yield from _listed("Options gone", options[0], options[1])
    yield from _listed("Options new", options[1], options[0])
    claims = [{claim_text(claim): None for claim in flow.claims} for flow in (old, new)]
    yield from (f"Claim gone: {_cut(claim)}" for claim in claims[0] if claim not in claims[1])
    yield from (f"Claim new: {_cut(claim)}" for claim in claims[1] if claim not in claims[0])
    reworded = dict.fromkeys(_reworded(old, new))
    yield from _listed("Words changed", reworded, {})


def _listed(what: str, these: Mapping[str, object], but: Mapping[str, object]) -> Iterator[str]:
    named = [name for name in these if name not in but]
    if named:
        yield f"{what}: {'; '.join(named)}"


def _options(flow: Flow) -> dict[str, object]:
    return {
        f"{question.id}: {option}": None
        for question in flow.questions.values()
        for option in question.options
    }


def _reworded(old: Flow, new: Flow) -> Iterator[str]:
    for name, question in new.questions.items():
        before = old.questions.get(name)
        if before and _asked(before) != _asked(question, before):
            yield f"question {name}"
    for name, ending in new.endings.items():
        if name in old.endings and _says(old.endings[name]) != _says(ending):
            yield f"ending {name}"
    if (old.in_an_emergency, old.for_everyone) != (new.in_an_emergency, new.for_everyone):
        yield "what is said to everyone"


def _asked(question: Question, like: Question | None = None) -> tuple[object, ...]:
    """What people read of a question, as far as `like` has the options too."""
    options = (like or question).options
    labels = {o.id: (o.label, o.button) for o in question.options.values() if o.id in options}
    return *(getattr(question, name) for name in ASKED), labels


def _says(ending: Ending) -> tuple[object, ...]:
    return tuple(getattr(ending, name) for name in WORDS)


def _cut(words: str) -> str:
    """A claim with its terms written out can be very long; its beginning says which it is."""
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
