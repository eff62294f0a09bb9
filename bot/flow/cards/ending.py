"""The card of an ending, with whichever side is up: the result, why, what would change it, for a clinician, the number."""

from datetime import datetime

from bot.flow.cards import Card
from bot.flow.cards.follow_up import promised
from bot.flow.cards.handover import handover_card, spoken
from bot.flow.cards.result import country_card, result_card
from bot.flow.cards.routine import routine_card
from bot.flow.cards.trip import itinerary_card
from bot.flow.cards.why import changes_card, why_card
from bot.flow.condition import Given
from bot.flow.decide import decide
from bot.flow.ending import EMERGENCY, Ending
from bot.flow.library import Library
from bot.flow.model import Flow
from bot.flow.promise import follow_up_of
from bot.flow.state import Run, State


def ending_card(
    library: Library, flow: Flow, state: State, given: Given, at: datetime, view: str
) -> Card:
    """Lay out one side of it; `view` may name a language after a colon."""
    run = state.run or Run(flow.id)
    side, _, language = view.partition(":")
    verdict = decide(flow, given)
    ending = verdict.ending
    match side:
        case "result" if ending.plan == "drinking":
            return routine_card(ending, given)
        case "result" if ending.plan == "trip":
            return itinerary_card(flow, ending, given, at)
        case "why":
            return why_card(flow, given)
        case "changes":
            return changes_card(flow, given)
        case "handover":
            language = language or spoken(library, state.locale)
            return handover_card(library, flow, run, given, at, language)
        case "where":
            return country_card(library)
        case _:
            card = result_card(library, flow, run, given, verdict)
            return _promised(ending, state, given, card)


def _promised(ending: Ending, state: State, given: Given, card: Card) -> Card:
    asked = follow_up_of(ending, given)
    if asked is None:
        return card
    any_hour = state.zone is None and ending.urgency < EMERGENCY
    return promised(card, asked, set_already=state.following is not None, any_hour=any_hour)
