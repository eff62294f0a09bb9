"""A chat played in memory: the core and a printer; no network, no database, no clock.

A script is a chat as two people would tell it. Lines with `>` are the person's, the rest is the bot's:

    > /check                        a command
    > my left calf hurts            typed
    > [None of these]               a button of the live card; as the first line, of a check begun before
    > [None of these] x2            tapped twice
    > [None of these] on an older card
    > (taps o:nonsense)             a button of the live card that nobody put there
    > (edits: I fainted)            also (forwards: …), (sticker), (sticker: its caption)
    > (in a group: /check)
    > (is at 40.4, -3.7)            shares a location
    > (25 hours later)              also minutes and days; what is due meanwhile rings
    > (the bot is away for 3 hours) what is due meanwhile rings when it is back
    > (so far: none, me, red+warm)  a check is begun, and answered with these options, in the order asked
    > (to the end: skin red+warm)   … and finished, answering plainly where nothing else is said

The bot's lines: a message is its title and its buttons, or in full every paragraph; `↻` is the same message
turned over, `✓` one that shrinks to a record, and round brackets hold notices and notes. In a script `…` stands
for whatever comes there, alone on its line for any number of lines.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from textwrap import dedent

import msgspec

from bot.config import Config
from bot.flow.alarm import Alarm
from bot.flow.cards import Card
from bot.flow.effects import (
    DropAlarms,
    Effect,
    File,
    Forget,
    Keyboard,
    Notice,
    Picture,
    Recaption,
    Remove,
    Rewrite,
    SetAlarm,
    Show,
)
from bot.flow.events import (
    CalledInPublic,
    Commanded,
    Event,
    Happening,
    Located,
    Overheard,
    Rang,
    Said,
    Tapped,
    Wordless,
)
from bot.flow.library import Library
from bot.flow.moves.desk import Desk
from bot.flow.state import State
from bot.flow.step import step
from bot.load import load_library, load_texts
from bot.outbound.markup import LONGEST, pages
from bot.text import Block, Doc, doc_ids
from bot.texts import Speaker, message_ids

TEXTS = load_texts()
LIBRARY = load_library(Config(), TEXTS)
FLOW = LIBRARY.main
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
MOMENT = timedelta(seconds=20)  # between what a person does and does next
PROGRESS = ("Question {number} of about {total}", "Changing an earlier answer")
FULL = {"item": "• {}", "quote": "| {}", "note": "({})"}


def play(
    script: str,
    *,
    library: Library = LIBRARY,
    language: str | None = None,
    full: bool = False,
    chat: "Chat | None" = None,
) -> str:
    """Play the `>` lines of a script and return the whole chat as it would be written.

    Args:
        script: The bot's own lines in it are only compared: where they say what came out, shortened by `…`,
            they are returned as they are.
        language: As the person's client tells it.
        full: Every paragraph, not only titles.
        chat: One that has begun before.
    """
    chat = chat or Chat(library, language, full=full)
    lines: list[str] = []
    for said, expected in _turns(dedent(script).strip().splitlines()):
        came = chat.hear(said)
        lines += [f"> {said}", *(expected if _like(expected, came) else came)]
    return "\n".join(lines)


def _turns(script: list[str]) -> Iterator[tuple[str, list[str]]]:
    starts = [at for at, line in enumerate(script) if line.startswith("> ")]
    assert starts[:1] == [0], "a script begins with a line of the person's"
    for start, end in zip(starts, [*starts[1:], len(script)], strict=True):
        yield script[start].removeprefix("> "), script[start + 1 : end]


def _like(expected: list[str], came: list[str]) -> bool:
    wanted = "".join(r"(?:.*\n)*" if line == "…" else _pattern(line) for line in expected)
    return re.fullmatch(wanted, "".join(f"{line}\n" for line in came)) is not None


def _pattern(line: str) -> str:
    escaped = re.sub(r"(^|\\ )…\\ ", r"\1(?:.*\ )?", re.escape(line))
    return re.sub(r"\\ …$", r"(?:\ .*)?", escaped).replace("…", ".*") + r"\n"


@dataclass
class Chat:
    """One person's chat: what was shown, and what they do with it."""

    library: Library = LIBRARY
    language: str | None = None
    full: bool = False
    now: datetime = NOON
    state: State = field(default_factory=State)
    shown: dict[int, Doc] = field(default_factory=dict)  # cards as they stand
    buttons: list[tuple[str, str]] = field(default_factory=list)  # all there ever were, last first
    alarms: list[Alarm] = field(default_factory=list)

    def hear(self, said: str) -> list[str]:
        """Do what a line says, and return the lines that come of it."""
        if later := re.fullmatch(
            r"\((the bot is away for )?(\d+) (minute|hour|day)s?( later)?\)", said
        ):
            return self.later(timedelta(**{f"{later[3]}s": int(later[2])}), away=bool(later[1]))
        if said.startswith("[") and not self.buttons:
            self.answer(())
        if so_far := re.fullmatch(r"\(so far: (.*)\)", said):
            return self.lines(self.answer(so_far[1].split(", ")))
        if to_the_end := re.fullmatch(r"\(to the end: (.*)\)", said):
            return self.lines(self.go_on(dict(a.split() for a in to_the_end[1].split(", "))))
        times = 2 if said.endswith("] x2") else 1
        whats = [self._meant(said.removesuffix(" x2"))] * times
        return [line for what in whats for line in self.lines(self.happen(what))]

    def answer(self, answers: Iterable[str]) -> Sequence[Effect]:
        """Begin a check, unless one is under way, and answer by options; return the last card shown."""
        effects: tuple[Effect, ...] = ()
        if self.state.run is None:
            effects = self.happen(Commanded("check"))
        if self.state.view.startswith("consent:"):
            effects = self.tap(f"begin:{self.library.main.id}")
        for values in answers:
            for option in values.split("+"):
                effects = self.tap(f"o:{option}")
            if self.state.run and self.state.run.picked:
                effects = self.tap("done")
        return [effect for effect in effects if isinstance(effect, Show)][-1:]

    def go_on(self, answers: Mapping[str, str]) -> Sequence[Effect]:
        """Go on to the ending, answering plainly where nothing else is said; return its card."""
        shown = self.answer(())
        while (question := Desk(self.library, self.now, self.state).asking()) is not None:
            shown = self.answer([answers.get(question.id, question.usual)])
        return shown

    def finish(self, **answers: str) -> str:
        """Go on to the ending in the same way; return its words."""
        self.go_on(answers)
        return said(self.shown[self.state.card], self.language)

    def card(self) -> Card:
        """The live card."""
        return Desk(self.library, self.now, self.state).card(self.state.view)

    def tap(self, choice: str) -> tuple[Effect, ...]:
        return self.happen(Tapped(self.state.card, choice))

    def happen(self, what: Happening) -> tuple[Effect, ...]:
        """Let one thing happen."""
        self.now += MOMENT
        return self._happen(Event(what, self.now, self.language))

    def _happen(self, event: Event) -> tuple[Effect, ...]:
        self.state, effects = step(self.library, self.state, event)
        for effect in effects:
            self._see(effect)
        return effects

    def later(self, span: timedelta, *, away: bool) -> list[str]:
        """Let time pass and alarms ring; return the lines that come of it."""
        until, lines = self.now + span, []
        while due := [alarm for alarm in self.alarms if alarm.due <= until]:
            self.now = until if away else max(self.now, min(alarm.due for alarm in due))
            lines += self.lines(self.ring())
        self.now = until
        return lines

    def ring(self) -> tuple[Effect, ...]:
        """Let what is due ring."""
        due = sorted((a for a in self.alarms if a.due <= self.now), key=lambda alarm: alarm.at)
        self.alarms = [alarm for alarm in self.alarms if alarm.due > self.now]
        return self._happen(Event(Rang(tuple(due)), self.now))

    def _see(self, effect: Effect) -> None:
        match effect:
            case SetAlarm(alarm):
                self.alarms.append(alarm)
            case DropAlarms(owner):
                self.alarms = [alarm for alarm in self.alarms if alarm.owner != owner]
            case Forget():
                self.alarms = []
            case Show(doc, keyboard, card) | Rewrite(card, doc, keyboard):
                self.shown[card] = doc
                _, speaker = self._speakers(effect)
                found = [
                    (_label(button.mark + speaker.say(button.label)), button.data)
                    for row in keyboard
                    for button in row
                ]
                self.buttons = [*found, *self.buttons]
            case Remove(card):
                del self.shown[card]
            case _:
                pass

    def _meant(self, said: str) -> Happening:
        if said.startswith("["):
            return self._button(said)
        if command := re.fullmatch(r"/(\w+) ?(.*)", said):
            return Commanded(command[1], command[2])
        if place := re.fullmatch(r"\(is at (-?[\d.]+), (-?[\d.]+)\)", said):
            return Located(float(place[1]), float(place[2]))
        if done := re.fullmatch(r"\((taps|edits|forwards|in a group|sticker):? ?(.*)\)", said):
            match done[1]:
                case "taps":
                    return Tapped(self.state.card, done[2])
                case "in a group":
                    return CalledInPublic(done[2].removeprefix("/"))
                case "sticker":
                    return Wordless(done[2])
                case _:
                    return Overheard(done[2])
        return Said(said)

    def _button(self, said: str) -> Tapped:
        label = said.removesuffix(" on an older card")
        older = label != said
        rows = self.card().rows if self.state.view else ()
        offered = {f"{self.state.card}:{button.data}" for row in rows for button in row}
        for shown, data in self.buttons:
            card, _, choice = data.partition(":")
            counts = data in offered or int(card) in {rung.card for rung in self.state.rung}
            if _like([label], [shown]) and counts != older:
                return Tapped(int(card), choice)
        raise LookupError(f"there is no button {said} {offered}")

    # --- printing ---

    def lines(self, effects: Iterable[Effect]) -> list[str]:
        """What a person sees happen."""
        return [line for effect in effects for line in self._lines(effect)]

    def _lines(self, effect: Effect) -> Iterator[str]:
        match effect:
            case Show():
                yield from self._message("", effect)
            case Rewrite():
                yield from self._message("↻ " if effect.keyboard else "✓ ", effect)
            case Picture(caption=caption) | File(caption=caption):
                speaker = TEXTS.speaker(effect.language or self.state.locale, doc_ids(caption))
                kind = "picture" if isinstance(effect, Picture) else "file"
                yield f"(a {kind}: {_gist(caption, speaker)})"
            case Recaption(_, caption):
                speaker = TEXTS.speaker(self.state.locale, doc_ids(caption))
                yield f"(below the earlier file: {_gist(caption, speaker)})"
            case Notice(words):
                yield f"({TEXTS.speaker(self.state.locale, words.ids()).say(words)})"
            case Forget():
                yield "(everything is forgotten)"
            case _:
                pass

    def _message(self, mark: str, shown: Show | Rewrite) -> Iterator[str]:
        doc, keyboard = shown.doc, shown.keyboard
        speaker, labels = self._speakers(shown)
        rows = [
            " ".join(_label(button.mark + labels.say(button.label)) for button in row)
            for row in keyboard
        ]
        if self.full:
            kept = [FULL.get(b.kind, "{}").format(speaker.say(b.text)) for b in doc]
            yield mark + kept[0]
            yield from (*kept[1:], *rows)
        else:
            yield " ".join([mark + _gist(doc, speaker), *rows])

    def _speakers(self, shown: Show | Rewrite) -> tuple[Speaker, Speaker]:
        locale = self.state.locale or self.language
        return TEXTS.speakers(locale, shown.doc, shown.keyboard, shown.language)


