"""Blanks filled in: by typed words, or by a tap on what is offered."""

import re
from dataclasses import replace
from datetime import date, time

import msgspec

from bot.flow.blank import TIME, Blank, Kept, length_of
from bot.flow.cards.around import around_question
from bot.flow.cards.blank import PLACE, offered_places
from bot.flow.cards.half_of_day import noted_time
from bot.flow.cards.question import record
from bot.flow.effects import Remove, Rewrite
from bot.flow.hearing.dating import day_amiss, kept_times
from bot.flow.hearing.filled import WHICH, Around, Doubt, Filled, Wrong
from bot.flow.hearing.filling import NO_PLACE, fill
from bot.flow.hearing.lasting import took
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
        case Filled():
            _fill(desk, question, found)
        case Doubt(offered, why):
            desk.change_run(offered=offered)
            desk.again(why)
        case Wrong(why):
            desk.again(why)
        case None:
            return False
    return True


def _fill(desk: Desk, question: Question, found: Filled) -> None:
    """Keep what was understood. What was given instead of it leaves no record in the chat."""
    asked = desk.flow.questions[found.main] if found.main else question
    beside = {name: kept for name, kept in found.answers.items() if name != asked.id}
    answers = desk.run.answers if desk.run else {}
    cards = {answers[name].card for name in beside if name in answers}
    desk.effects += [Remove(card) for card in cards - {0, desk.state.card}]
    if found.marked:
        desk.change(hours=found.marked)
    instead: Kept = ()
    desk.news = found.amiss or desk.news
    if found.instead:
        timed = next(name for name, kept in found.answers.items() if TIME.fullmatch(kept[0]))
        instead = (timed, found.instead)
        desk.news = noted_time(found.answers[timed][0])
    answer(desk, asked, found.answers[asked.id], beside, found.offered, instead)


def correct(desk: Desk) -> bool:
    """Take a time for the other half of its day; False where none is in doubt."""
    run = desk.run
    name, other = run.instead if run and run.instead else ("", "")
    taken = run.answers.get(name) if run else None
    if taken is None or name not in desk.flow.questions:
        return False
    values = (other,)
    if taken.card:
        desk.effects.append(Rewrite(taken.card, record(desk.flow.questions[name], values)))
    answers = {**(run.answers if run else {}), name: msgspec.structs.replace(taken, values=values)}
    desk.change_run(answers=answers, instead=(name, taken.values[0]))
    desk.news = noted_time(other)
    desk.turn(desk.place_view())
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
    length = length_of(value) if value in (desk.run.offered if desk.run else ()) else None
    if length is not None and (taken := took(around, length)) is not None:
        _fill(desk, question, taken)
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
    answer(desk, question, (place.zone, place.name) if blank.kind == "zone" else kept_place(place))
    return True


def _around(desk: Desk, question: Question) -> Around | None:
    run = desk.run or Run(desk.flow.id)
    around = around_question(desk.library, desk.flow, run, question, desk.at)
    usual = desk.library.usual_hours(desk.state.locale)
    written_by = desk.state.hours
    if run.editing and written_by != 24:
        written_by = 12  # no card follows that could be asked to take it back
    return around and replace(around, written_by=written_by, usual=usual)


def _twice(blank: Blank, value: str, around: Around) -> Kept:
    """The times that one tapped may be, where the clocks show it twice that night."""
    if blank.kind != "time" or around.day is None or not blank.takes((value,)) or len(value) > 5:
        return ()
    return kept_times((time.fromisoformat(value),), around.day, around.now)


def _kept(blank: Blank, value: str, around: Around, run: Run) -> Kept:
    """The whole answer that a button stands for; empty where it is none, or none any more."""
    if blank.kind in {"place", "zone"}:
        places = offered_places(blank, run, around)
        at = value.removeprefix(PLACE)
        found = places[int(at)] if at.isdecimal() and int(at) < len(places) else ()
        return (found[1], found[0]) if found and blank.kind == "zone" else found
    if not blank.takes((value,)):
        return ()
    if blank.kind == "day" and day_amiss(blank, date.fromisoformat(value), around.now.date()):
        return ()
    if blank.kind == "time" and around.day is not None:
        clock = time.fromisoformat(value[:5])
        return tuple(t for t in kept_times((clock,), around.day, around.now) if t == value)
    return (value,)
