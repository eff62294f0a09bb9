"""Why: the rules that decided, with the person's own answers; then what the other answers say."""

from collections.abc import Iterator

from bot.flow.cards.question import answer_text, short_text
from bot.flow.condition import Given, Values
from bot.flow.decide import Reason, Verdict
from bot.flow.ending import EMERGENCY
from bot.flow.model import Flow
from bot.text import Block, Text, text


def reasons(flow: Flow, verdict: Verdict, given: Given, limit: int = 6) -> Iterator[Block]:
    """The rules that decided, each with the answers it rests on; then what the other answers say.

    Reassuring hints stand on calm endings only: elsewhere they would weaken the advice.
    """
    calm = verdict.ending.urgency == 1
    quoted: set[str] = set()
    for reason in verdict.reasons[:limit]:
        if calm:
            yield Block("item", Text(reason.because))
            continue
        quoted.update(question for question, values in reason.answers if values)
        yield Block("item", because(flow, reason))
    if verdict.ending.urgency == EMERGENCY:
        return
    for question, values in given.items():
        if question not in quoted:
            yield from _hints(flow, question, values, calm=calm)


def because(flow: Flow, reason: Reason) -> Text:
    """A reason behind the answers it rests on."""
    quotes = [quote(flow, question, values) for question, values in reason.answers if values]
    if not quotes:
        return Text(reason.because)
    joined = quotes[0]
    for following in quotes[1:]:
        joined = text("{first}; {next}", first=joined, next=following)
    return text("{answers}. {because}", answers=joined, because=Text(reason.because))


def quote(flow: Flow, question: str, values: Values) -> Text:
    """An answer as the person gave it: Swelling: “Yes, one leg”."""
    asked = flow.questions[question]
    return text(
        "{question}: “{answer}”", question=short_text(asked), answer=answer_text(asked, values)
    )


def _hints(flow: Flow, question: str, values: Values, *, calm: bool) -> Iterator[Block]:
    hints = flow.questions[question].hints
    shown = ("reassuring", "neutral") if calm else ("worrying", "neutral")
    for value in values:
        if (hint := hints.get(value)) and hint.lean in shown:
            answer = quote(flow, question, (value,))
            yield Block("item", text("{answer} – {hint}", answer=answer, hint=Text(hint.text)))
