"""The ending: what to do first, then why, quoting the person's own answers."""

from collections.abc import Iterable, Iterator

from bot.flow.cards import Card, choice
from bot.flow.cards.about import unreviewed
from bot.flow.cards.question import answer_text
from bot.flow.condition import Given, Values, holds
from bot.flow.decide import Verdict, decide
from bot.flow.library import Library
from bot.flow.model import EMERGENCY, Ending, Flow, Item
from bot.flow.state import Run
from bot.flow.text import Block, Country, Text, text

QUICK_COUNTRIES = ("GB", "US", "ES", "FR", "DE", "IN")


def result_card(library: Library, flow: Flow, run: Run, given: Given) -> Card:
    """Lay out the ending that these answers lead to."""
    verdict = decide(flow, given)
    if verdict.ending.urgency == EMERGENCY:
        return _emergency(library, flow, run, given, verdict)
    ending = verdict.ending
    blocks = [Block("title", Text(ending.title)), Block("plain", Text(ending.by_when))]
    blocks += [Block("plain", Text(item.say)) for item in _applying(ending.say, given)]
    blocks += _sections(ending, given)
    blocks.append(Block("heading", text("Why I say so")))
    blocks += _reasons(flow, verdict, given)
    if ending.safety_net:
        blocks.append(Block("plain", Text(ending.safety_net)))
    blocks.append(Block("note", text("If you feel it is worse than this, trust that.")))
    blocks += unreviewed(flow)
    rows = (
        (choice(text("Change an answer"), "list"),),
        (choice(text("Start again"), "again"),),
    )
    return Card(tuple(blocks), rows)


def country_card(library: Library) -> Card:
    """Ask where the person is: the number that helps is that of the place, not of the phone."""
    quick = [
        choice(_country(iso), f"iso:{iso}") for iso in QUICK_COUNTRIES if iso in library.ambulances
    ]
    rows = [tuple(quick[at : at + 2]) for at in range(0, len(quick), 2)]
    return Card(
        (
            Block("title", text("Call your local emergency number now, if you know it.")),
            Block(
                "plain", text("If you don't: which country are you in? Tap it, or type its name.")
            ),
            Block(
                "plain", text("112 works across the European Union and from most mobile phones.")
            ),
        ),
        (*rows, (choice(text("Back"), "back"),)),
        urgent=True,
    )


def _emergency(library: Library, flow: Flow, run: Run, given: Given, verdict: Verdict) -> Card:
    """One short screen: the call first, then what to say and not to do."""
    ending = verdict.ending
    blocks = [
        Block("title", Text(ending.title)),
        Block("heading", _call(library, run.country)),
        Block("plain", Text(ending.by_when)),
    ]
    blocks += _sections(ending, given)
    blocks.append(Block("heading", text("Why I say so")))
    blocks += _reasons(flow, verdict, given, limit=2)
    rows = (
        (choice(text("Which number do I call here?"), "where"),),
        (choice(text("Start again"), "again"),),
    )
    return Card(tuple(blocks), rows, urgent=True)


def _call(library: Library, country: str | None) -> Text:
    if country and (numbers := library.ambulances.get(country)):
        return text(
            "{country}: call {number}, or your local emergency number.",
            country=Country(country),
            number=" / ".join(numbers),
        )
    if country:
        return text(
            "{country}: I have no checked number. Call your local emergency number; 112 works from most mobile phones.",
            country=Country(country),
        )
    return text("Call 112 (Europe), 999 (UK), 911 (USA, Canada), or your local emergency number.")


def _country(iso: str) -> Text:
    return text("{country}", country=Country(iso))


def _applying(items: Iterable[Item], given: Given) -> list[Item]:
    return [item for item in items if holds(item.when, given)]


def _sections(ending: Ending, given: Given) -> Iterator[Block]:
    for section in ending.sections:
        if items := _applying(section.items, given):
            yield Block("heading", Text(section.title))
            yield from (Block("item", Text(item.say)) for item in items)


def _reasons(flow: Flow, verdict: Verdict, given: Given, limit: int = 6) -> Iterator[Block]:
    """The rules that decided, each with the answers it rests on; then what the other answers say.

    Reassuring hints stand on calm endings only: elsewhere they would weaken the advice.
    """
    calm = verdict.ending.urgency == 1
    quoted: set[str] = set()
    for reason in verdict.reasons[:limit]:
        if calm:
            yield Block("item", Text(reason.because))
            continue
        answers = {question: values for question, values in reason.answers if values}
        quoted.update(answers)
        yield Block("item", _because(flow, answers, reason.because))
    if verdict.ending.urgency == EMERGENCY:
        return
    for question, values in given.items():
        if question not in quoted:
            yield from _hints(flow, question, values, calm=calm)


def _because(flow: Flow, answers: dict[str, Values], because: str) -> Text:
    if not answers:
        return Text(because)
    quotes = [_quote(flow, question, values) for question, values in answers.items()]
    joined = quotes[0]
    for quote in quotes[1:]:
        joined = text("{first}; {next}", first=joined, next=quote)
    return text("{answers}. {because}", answers=joined, because=Text(because))


def _quote(flow: Flow, question: str, values: Values) -> Text:
    asked = flow.questions[question]
    return text(
        "{question}: “{answer}”", question=Text(asked.short), answer=answer_text(asked, values)
    )


def _hints(flow: Flow, question: str, values: Values, *, calm: bool) -> Iterator[Block]:
    hints = flow.questions[question].hints
    shown = ("reassuring", "neutral") if calm else ("worrying", "neutral")
    for value in values:
        if (hint := hints.get(value)) and hint.lean in shown:
            quote = _quote(flow, question, (value,))
            yield Block("item", text("{answer} – {hint}", answer=quote, hint=Text(hint.text)))
