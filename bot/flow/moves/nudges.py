"""Nudges: sent, answered by one tap, and fewer where nobody heeds them; a word of care leads into a check."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from bot.flow.alarm import Alarm
from bot.flow.cards.glasses import glasses_today
from bot.flow.cards.nudge import TOLD, nudge_card, nudge_record, watch_card
from bot.flow.cards.snooze import AFTER_LANDING, said_snooze, snooze_choices
from bot.flow.cards.trial import OWNER as TRIAL
from bot.flow.cards.trial import trial_card, trial_record
from bot.flow.effects import Rewrite, Show
from bot.flow.moves import scheduling, trip_alarms, trips
from bot.flow.moves.desk import STAYS, Desk
from bot.flow.moves.glasses import on_nudge
from bot.flow.moves.rung import only_latest
from bot.flow.moves.runs import begin
from bot.flow.schedule import Rung, Schedule
from bot.flow.state import next_card
from bot.plan.kinds import latest
from bot.plan.nudging import slower, snoozed
from bot.text import Block, Text, text

OFF_BOARD = timedelta(minutes=20)  # after landing, until one can walk


def nudge(desk: Desk, alarm: Alarm, note: Text | None, missed: int = 0) -> None:
    """Send a nudge with its buttons; the one before it of the same owner has gone unheeded, and loses its own.

    Args:
        missed: Of the ride that is over, came too late to be sent.
    """
    schedule = desk.state.schedule(alarm.owner) or Schedule(alarm.owner, alarm.words)
    if any(r.alarm.owner == alarm.owner and _open(r) for r in desk.state.rung):
        schedule = replace(schedule, unheeded=schedule.unheeded + 1)
        scheduling.keep(desk, schedule)
    if alarm.kind == "land":
        note = _gone_by(missed + schedule.unheeded) or note
        schedule = replace(schedule, unheeded=0)
        scheduling.keep(desk, schedule)
    glasses = glasses_today(desk.state, schedule, desk.at)
    ride = trips.answerable(desk) if alarm.owner == trip_alarms.OWNER else None
    if alarm.owner == TRIAL:
        card = trial_card(alarm, note)
    else:
        snoozes = snooze_choices(alarm, desk.state, desk.at)
        card = nudge_card(alarm, schedule, snoozes, note, glasses, ride)
    number = next_card(desk.state, desk.at)
    only_latest(desk, Rung(number, alarm))
    until = int(latest(alarm.kind, alarm.due).timestamp())
    desk.effects.append(Show(card.doc, card.keyboard(number), number, nudge=True, until=until))


def _open(rung: Rung) -> bool:
    return not rung.alarm.cares and not rung.noted and rung.alarm.kind not in TOLD


def _gone_by(count: int) -> Text | None:
    if not count:
        return None
    return text(
        "Reminders that went by while you were on the way: {count}. They are over.", count=count
    )


def watch(desk: Desk, alarm: Alarm, note: Text | None) -> None:
    """Say to look at the legs, with a button that begins the check."""
    card = watch_card(alarm, note)
    number = next_card(desk.state, desk.at)
    only_latest(desk, Rung(number, alarm))
    desk.effects.append(Show(card.doc, card.keyboard(number), number, card.urgent))


def answered(desk: Desk, rung: Rung, choice: str) -> bool:
    """Do what a nudge's button says; False where it is none."""
    if rung.alarm.cares:
        return choice == "check" and _look(desk, rung)
    if rung.alarm.owner == TRIAL:
        return _tried(desk, rung, choice)
    verb, _, argument = choice.partition(":")
    schedule = desk.state.schedule(rung.alarm.owner)
    match verb:
        case "glass" | "undo":
            return on_nudge(desk, rung, verb)
        case "done":
            outcome = text("Done")
        case "skip":
            outcome = text("Skipped")
        case "snooze":
            outcome = _snooze(desk, rung.alarm, argument)
        case "stop" if rung.alarm.owner == trip_alarms.OWNER and trips.stop(desk):
            outcome = text(
                "Stopped. I still ask you to look at your legs afterwards; /reminders ends that too."
            )
        case "stop":
            scheduling.delete(desk, rung.alarm.owner)
            outcome = text("Stopped. /reminders lists the others.")
        case "pause" if schedule is not None:
            scheduling.keep(desk, replace(schedule, paused=True))
            outcome = text("Paused. /reminders turns them on again.")
        case "fewer" if rung.alarm.owner == trip_alarms.OWNER and trips.fewer(desk):
            outcome = text("From now on I send fewer.")
        case "fewer" if schedule is not None and schedule.recurs is not None:
            fewer = replace(schedule, recurs=slower(schedule.recurs), kind=rung.alarm.kind)
            scheduling.set_anew(desk, fewer)
            outcome = text("From now on I send fewer.")
        case _:
            return False
    _heeded(desk, rung)
    desk.effects.append(Rewrite(rung.card, nudge_record(rung.alarm, outcome)))
    return True


def _tried(desk: Desk, rung: Rung, heard: str) -> bool:
    """Say what follows from a trial; False where that was no answer to it."""
    record = trial_record(heard)
    if record is None:
        return False
    _heeded(desk, rung)
    desk.effects.append(Rewrite(rung.card, record))
    return True


def _look(desk: Desk, rung: Rung) -> bool:
    """Begin the check; nothing leads away from an emergency."""
    if desk.in_emergency():
        desk.retire()
        desk.put("result", STAYS)
        return True
    _heeded(desk, rung)
    desk.effects.append(Rewrite(rung.card, (Block("plain", rung.alarm.words),)))
    begin(desk, desk.library.main)
    return True


def _heeded(desk: Desk, rung: Rung) -> None:
    desk.change(rung=tuple(each for each in desk.state.rung if each != rung))
    schedule = desk.state.schedule(rung.alarm.owner)
    if schedule is not None and schedule.unheeded:
        scheduling.keep(desk, replace(schedule, unheeded=0))


def _snooze(desk: Desk, alarm: Alarm, how: str) -> Text:
    state = desk.state
    if how == AFTER_LANDING and alarm.lands:
        again, outcome = datetime.fromtimestamp(alarm.lands, UTC) + OFF_BOARD, text("After arrival")
    else:
        minutes = int(how) if how.isdecimal() and len(how) < 4 else 10
        again = snoozed(desk.at, minutes, state.zone, state.quiet)
        outcome = said_snooze(desk.at, minutes, again, state.zone)
    scheduling.put_off(desk, alarm, int(again.timestamp()))
    return outcome
