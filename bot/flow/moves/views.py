"""What the live card can show: which views a chat's state allows, and each laid out."""

from bot.flow.cards import Card
from bot.flow.cards.around import around_question
from bot.flow.cards.beside import beside_card
from bot.flow.cards.ending import ending_card
from bot.flow.cards.lobby import (
    cancelled_card,
    consent_card,
    declined_card,
    resume_card,
    review_card,
    start_card,
)
from bot.flow.cards.question import question_card
from bot.flow.cards.trip import called_off_card, trip_card
from bot.flow.moves.standing import Standing, stale
from bot.flow.state import Run

OF_SCHEDULE = frozenset({"schedule", "hours", "days"})
SIDES = frozenset({"why", "changes"})  # of the result, which the same card can be turned to


def of_result(view: str) -> bool:
    """Does this show the result, or a side of it?"""
    return view.partition(":")[0] in {"result", "handover", *SIDES}


def fits(standing: Standing, view: str) -> bool:
    """Can this view still be shown? Not where the flow was edited since, so that it leads elsewhere."""
    kind, _, name = view.partition(":")
    match kind:
        case "question":
            return standing.run is not None and name in standing.flow.questions
        case "result":
            return standing.ended()
        case "handover":
            return standing.ended() and standing.flow.hands_over
        case _ if kind in SIDES:
            return standing.ended() and not standing.in_emergency()
        case "where":
            return standing.in_emergency()
        case "trip":
            return standing.state.trip is not None
        case "called_off":
            return standing.state.called_off is not None
        case "follow_up":
            return standing.library.follow_up(name) is not None
        case "review" | "resume":
            return standing.run is not None
        case _ if kind in OF_SCHEDULE:
            return standing.state.schedule(name) is not None
        case _:
            return True


def lay_out(standing: Standing, view: str, *, why: bool) -> Card:
    if (beside := beside_card(standing.library, standing.state, view, standing.at)) is not None:
        return beside
    kind, _, name = view.partition(":")
    run = standing.run or Run(standing.flow.id)
    place = standing.place()
    consented = standing.state.consented is not None
    match kind:
        case "question":
            question = standing.flow.questions[name]
            around = around_question(
                standing.library, standing.flow, run, question, standing.at, standing.state.page
            )
            return question_card(standing.flow, run, place, question, why=why, around=around)
        case "trip" if (kept := standing.state.trip) is not None:
            undo = standing.state.called_off is not None
            return trip_card(kept.flow, kept.plan, standing.at, kept.offered, undo=undo)
        case "called_off" if (was := standing.state.called_off) is not None:
            return called_off_card(was.flow)
        case "result" | "why" | "changes" | "handover" | "where":
            return ending_card(
                standing.library, standing.flow, standing.state, place.given, standing.at, view
            )
        case "review":
            return review_card(standing.flow, place.given, ended=place.next is None)
        case "resume":
            old = bool(stale(standing.flow, run, standing.at))
            return resume_card(standing.flow, standing.named(name or run.flow), stale=old)
        case "consent":
            return consent_card(standing.library, standing.named(name))
        case "declined":
            return declined_card(standing.named(name))
        case "cancelled":
            return cancelled_card(standing.named(name))
        case _:
            return start_card(standing.library, standing.library.main, consented=consented)
