"""One event's working table: the state as it changes, and the effects as they gather."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from dataclasses import replace as replace_card
from datetime import datetime

from msgspec.structs import replace

from bot.flow.cards import Card
from bot.flow.cards.around import around_question
from bot.flow.cards.beside import beside_card
from bot.flow.cards.ending import ending_card
from bot.flow.cards.lobby import (
    cancelled_card,
    consent_card,
    declined_card,
    resume_card,
    review_card,
    start_card,
)
from bot.flow.cards.question import question_card
from bot.flow.cards.trip import trip_card
from bot.flow.condition import Values
from bot.flow.decide import decide
from bot.flow.effects import DropAlarms, Effect, Notice, Remove, Rewrite, Show
from bot.flow.ending import EMERGENCY, Ending
from bot.flow.library import Library
from bot.flow.model import Flow
from bot.flow.promise import OWNER as FOLLOWING
from bot.flow.promise import promise, reached
from bot.flow.question import Question
from bot.flow.state import Answer, Run, State, next_card
from bot.flow.walk import Place, walk
from bot.text import Block, Doc, Text, text

ASKED_AGAIN = text("Some time has passed, so I ask this again.")
STAYS = text("This stays until you tap “Start again”. If you have called, wait for them.")

SIDES = frozenset({"why", "changes"})  # of the result, which the same card can be turned to

Move = tuple[State, tuple[Effect, ...]]


@dataclass(slots=True)
class Desk:
    library: Library
    at: datetime
    state: State
    typed: bool = False  # the event is a message of the person's, below the live card
    effects: list[Effect] = field(default_factory=list)
    news: Text | None = None  # to be said above the next card

    def __post_init__(self) -> None:
        if not self._fits(self.state.view):
            self.change(view="")

    # --- where the chat stands ---

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
        return self._named(self.state.view.partition(":")[2])

    def _named(self, flow: str) -> Flow:
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

    def _fits(self, view: str) -> bool:
        """Can this view still be shown? Not where the flow was edited since, so that it leads elsewhere."""
        kind, _, name = view.partition(":")
        match kind:
            case "question":
                return self.run is not None and name in self.flow.questions
            case "result":
                return self.ended()
            case "handover":
                return self.ended() and self.flow.hands_over
            case _ if kind in SIDES:
                return self.ended() and not self.in_emergency()
            case "where":
                return self.in_emergency()
            case "trip":
                return self.state.trip is not None
            case "follow_up":
                return self.library.follow_up(name) is not None
            case "review" | "resume":
                return self.run is not None
            case "schedule":
                return self.state.schedule(name) is not None
            case _:
                return True

    # --- changing it ---

    def change(self, **fields: object) -> None:
        self.state = replace(self.state, **fields)

    def change_run(self, **fields: object) -> None:
        self.change(run=replace(self.run or Run(self.flow.id), **fields))

    def notice(self, words: Text) -> None:
        self.effects.append(Notice(words))

    def say(self, doc: Doc) -> None:
        self.effects.append(Show(doc))

    def put(self, view: str, note: Text | None = None, *, why: bool = False) -> None:
        """Show a card as a new message; its buttons are the ones that count from now on."""
        if view == "result":
            self._reach()
        self._leaf(view)
        card = self.card(view, self._told(note), why=why)
        number = next_card(self.state, self.at)
        self.change(card=number, view=view)
        self.effects.append(
            Show(card.doc, card.keyboard(number), number, card.urgent, language=card.language)
        )

    def turn(self, view: str, note: Text | None = None, *, why: bool = False) -> None:
        """Turn the live card over: the same message shows another view, unless something was typed below it."""
        if self.typed:
            self.retire()
            self.put(view, note, why=why)
            return
        self._leaf(view)
        card = self.card(view, self._told(note), why=why)
        self.change(view=view)
        self.effects.append(
            Rewrite(self.state.card, card.doc, card.keyboard(self.state.card), card.language)
        )

    def _told(self, note: Text | None) -> Text | None:
        """The news instead of the note, once; nothing delays an emergency."""
        news = None if self.in_emergency() else self.news
        self.news = None
        return news or note

    def _leaf(self, view: str) -> None:
        """Another card opens on its first page."""
        if view != self.state.view:
            self.change(page="")

    def settle(self, doc: Doc) -> None:
        """Let the live card shrink to a record without buttons."""
        self.effects.append(Rewrite(self.state.card, doc))

    def retire(self) -> None:
        """Take the live card away, where it would only be in the way."""
        if self.state.card and self.state.view:
            self.effects.append(Remove(self.state.card))
        self.change(view="")

    def leave(self) -> None:
        """Leave the live card for something else: an ending stays in the chat to be read, without buttons."""
        if self.state.view.partition(":")[0] in {"result", "handover", *SIDES}:
            self.settle(self.card("result").doc)
            self.change(view="")
        else:
            self.retire()

    def again(self, note: Text | None = None) -> None:
        """Show the live card once more, at the end of the chat, in place of the earlier one."""
        view = self.live_view()
        self.retire()
        self.put(view, note)

    def put_place(self, note: Text | None = None) -> None:
        """Show where the chat stands: the next question, the result, or the way in."""
        self.put(self.place_view(), note)

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

    # --- looking after somebody ---

    def ending(self) -> Ending:
        return decide(self.flow, self.place().given).ending

    def _reach(self) -> None:
        ending, given = self.ending(), self.place().given
        if ending.plan is not None:
            return  # what an earlier check promised stands
        self.state, effects = reached(self.state, self.flow, ending, given, self.at)
        self.effects += effects

    def follow(self) -> None:
        """Promise the follow-up of the ending the chat stands at, if it has one."""
        if self.ended() and (asked := self.ending().follow_up) is not None:
            self.state, effects = promise(self.state, self.flow, self.ending(), asked, self.at)
            self.effects += effects

    def unfollow(self) -> None:
        """Take the promise back."""
        if self.state.following is not None:
            self.change(following=None)
            self.effects.append(DropAlarms(FOLLOWING))

    # --- laying it out ---

    def card(self, view: str, note: Text | None = None, *, why: bool = False) -> Card:
        """Lay out a view, with a short word above it if there is one."""
        card = self._card(view, why=why)
        return card if note is None else replace_card(card, doc=(Block("note", note), *card.doc))

    def _card(self, view: str, *, why: bool) -> Card:
        if (beside := beside_card(self.library, self.state, view, self.at)) is not None:
            return beside
        kind, _, name = view.partition(":")
        run = self.run or Run(self.flow.id)
        place = self.place()
        consented = self.state.consented is not None
        match kind:
            case "question":
                question = self.flow.questions[name]
                around = around_question(
                    self.library, self.flow, run, question, self.at, self.state.page
                )
                return question_card(self.flow, run, place, question, why=why, around=around)
            case "trip" if (kept := self.state.trip) is not None:
                return trip_card(kept.flow, kept.plan, self.at)
            case "result" | "why" | "changes" | "handover" | "where":
                return ending_card(self.library, self.flow, self.state, place.given, self.at, view)
            case "review":
                return review_card(self.flow, place.given, ended=place.next is None)
            case "resume":
                old = bool(stale(self.flow, run, self.at))
                return resume_card(self.flow, self._named(name or run.flow), stale=old)
            case "consent":
                return consent_card(self.library, self._named(name))
            case "declined":
                return declined_card(self._named(name))
            case "cancelled":
                return cancelled_card(self._named(name))
            case _:
                return start_card(self.library, self.library.main, consented=consented)


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
