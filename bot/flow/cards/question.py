"""One question: its words, its buttons, and the record it shrinks to once it is answered."""

from bot.flow.cards import Card, choice
from bot.flow.cards.blank import HOW_TO_FILL, kept_text, offer_rows
from bot.flow.cards.half_of_day import other_half
from bot.flow.condition import Values
from bot.flow.effects import Button
from bot.flow.explain import at_stake
from bot.flow.hearing.filled import Around
from bot.flow.model import Flow
from bot.flow.question import Option, Question, Round
from bot.flow.state import Run
from bot.flow.walk import Place, journey
from bot.text import Block, Doc, Text, text

TICKED, UNTICKED = "☑ ", "☐ "


def question_card(
    flow: Flow,
    run: Run,
    place: Place,
    question: Question,
    *,
    why: bool = False,
    around: Around | None = None,
) -> Card:
    """Lay out a question.

    Args:
        place: Where the chat stands without the answer to be changed.
        question: The one to ask: the place's next, or an earlier one that is answered anew.
        why: Say too why it is asked.
        around: What a blank stands in; None where there is none.
    """
    blocks = [
        Block("note", _progress(flow, run, place, question.round)),
        Block("title", Text(question.ask)),
    ]
    if question.help:
        blocks.append(Block("plain", Text(question.help)))
    blocks += [
        Block("item", Text(option.label)) for option in question.options.values() if option.button
    ]
    if why:
        blocks += _why(flow, place, question)
    if question.many:
        blocks.append(Block("plain", text("Tick all that apply, then tap Done.")))
    if question.blank is not None:
        blocks.append(Block("plain", HOW_TO_FILL[question.blank.kind]))
    offers = offer_rows(question.blank, run, around) if question.blank and around else []
    other = [(other_half(run.instead[1]),)] if run.instead else []
    rows = (*offers, *_options(question, run), *other, *_navigation(run, question, place))
    return Card(tuple(blocks), rows)


def record(question: Question, values: Values) -> Doc:
    """What stays in the chat of an answered question: the question and the answer."""
    return (Block("note", Text(question.ask)), Block("quote", answer_text(question, values)))


def answer_text(question: Question, values: Values) -> Text:
    """The chosen options in the person's own terms, joined by commas; or what was filled in."""
    if question.blank is not None and question.blank.takes(values):
        return kept_text(question.blank, values)
    return listed([Text(question.options[value].label) for value in values])


def listed(texts: list[Text]) -> Text:
    """Join texts with commas."""
    joined = texts[0]
    for following in texts[1:]:
        joined = text("{first}, {next}", first=joined, next=following)
    return joined


def _why(flow: Flow, place: Place, question: Question) -> list[Block]:
    """The authored reason, and what the answer can still lead to, worked out from the rules."""
    endings = [
        text("“{title}”", title=Text(e.title)) for e in at_stake(flow, place.given, question)
    ]
    hangs = (
        text("Your answer helps to decide between: {endings}.", endings=listed(endings))
        if len(endings) > 1
        else text("It may lead to: {endings}.", endings=listed(endings))
        if endings
        else text("It decides which advice fits you.")
    )
    authored = [Block("quote", Text(question.why))] if question.why else []
    return [*authored, Block("plain", hangs)]


def short_text(question: Question) -> Text:
    """How lists name a question; with the number of its round, from the second on."""
    short = Text(question.short)
    if question.round is None or question.round.number == 1:
        return short
    return text("{question} ({number})", question=short, number=question.round.number)


def _progress(flow: Flow, run: Run, place: Place, round_: Round | None) -> Text:
    if run.editing:
        return text("Changing an earlier answer")
    asked, total = journey(flow, place.given)
    if round_ and round_.number > 1:
        return text(
            "{part} {count}. Question {number} of about {total}",
            part=Text(round_.title),
            count=round_.number,
            number=asked,
            total=total,
        )
    return text("Question {number} of about {total}", number=asked, total=total)


def _options(question: Question, run: Run) -> list[tuple[Button, ...]]:
    """The options in their order, side by side; one that stands alone has a row of its own."""
    rows: list[tuple[Button, ...]] = []
    side_by_side: list[Button] = []
    for option in question.options.values():
        if option.alone or len(side_by_side) == question.columns:
            rows.append(tuple(side_by_side))
            side_by_side = []
        if option.alone:
            rows.append((_option(question, option, run),))
        else:
            side_by_side.append(_option(question, option, run))
    rows.append(tuple(side_by_side))
    if question.many:
        rows.append((choice(text("Done"), "done"),))
    return [row for row in rows if row]


def _option(question: Question, option: Option, run: Run) -> Button:
    mark = ""
    if question.many and not option.alone:
        mark = TICKED if option.id in run.picked else UNTICKED
    return choice(Text(option.button or option.label), f"o:{option.id}", mark)


def _navigation(run: Run, question: Question, place: Place) -> list[tuple[Button, ...]]:
    row = []
    if run.editing or place.given:
        row.append(choice(text("Back"), "back"))
    if question.why:
        row.append(choice(text("Why do you ask?"), "why"))
    if len(place.given) > 1 and not run.editing:
        row.append(choice(text("My answers"), "list"))
    return [tuple(row)] if row else []
