"""Blanks filled in: by typed words, or by a tap on what is offered."""

import re
from datetime import date, time

from bot.flow.blank import Blank, Kept
from bot.flow.cards.around import around_question
from bot.flow.cards.blank import PLACE, offered_places
from bot.flow.hearing.dating import day_amiss, kept_times
from bot.flow.hearing.filled import WHICH, Around, Doubt, Filled, Wrong
from bot.flow.hearing.filling import NO_PLACE, fill
from bot.flow.hearing.places import kept_place
from bot.flow.hearing.typed import says_option, understand, wish
from bot.flow.moves.answers import answer
from bot.flow.moves.desk import Desk
from bot.flow.question import Question
from bot.flow.state import Run

PAGE = re.compile(r"|[0-9]{4}-[0-9]{2}|[0-9]{2}")


def fill_in(desk: Desk, question: Question, words: str) -> bool:
    """Take typed words as what fills in the question; False where they are something else."""
    tongues = desk.library.tongues
    around = _around(desk, question)
    if question.blank is None or around is None or wish(words, tongues):
        return False
    if says_option(question, words, tongues):
        return False
    found = fill(question, question.blank, words, around)
    if found == Wrong(NO_PLACE) and understand(question, words, tongues):
        return False
    match found:
        case Filled(answers, offered):
            beside = {name: kept for name, kept in answers.items() if name != question.id}
            answer(desk, question, answers[question.id], beside, offered)
        case Doubt(offered, why):
            desk.change_run(offered=offered)
            desk.again(why)
        case Wrong(why):
            desk.again(why)
        case None:
            return False
    return True


def tap_blank(desk: Desk, question: Question, value: str) -> bool:
    """Take what was offered; False where it no longer fits."""
    around = _around(desk, question)
    if question.blank is None or around is None:
        return False
    if len(twice := _twice(question.blank, value, around)) > 1:
        desk.change_run(offered=twice)
        desk.turn(desk.state.view, WHICH)
        return True
    kept = _kept(question.blank, value, around, desk.run or Run(desk.flow.id))
    if not kept:
        return False
    answer(desk, question, kept)
    return True


def leaf(desk: Desk, question: Question, page: str) -> bool:
    """Show another month, or the minutes of an hour; False where the page is none."""
    if question.blank is None or not PAGE.fullmatch(page):
        return False
    desk.change(page=page)
    desk.turn(desk.state.view)
    return True


def place_at(desk: Desk, question: Question, latitude: float, longitude: float) -> bool:
    """Take a shared location as the place or the zone; False where neither is asked, or nothing is near."""
    blank, atlas = question.blank, desk.library.atlas
    place = atlas.near(latitude, longitude) if atlas else None
    if blank is None or place is None or blank.kind not in {"place", "zone"}:
        return False
    answer(desk, question, (place.zone,) if blank.kind == "zone" else kept_place(place))
    return True


def _around(desk: Desk, question: Question) -> Around | None:
    run = desk.run or Run(desk.flow.id)
    return around_question(desk.library, desk.flow, run, question, desk.at)


def _twice(blank: Blank, value: str, around: Around) -> Kept:
    """The times that one tapped may be, where the clocks show it twice that night."""
    if blank.kind != "time" or around.day is None or not blank.takes((value,)) or len(value) > 5:
        return ()
    return kept_times((time.fromisoformat(value),), around.day, around.now)


def _kept(blank: Blank, value: str, around: Around, run: Run) -> Kept:
    """The whole answer that a button stands for; empty where it is none, or none any more."""
    if blank.kind == "place":
        places = offered_places(blank, run, around)
        at = value.removeprefix(PLACE)
        return places[int(at)] if at.isdecimal() and int(at) < len(places) else ()
    if not blank.takes((value,)) or (blank.kind == "zone" and value not in run.offered):
        return ()
    if blank.kind == "day" and day_amiss(blank, date.fromisoformat(value), around.now.date()):
        return ()
    if blank.kind == "time" and around.day is not None:
        clock = time.fromisoformat(value[:5])
        return tuple(t for t in kept_times((clock,), around.day, around.now) if t == value)
    return (value,)