def _gist(doc: Doc, speaker: Speaker) -> str:
    """A message's title, and a note above it if there is one; a record's answer; else the first words."""
    kinds = [block.kind for block in doc]
    if kinds[:2] == ["note", "quote"]:
        return speaker.say(doc[1].text)
    at = kinds.index("title") if "title" in kinds else 0
    notes = [
        f"({speaker.say(block.text)}) " for block in doc[:at] if block.text.english not in PROGRESS
    ]
    return "".join(notes) + speaker.say(doc[at].text)


def _label(words: str) -> str:
    return f"[{words}]"


# --- what holds of every message ------------------------------------------------------------------


def mistakes(chat: Chat, effects: Iterable[Effect]) -> Iterator[str]:
    """What Telegram would refuse, or a person could not use, in these effects and the state they leave."""
    yield from refusals(effects)
    kept = msgspec.json.decode(msgspec.json.encode(chat.state), type=State)
    if kept != chat.state:
        yield f"the state is not kept: {chat.state}"
    if chat.state.view and chat.state.card not in chat.shown:
        yield f"the live card is not there: {chat.state}"


def refusals(effects: Iterable[Effect]) -> Iterator[str]:
    """What Telegram would refuse in these effects, in any language."""
    for effect in effects:
        match effect:
            case Show(doc, keyboard) | Rewrite(_, doc, keyboard):
                yield from _in_message(doc, keyboard)
            case Notice(words):
                said = [TEXTS.speaker(code, words.ids()).say(words) for code in TEXTS.languages]
                yield from (f"too long a notice: {w}" for w in said if not 0 < len(w) <= 200)
            case _:
                pass


