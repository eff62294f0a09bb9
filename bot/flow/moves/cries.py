"""A cry for help, answered beside the conversation: the place in it is kept."""

from bot.flow.cards.calling import help_to_call
from bot.flow.hearing.country import find_country
from bot.flow.hearing.cry import cries
from bot.flow.hearing.tongue import EDGES, fold
from bot.flow.moves.desk import Desk
from bot.flow.moves.views import of_result
from bot.flow.question import Question

SHORTEST = 3  # digits of a number that is a cry even where a time or a length is asked for


def cried(desk: Desk, question: Question | None, words: str) -> bool:
    """Answer a cry for help; False where it is none, or a number that answers the question.

    In an emergency the card itself is the answer.
    """
    library = desk.library
    numbers = {number for those in library.ambulances.values() for number in those}
    bare = fold(words).strip(EDGES)
    if desk.in_emergency() or (bare.isdecimal() and _may_answer(desk, question, bare)):
        return False
    if not cries(words, library.tongues, numbers, library.countries):
        return False
    show_help(desk, words)
    return True


def show_help(desk: Desk, words: str) -> None:
    """Say how to call for help, and show again what is waiting for an answer; a result stays where it is."""
    country = find_country(words, desk.library.countries)
    desk.say(help_to_call(desk.library, desk.flow, country))
    if not of_result(desk.state.view):
        desk.again()


def _may_answer(desk: Desk, question: Question | None, number: str) -> bool:
    """May a bare number be an option's, a time, or a length?"""
    short = len(number) < SHORTEST
    if question is None:
        return short and desk.state.view in {"draft", "clock"}
    if question.blank is not None:
        return short or question.blank.kind == "span"
    timed = any(option.lasting for option in question.options.values())
    return int(number) <= len(question.options) or (timed and short)
