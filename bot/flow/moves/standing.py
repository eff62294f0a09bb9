"""Where a chat stands: read from its state and its flow, never changed here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.flow.condition import Values
from bot.flow.decide import decide
from bot.flow.ending import EMERGENCY, Ending
from bot.flow.library import Library
from bot.flow.model import Flow
from bot.flow.question import Question
from bot.flow.state import Answer, Run, State
from bot.flow.walk import Place, walk


@dataclass(slots=True)
class Standing:
    library: Library
    at: datetime
    state: State

    @property
    def run(self) -> Run | None:
        """The run, unless its flow is gone from the library."""
        run = self.state.run
        return run if run is not None and run.flow in self.library.flows else None

    @property
    def flow(self) -> Flow:
        return self.library.flows[self.run.flow] if self.run else self.offered

    @property
    def offered(self) -> Flow:
        """The flow that the live card offers to begin; the main one, unless the card is another's."""
        return self.named(self.state.view.partition(":")[2])

    def named(self, flow: str) -> Flow:
        return self.library.flows.get(flow, self.library.main)

    def place(self) -> Place:
        """Where the answers lead; a question being answered anew counts as the next one."""
        run = self.run or Run(self.flow.id)
        place = walk(self.flow, values_of(run.answers))
        if run.editing is not None and run.editing in place.given:
            return Place(place.given, self.flow.questions[run.editing])
        return place

    def asking(self) -> Question | None:
        """The question whose buttons are live, if one is."""
        view, _, name = self.state.view.partition(":")
        return self.flow.questions[name] if view == "question" else None

    def ticked(self, question: Question) -> Values:
        """The options ticked so far, as far as the question still has them."""
        picked = self.run.picked if self.run else ()
        return tuple(value for value in question.options if value in picked)

    def ended(self) -> bool:
        return self.run is not None and self.place().next is None

    def in_emergency(self) -> bool:
        """Has this run ended in an emergency? From there only "start again" leads elsewhere."""
        return is_emergency(self.flow, self.run.answers) if self.run else False

    def ending(self) -> Ending:
        return decide(self.flow, self.place().given).ending

    def live_view(self) -> str:
        """What the live card shows; where the chat stands, if there is none or its question is gone."""
        kind, _, name = self.state.view.partition(":")
        gone = not kind or (kind == "question" and name not in self.flow.questions)
        return self.place_view() if gone else self.state.view

    def place_view(self) -> str:
        if self.run is None:
            return "start"
        following = self.place().next
        return f"question:{following.id}" if following else "result"


def values_of(answers: Mapping[str, Answer]) -> dict[str, Values]:
    return {question: answer.values for question, answer in answers.items()}


def is_emergency(flow: Flow, answers: Mapping[str, Answer]) -> bool:
    """Do these answers end in an emergency?"""
    place = walk(flow, values_of(answers))
    return place.next is None and decide(flow, place.given).ending.urgency == EMERGENCY


def stale(flow: Flow, run: Run, at: datetime) -> list[str]:
    """The questions whose answers are too old to be relied on, by each question's `fresh for:`."""
    now = at.timestamp()
    return [
        question.id
        for question in flow.questions.values()
        if question.fresh_for is not None
        and (answer := run.answers.get(question.id)) is not None
        and now - answer.at > question.fresh_for.total_seconds()
    ]
