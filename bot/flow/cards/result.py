"""The ending: what to do first, then why, quoting the person's own answers."""

from collections.abc import Iterable, Iterator

from bot.flow.cards import Card, choice
from bot.flow.cards.about import unreviewed
from bot.flow.cards.calling import number_to_call
from bot.flow.cards.handover import BUTTON
from bot.flow.cards.reasons import reasons
from bot.flow.condition import Given
from bot.flow.decide import Verdict
from bot.flow.ending import EMERGENCY, Ending, Item
from bot.flow.library import Library
from bot.flow.model import Flow
from bot.flow.state import Run
from bot.flow.truth import holds
from bot.text import Block, Country, Text, text

QUICK_COUNTRIES = ("GB", "US", "ES", "FR", "DE", "IN")


def result_card(library: Library, flow: Flow, run: Run, given: Given, verdict: Verdict) -> Card:
    """Lay out the ending that these answers lead to."""
    if verdict.ending.urgency == EMERGENCY:
        return _emergency(library, flow, run, given, verdict)
    ending = verdict.ending
    blocks = [Block("title", Text(ending.title)), Block("plain", Text(ending.by_when))]
    blocks += [Block("plain", Text(item.say)) for item in _applying(ending.say, given)]
    blocks += _sections(ending, given)
    blocks.append(Block("heading", text("Why I say so")))
    blocks += reasons(flow, verdict, given)
    if ending.safety_net:
        blocks.append(Block("plain", Text(ending.safety_net)))
    blocks.append(Block("note", text("If you feel it is worse than this, trust that.")))
    blocks += unreviewed(flow)
    rows = (
        (choice(text("Why?"), "why"), choice(text("What would change this?"), "changes")),
        *(((BUTTON,),) if flow.hands_over else ()),
        (choice(text("Change an answer"), "list"), choice(text("Start again"), "again")),
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
        Block("heading", number_to_call(library, run.country)),
        Block("plain", Text(ending.by_when)),
    ]
    blocks += _sections(ending, given)
    blocks.append(Block("heading", text("Why I say so")))
    blocks += reasons(flow, verdict, given, limit=2)
    rows = (
        (choice(text("Which number do I call here?"), "where"),),
        *(((BUTTON,),) if flow.hands_over else ()),
        (choice(text("Start again"), "again"),),
    )
    return Card(tuple(blocks), rows, urgent=True)


def _country(iso: str) -> Text:
    return text("{country}", country=Country(iso))


def _applying(items: Iterable[Item], given: Given) -> list[Item]:
    return [item for item in items if holds(item.when, given)]


def _sections(ending: Ending, given: Given) -> Iterator[Block]:
    for section in ending.sections:
        if items := _applying(section.items, given):
            yield Block("heading", Text(section.title))
            yield from (Block("item", Text(item.say)) for item in items)
