"""Plays a chat that was written down, through the same steps as a real one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import assert_never

from bot.flow.cases import Outcome, judge
from bot.flow.condition import Values
from bot.flow.decide import decide
from bot.flow.events import Event, Happening, Said, Tapped
from bot.flow.library import Library
from bot.flow.moves.desk import Desk
from bot.flow.question import Question
from bot.flow.rehearsal import Answers, Asks, Changes, Ends, NotSo, Rehearsal, Spot, Types
from bot.flow.state import Run, State
from bot.flow.step import step

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)  # any time will do: nothing here waits
MOMENT = timedelta(seconds=20)


def rehearse(library: Library, rehearsal: Rehearsal) -> Outcome:
    """Play a chat from its first question on, and judge the ending it comes to.

    Args:
        library: It holds the flow, taught how people type.

    Raises:
        NotSo: The chat went another way than it was written, or did not come to an ending.
    """
    stage = _Stage(library, rehearsal.flow)
    earlier = []
    for each in rehearsal.steps:
        stage.do(each)
        if isinstance(each, Ends):
            earlier.append(stage.ended(each.place))
    last = stage.ended(rehearsal.place)
    return judge(library.flows[rehearsal.flow], rehearsal, *earlier, last)


class _Stage:
    """One person's chat, begun and agreed to."""

    def __init__(self, library: Library, flow: str) -> None:
        self._library, self._flow, self._now = library, flow, BEGUN
        desk = Desk(library, BEGUN, State(consented=int(BEGUN.timestamp()), run=Run(flow)))
        desk.put_place()
        self._state = desk.state

    def do(self, each: Types | Answers | Changes | Asks | Ends) -> None:
        match each:
            case Types(_, words):
                self._happen(Said(words))
            case Answers(place, question, values):
                self._answer(self._asking(place, question), values)
            case Changes(place, question, values):
                self._edit(place, question)
                self._answer(self._asking(place, question), values)
            case Asks(place, question):
                self._asking(place, question)
            case Ends(place, ending):
                found = decide(self._desk.flow, self.ended(place)).ending.id
                if found != ending:
                    raise NotSo(place, f"the chat ends with '{found}' here, not with '{ending}'")
            case _:
                assert_never(each)

    def ended(self, place: Spot) -> dict[str, Values]:
        """The answers that led to the ending where the chat is."""
        desk = self._desk
        if not desk.ended() or desk.flow.id != self._flow:
            raise NotSo(place, f"the chat has no ending here: {self._where()}")
        return dict(desk.place().given)

    @property
    def _desk(self) -> Desk:
        return Desk(self._library, self._now, self._state)

    def _happen(self, what: Happening) -> None:
        self._now += MOMENT
        self._state, _ = step(self._library, self._state, Event(what, self._now))

    def _tap(self, choice: str) -> None:
        self._happen(Tapped(self._state.card, choice))

    def _asking(self, place: Spot, question: str) -> Question:
        asked = self._desk.asking()
        if asked is None or asked.id != question or self._desk.flow.id != self._flow:
            raise NotSo(place, f"'{question}' is not asked here: {self._where()}")
        return asked

    def _edit(self, place: Spot, question: str) -> None:
        if question not in self._desk.place().given or self._desk.in_emergency():
            raise NotSo(place, f"'{question}' cannot be changed here: {self._where()}")
        self._tap("list")
        self._tap(f"edit:{question}")

    def _answer(self, question: Question, values: Values) -> None:
        for choice in _taps(question, self._desk.ticked(question), values):
            if self._desk.asking() is question:  # an emergency waits for no Done
                self._tap(choice)

    def _where(self) -> str:
        desk = self._desk
        if desk.run is None:
            return "the check was stopped"
        if desk.flow.id != self._flow:
            return f"it has gone over to '{desk.flow.id}'"
        if (asked := desk.asking()) is not None:
            return f"the question is '{asked.id}'"
        if desk.ended():
            return f"it has ended with '{decide(desk.flow, desk.place().given).ending.id}'"
        return "another card is open"


def _taps(question: Question, ticked: Values, values: Values) -> Iterator[str]:
    """The buttons that turn what is ticked into an answer."""
    if not question.many:
        yield f"o:{values[0]}"
        return
    alone = question.options[values[0]].alone
    wanted = () if alone else values
    yield from (
        f"o:{option}" for option in question.options if (option in ticked) != (option in wanted)
    )
    yield f"o:{values[0]}" if alone else "done"
