"""The card for a clinician: SBAR, in the person's own answers. It names no illness and judges nothing."""

from collections.abc import Iterator
from datetime import datetime

from bot.flow.cards import Card, choice
from bot.flow.cards.about import unreviewed
from bot.flow.cards.reasons import quote
from bot.flow.condition import Given, Values
from bot.flow.effects import Button
from bot.flow.handover import Finding, Handover, hand_over
from bot.flow.library import Library
from bot.flow.model import Flow
from bot.flow.question import Question
from bot.flow.state import Run
from bot.text import Block, Doc, Text, text

TITLE = text("Card for a clinician")
BUTTON = choice(TITLE, "handover")
ENGLISH = "en"
LANGUAGES = 4  # more than these have no buttons: the card would drown in them


def handover_card(
    library: Library, flow: Flow, run: Run, given: Given, at: datetime, language: str
) -> Card:
    """Lay out the card.

    Args:
        at: When it is asked for; aware.
        language: The one it is wanted in.
    """
    return Card(
        handover_doc(library, flow, run, given, at),
        (
            (choice(text("As a picture"), "picture"), choice(text("As a PDF"), "pdf")),
            *_languages(library, language),
            (choice(text("Back to the result"), "back"),),
        ),
        language=language,
    )


def handover_doc(library: Library, flow: Flow, run: Run, given: Given, at: datetime) -> Doc:
    found = hand_over(flow, given, run.answers)
    advised = text(
        "Advised by the bot: “{title}”. {by_when}",
        title=Text(found.ending.title),
        by_when=Text(found.ending.by_when),
    )
    return (
        Block("title", TITLE),
        Block("note", text("What one person told a chat bot. Nobody was examined.")),
        Block("plain", _times(found, at)),
        Block("heading", text("Situation")),
        *_findings(flow, found.part("situation")),
        Block("heading", text("Background")),
        *_findings(flow, found.part("background")),
        Block("heading", text("Assessment")),
        *_findings(flow, found.part("assessment")),
        *_not_asked(flow, found),
        Block("heading", text("Recommendation")),
        Block("item", advised),
        Block(
            "note",
            text(
                "Legwise {release}, questions “{flow}” version {version}.",
                release=library.version,
                flow=flow.id,
                version=flow.version,
            ),
        ),
        *unreviewed(flow),
    )


def _languages(library: Library, shown: str) -> Iterator[tuple[Button, ...]]:
    """The other languages, by their own names: whoever reads the card may speak another than whoever shows it."""
    names = library.languages.items()
    others = [choice(Text(name), f"in:{code}") for code, name in names if code != shown]
    if others:
        yield tuple(others[:LANGUAGES])


def spoken(library: Library, locale: str | None) -> str:
    """Which of the bot's languages somebody is spoken to in: English where theirs is none of them."""
    wanted = (locale or "").lower().replace("_", "-")
    return next(
        (c for c in library.languages if wanted == c or wanted.startswith(f"{c}-")), ENGLISH
    )


def _times(found: Handover, at: datetime) -> Text:
    first, last = _minute(found.first), _minute(found.last)
    if first == last:
        return text("Answered {when} UTC. Card made {now} UTC.", when=first, now=_minute(at))
    same_day = found.first.date() == found.last.date()
    return text(
        "Answered {first} to {last} UTC. Card made {now} UTC.",
        first=first,
        last=f"{found.last:%H:%M}" if same_day else last,
        now=_minute(at),
    )


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _findings(flow: Flow, findings: tuple[Finding, ...]) -> Iterator[Block]:
    if not findings:
        yield Block("item", text("Nothing was asked."))
    for found in findings:
        yield Block("item", _finding(flow, found))


def _finding(flow: Flow, found: Finding) -> Text:
    answer = quote(flow, found.question.id, found.values)
    if found.denied:
        rest = _named(found.question, found.denied)
        return text("{answer}. Denied: {others}", answer=answer, others=rest)
    if found.unticked:
        rest = _named(found.question, found.unticked)
        return text("{answer}. Listed, not ticked: {others}", answer=answer, others=rest)
    if found.cut_short:
        return text("{answer}. The others of that list were not asked.", answer=answer)
    return answer


def _named(question: Question, values: Values) -> Text:
    """In full: a button's few words may say more than was denied, such as cancer at any time."""
    return _apart([Text(question.options[value].label) for value in values])


def _not_asked(flow: Flow, found: Handover) -> Iterator[Block]:
    shorts = [Text(question.short) for question in found.unasked]
    if missing := [*shorts, *map(Text, flow.never_asked)]:
        yield Block("item", text("Not asked: {questions}", questions=_apart(missing)))


def _apart(texts: list[Text]) -> Text:
    """Joined by semicolons, for each may hold commas."""
    joined = texts[0]
    for following in texts[1:]:
        joined = text("{first}; {next}", first=joined, next=following)
    return joined
