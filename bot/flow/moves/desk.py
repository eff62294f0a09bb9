"""One event's working table: the state as it changes, and the effects as they gather."""

from dataclasses import dataclass, field
from dataclasses import replace as replace_card

from msgspec.structs import replace

from bot.flow.cards import Card
from bot.flow.effects import DropAlarms, Effect, Notice, Remove, Rewrite, Show
from bot.flow.moves.standing import Standing
from bot.flow.moves.views import fits, lay_out, of_result
from bot.flow.promise import OWNER as FOLLOWING
from bot.flow.promise import promise, reached
from bot.flow.state import Run, State, next_card
from bot.text import Block, Doc, Text, text

ASKED_AGAIN = text("Some time has passed, so I ask this again.")
STAYS = text("This stays until you tap “Start again”. If you have called, wait for them.")

Move = tuple[State, tuple[Effect, ...]]


@dataclass(slots=True)
class Desk(Standing):
    typed: bool = False  # the event is a message of the person's, below the live card
    effects: list[Effect] = field(default_factory=list)
    news: Text | None = None  # to be said above the next card

    def __post_init__(self) -> None:
        if not fits(self, self.state.view):
            self.change(view="")

    # --- changing it ---

    def change(self, **fields: object) -> None:
        self.state = replace(self.state, **fields)

    def change_run(self, **fields: object) -> None:
        self.change(run=replace(self.run or Run(self.flow.id), **fields))

    def notice(self, words: Text) -> None:
        self.effects.append(Notice(words))

    def say(self, doc: Doc) -> None:
        self.effects.append(Show(doc))

    def put(
        self, view: str, note: Text | None = None, *, why: bool = False, silent: bool = False
    ) -> None:
        """Show a card as a new message; its buttons are the ones that count from now on."""
        if view == "result":
            self._reach()
        self._leaf(view)
        card = self.card(view, self._told(note), why=why)
        number = next_card(self.state, self.at)
        self.change(card=number, view=view)
        self.effects.append(
            Show(
                card.doc,
                card.keyboard(number),
                number,
                card.urgent,
                language=card.language,
                silent=silent,
            )
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
        if self.state.view == "called_off":  # what became of the trip stays to be read
            self.settle(self.card("called_off").doc)
        elif self.state.card and self.state.view:
            self.effects.append(Remove(self.state.card))
        self.change(view="")

    def leave(self) -> None:
        """Leave the live card for something else: an ending stays in the chat to be read, without buttons."""
        if of_result(self.state.view):
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

    # --- looking after somebody ---

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
        card = lay_out(self, view, why=why)
        return card if note is None else replace_card(card, doc=(Block("note", note), *card.doc))
