"""A chat told as a transcript, to paste into `legwise chat` or into a test."""

from collections.abc import Iterator, Mapping

from bot.flow.cards.question import UNTICKED
from bot.flow.condition import Values
from bot.flow.decide import decide
from bot.flow.model import Flow
from bot.flow.proof.taps import Tap, given_by, taps


def transcript(flow: Flow, answers: Mapping[str, Values]) -> Iterator[str]:
    """Every tap of the chat with these answers, in English, and the title of its ending.

    `…` stands for what the bot says. What else the chat asks is answered plainly; what it doesn't ask is left out.
    """
    tapped = taps(flow, answers)
    for tap in tapped:
        yield f"> {_said(tap)}"
        yield "…"
    yield f"{decide(flow, given_by(tapped)).ending.title} …"


def unheard(flow: Flow, answers: Mapping[str, Values]) -> dict[str, Values]:
    """The answers that a chat ends without asking for."""
    given = given_by(taps(flow, answers))
    return {
        question: values for question, values in answers.items() if given.get(question) != values
    }


def _said(tap: Tap) -> str:
    if not tap.values:
        return "[Done]"
    option = tap.question.options.get(tap.values[0])
    if option is None:
        return tap.values[0]  # filled in, so typed
    mark = UNTICKED if tap.question.many and not option.alone else ""
    return f"[{mark}{option.button or option.label}]"