def _in_message(doc: Doc, keyboard: Keyboard) -> Iterator[str]:
    for code in TEXTS.languages:
        speaker = TEXTS.speaker(code, message_ids(doc, keyboard))
        said = [speaker.say(block.text) for block in doc]
        if not said or not all(words.strip() for words in said):
            yield f"an empty paragraph: {said}"
        if sum(map(_units, said)) + 4 * len(said) > LONGEST or len(pages(doc, speaker)) > 1:
            yield f"longer than one message ({code}): {said}"
        if left := [words for words in said if re.search(r"\{\w+\}", words)]:
            yield f"a gap is not filled: {left}"
        for button in (button for row in keyboard for button in row):
            label = speaker.say(button.label)
            if not label.strip() or len(label) > 64:
                yield f"no good label: {label!r}"
    data = [button.data or button.start for row in keyboard for button in row]
    yield from (f"no good data: {d!r}" for d in data if not 0 < len(d.encode()) <= 64)
    if len(set(data)) < len(data) or len(data) > 100:
        yield f"too many buttons, or twins: {data}"


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


def said(doc: Iterable[Block], language: str | None = None) -> str:
    """A message's words."""
    doc = tuple(doc)
    speaker = TEXTS.speaker(language, message_ids(doc))
    return "\n".join(speaker.say(block.text) for block in doc)
