"""Questions that are asked for nothing."""

from collections.abc import Iterator, Mapping

from bot.flow.condition import Condition, questions_in
from bot.flow.ending import Ending
from bot.flow.model import Flow
from bot.flow.reading.notes import Notes, Place


def note_idle(notes: Notes, flow: Flow, places: Mapping[str, Place]) -> None:
    """Note each question whose answer nothing depends on.

    Args:
        places: Where each question stands.
    """
    if not (flow.rules and flow.endings):
        return  # their absence is a mistake of its own
    if any(ending.plan for ending in flow.endings.values()):
        return  # every answer goes into the plan
    used = {question for condition in _conditions(flow) for question in questions_in(condition)}
    for question in flow.questions:
        if question not in used:
            message = f"nothing depends on question '{question}': its answer changes nothing"
            notes.mistake(places[question], message)


def _conditions(flow: Flow) -> Iterator[Condition]:
    yield from (question.when for question in flow.questions.values())
    yield from (rule.holds_when for rule in flow.rules)
    for ending in flow.endings.values():
        yield from _conditions_of(ending)


def _conditions_of(ending: Ending) -> Iterator[Condition]:
    yield from (calm.when for calm in ending.only_when)
    yield from (item.when for item in ending.say)
    yield from (item.when for section in ending.sections for item in section.items)
