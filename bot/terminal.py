"""A flow in the terminal: options numbered, answers typed. Nothing is stored, so nothing is asked for first."""

from collections.abc import Callable, Iterable
from datetime import datetime

from bot.flow.cards.question import UNTICKED
from bot.flow.effects import Effect, File, Keyboard, Notice, Picture, Rewrite, Show
from bot.flow.events import Event, Said, Tapped
from bot.flow.library import Library
from bot.flow.model import Flow
from bot.flow.moves.desk import Desk
from bot.flow.state import Run, State
from bot.flow.step import step
from bot.pictures.make import make
from bot.text import Block, Doc, text
from bot.texts import Speaker, Texts, message_ids

MARKS = {"item": "  • ", "quote": "  > ", "note": "  ", "title": "", "heading": "", "plain": ""}


class Terminal:
    """One chat, played line by line.

    Args:
        now: Called once a line; aware.
        say: Where each line of the bot's goes.
        keep: Writes a picture or a file of that name, and returns where.
    """

    def __init__(
        self,
        library: Library,
        texts: Texts,
        flow: Flow,
        language: str | None,
        now: Callable[[], datetime],
        say: Callable[[str], None],
        keep: Callable[[str, bytes], str],
    ) -> None:
        self._library, self._texts, self._language = library, texts, language
        self._now, self._say, self._keep = now, say, keep
        at = now()
        self.state = State(language=language, consented=int(at.timestamp()), run=Run(flow.id))
        self._buttons: tuple[
            str, ...
        ] = ()  # the data of what is numbered, where no question is asked
        desk = Desk(library, at, self.state)
        desk.put_place()
        self._perform(desk.state, desk.effects)

    @property
    def over(self) -> bool:
        """The check was cancelled."""
        return self.state.run is None

    def hear(self, line: str) -> None:
        """Answer one typed line, or one of a pasted transcript."""
        line = line.strip().removeprefix("> ")
        if line.endswith("…"):
            return  # what the bot says in a transcript
        at = self._now()
        event = Event(self._meant(line, at), at, self._language)
        self._perform(*step(self._library, self.state, event))

    def _meant(self, line: str, at: datetime) -> Said | Tapped:
        desk = Desk(self._library, at, self.state)
        if line.startswith("[") and (choice := _button(desk, line)) is not None:
            return Tapped(self.state.card, choice)
        number = line.rstrip(".")
        if not number.isdecimal():
            return Said(line)
        place = int(number) - 1
        asking = desk.asking()
        options = tuple(asking.options) if asking and not (asking.many or asking.blank) else ()
        if 0 <= place < len(options):  # the numbers are there to be seen
            return Tapped(self.state.card, f"o:{options[place]}")
        if 0 <= place < len(self._buttons):
            card, _, choice = self._buttons[place].partition(":")
            return Tapped(int(card), choice)
        return Said(line)

    def _perform(self, state: State, effects: Iterable[Effect]) -> None:
        self.state = state
        for effect in effects:
            match effect:
                case Rewrite(_, doc, keyboard) if not keyboard:
                    self._record(doc)
                case Show() | Rewrite():
                    self._show(effect)
                case Picture() | File():
                    made = make(effect, self._texts, state.locale)
                    saved = text("Saved as {name}", name=self._keep(made.name, made.data))
                    self._say(self._texts.speaker(state.locale, saved.ids()).say(saved))
                case Notice(words):
                    speaker = self._texts.speaker(state.locale, words.ids())
                    self._say(f"({speaker.say(words)})")
                case _:
                    pass  # what was printed stays, and nothing was stored

    def _record(self, doc: Doc) -> None:
        """Confirm an answer; any other card that settles was printed before, and stays."""
        if doc[-1].kind == "quote":
            self._say(lines(doc[-1:], self._texts.speaker(self.state.locale, message_ids(doc))))

    def _show(self, shown: Show | Rewrite) -> None:
        doc, keyboard = shown.doc, shown.keyboard
        words, labels = self._texts.speakers(self.state.locale, doc, keyboard, shown.language)
        asking = Desk(self._library, self._now(), self.state).asking()
        # The labels are a list of the text for the sake of short buttons; here they are numbered below.
        numbered = asking is not None and bool(keyboard)
        blocks = [block for block in doc if not (numbered and block.kind == "item")]
        self._say("")
        self._say(lines(blocks, words))
        if not keyboard:
            return  # the card before it still counts
        if asking is not None:
            self._number_options(keyboard, labels)
        else:
            self._number_buttons(keyboard, labels)

    def _number_options(self, keyboard: Keyboard, speaker: Speaker) -> None:
        """Number the options in their own order, which is what a typed number means."""
        self._buttons = ()
        asking = Desk(self._library, self._now(), self.state).asking()
        if asking and asking.blank:
            self._list_offers(keyboard, speaker)
            return
        buttons = {button.data.partition(":")[2]: button for row in keyboard for button in row}
        for number, option in enumerate(asking.options.values() if asking else (), 1):
            mark = buttons[f"o:{option.id}"].mark
            label = speaker.words.get(option.label, option.label)
            self._say(f"  {number:>2}  {mark}{label}")

    def _list_offers(self, keyboard: Keyboard, speaker: Speaker) -> None:
        """What may be filled in is typed as it is read: a number would be a day, or so many minutes."""
        for button in (button for row in keyboard for button in row if ":o:" in button.data):
            self._say(f"   - {speaker.say(button.label)}")

    def _number_buttons(self, keyboard: Keyboard, speaker: Speaker) -> None:
        self._buttons = tuple(button.data for row in keyboard for button in row if button.data)
        labels = [speaker.say(button.label) for row in keyboard for button in row if button.data]
        for number, label in enumerate(labels, 1):
            self._say(f"  {number:>2}  {label}")


def _button(desk: Desk, line: str) -> str | None:
    """What the live card's button does that a transcript shows like this: `[☐ A new cough]`."""
    label = line.removeprefix("[").removesuffix("]").removeprefix(UNTICKED)
    rows = desk.card(desk.state.view).rows if desk.state.view else ()
    return next(
        (button.data for row in rows for button in row if button.label.english == label), None
    )


def lines(doc: Iterable[Block], speaker: Speaker) -> str:
    """A message as plain lines."""
    return "\n".join(f"{MARKS[block.kind]}{speaker.say(block.text)}" for block in doc)
