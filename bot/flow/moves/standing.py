"""Where a chat stands: read from its state and its flow, never changed here."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.flow.condition import Values
from bot.flow.ending import Ending
from bot.flow.library import Library
from bot.flow.model import Flow
from bot.flow.moves.followed import Followed
from bot.flow.question import Question
from bot.flow.state import Run, State
from bot.flow.walk import Place


@dataclass(slots=True)
class Standing:
    library: Library
    at: datetime
    state: State
    _followed: Followed | None = field(default=None, init=False, repr=False, compare=False)

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
        return self._follow().place

    def _follow(self) -> Followed:
        run = self.run or Run(self.flow.id)
        if self._followed is None or self._followed.run is not run:
            self._followed = Followed(self.flow, run)
        return self._followed

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
        return self.run is not None and self._follow().in_emergency

    def ending(self) -> Ending:
        return self._follow().ending

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


def stale(flow: Flow, run: Run, at: datetime) -> list[str]:
    """The questions whose answers are too old to be relied on, by each question's `fresh for:`.

    Of an answer from the future nobody knows how old it is: the clock was set back.
    """
    now = at.timestamp()
    return [
        question.id
        for question in flow.questions.values()
        if question.fresh_for is not None
        and (answer := run.answers.get(question.id)) is not None
        and abs(now - answer.at) > question.fresh_for.total_seconds()
    ]
