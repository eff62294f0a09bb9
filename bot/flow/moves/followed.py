"""Where a run leads: the place its answers lead to, and the ending they decide."""

from collections.abc import Mapping
from functools import cached_property

from bot.flow.condition import Values
from bot.flow.decide import decide
from bot.flow.ending import EMERGENCY, Ending
from bot.flow.model import Flow
from bot.flow.state import Answer, Run
from bot.flow.walk import Place, walk


class Followed:
    """One run. Each part is worked out once, and only where it is asked for: one event asks up to a dozen times."""

    def __init__(self, flow: Flow, run: Run) -> None:
        self._flow, self.run = flow, run

    @cached_property
    def led_to(self) -> Place:
        """Where the answers lead."""
        return walk(self._flow, values_of(self.run.answers))

    @cached_property
    def place(self) -> Place:
        """The same; a question being answered anew counts as the next one."""
        editing, given = self.run.editing, self.led_to.given
        if editing is None or editing not in given:
            return self.led_to
        return Place(given, self._flow.questions[editing])

    @cached_property
    def ending(self) -> Ending:
        """What the answers given so far decide."""
        return decide(self._flow, self.led_to.given).ending

    @property
    def in_emergency(self) -> bool:
        return self.led_to.next is None and self.ending.urgency == EMERGENCY


def values_of(answers: Mapping[str, Answer]) -> dict[str, Values]:
    return {question: answer.values for question, answer in answers.items()}


def is_emergency(flow: Flow, answers: Mapping[str, Answer]) -> bool:
    """Do these answers end in an emergency?"""
    return Followed(flow, Run(flow.id, answers)).in_emergency
