"""Glasses noted by a tap, on a reminder or on the card of /drink, and taken back; the week as a picture."""

from msgspec.structs import replace

from bot.flow.cards import Card
from bot.flow.cards.glasses import (
    NOTED,
    UNDO,
    glasses_today,
    progress,
    week_in_words,
    week_of_glasses,
)
from bot.flow.cards.nudge import nudge_card, nudge_record
from bot.flow.cards.snooze import snooze_choices
from bot.flow.effects import Picture, Rewrite
from bot.flow.glasses import local_day, note, recent
from bot.flow.hearing.glasses import read_glasses
from bot.flow.hearing.tongue import fold
from bot.flow.moves import scheduling
from bot.flow.moves.desk import Desk
from bot.flow.moves.runs import begin
from bot.flow.schedule import Rung, Schedule
from bot.text import text

ASIDE = frozenset(
    {"", "start", "glasses", "reminders", "schedule", "hours", "days", "trip"}
)  # views that can wait


def on_nudge(desk: Desk, rung: Rung, verb: str) -> bool:
    """Note a reminder's glass, or take it back; False where nothing is counted."""
    today, schedule = _today(desk), desk.state.drinking
    if today is None or schedule is None or schedule.owner != rung.alarm.owner:
        return False
    if (verb == "glass") == bool(rung.noted):
        desk.notice(text("That is done already."))
        return True
    if verb == "glass":
        _note(desk, today, 1)
        scheduling.keep(desk, replace(schedule, unheeded=0))
        _become(desk, rung, replace(rung, noted=today))
        outcome = progress(glasses_today(desk.state, schedule, desk.at) or 0)
        card = Card(nudge_record(rung.alarm, outcome), UNDO)
    else:
        _note(desk, rung.noted, -1)
        _become(desk, rung, replace(rung, noted=""))
        glasses = glasses_today(desk.state, schedule, desk.at)
        snoozes = snooze_choices(rung.alarm, desk.state, desk.at)
        card = nudge_card(rung.alarm, schedule, snoozes, None, glasses)
    desk.effects.append(Rewrite(rung.card, card.doc, card.keyboard(rung.card)))
    return True


def drank(desk: Desk, words: str) -> bool:
    """Note what somebody says they drank; False where it says no such thing, or nothing is counted."""
    today, schedule = _today(desk), desk.state.drinking
    glasses = read_glasses(fold(words), desk.library.tongues)
    if today is None or schedule is None or glasses is None:
        return False
    _note(desk, today, glasses)
    _answered(desk, schedule)
    noted = text("Noted: {count}, in glasses or cups of 250 ml.", count=glasses)
    if desk.state.view.partition(":")[0] not in ASIDE:
        desk.again(noted)
        return True
    desk.retire()
    desk.change(view="glasses", page=str(glasses))
    desk.put("glasses", noted)
    return True


def _answered(desk: Desk, schedule: Schedule) -> None:
    """Take the reminder that was open as answered."""
    scheduling.keep(desk, replace(schedule, unheeded=0))
    for rung in desk.state.rung:
        if rung.alarm.owner == schedule.owner and not rung.noted:
            desk.change(rung=tuple(each for each in desk.state.rung if each != rung))
            desk.effects.append(Rewrite(rung.card, nudge_record(rung.alarm, NOTED)))


def on_card(desk: Desk, verb: str, argument: str = "") -> bool:
    """Do what a button of the card of /drink says; False where nothing is counted any more."""
    today, schedule = _today(desk), desk.state.drinking
    if today is None or schedule is None:
        return False
    match verb:
        case "glass" | "less":
            some = int(argument) if argument.isdecimal() and len(argument) < 3 else 1
            desk.change(page="")
            _note(desk, today, some if verb == "glass" else -some)
            desk.turn("glasses")
        case "week":
            chart = week_of_glasses(desk.state.glasses, today)
            desk.effects.append(Picture(chart, week_in_words(chart)))
        case "anew" if schedule.owner in desk.library.flows:
            begin(desk, desk.library.flows[schedule.owner])
        case _:
            return False
    return True


def forget_older(desk: Desk) -> None:
    """Keep a week of notes, and none where nobody is reminded to drink any more."""
    if desk.state.glasses:
        today = _today(desk)
        desk.change(glasses=recent(desk.state.glasses, today) if today else ())


def _today(desk: Desk) -> str | None:
    drinking = desk.state.drinking
    return local_day(desk.at, drinking.recurs.zone) if drinking and drinking.recurs else None


def _note(desk: Desk, day: str, glasses: int) -> None:
    desk.change(glasses=note(desk.state.glasses, day, glasses))


def _become(desk: Desk, rung: Rung, changed: Rung) -> None:
    desk.change(rung=tuple(changed if each == rung else each for each in desk.state.rung))
