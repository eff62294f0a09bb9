"""The alarms of a trip: its reminders, and one to try whether the phone lets them be heard."""

from datetime import timedelta

from msgspec.structs import replace

from bot.flow.alarm import Alarm
from bot.flow.cards.trial import OWNER as TRIAL
from bot.flow.effects import DropAlarms, SetAlarm
from bot.flow.moves import scheduling
from bot.flow.moves.desk import Desk
from bot.flow.schedule import Schedule
from bot.plan.trips.plan import Plan
from bot.plan.trips.reminder import Reminder
from bot.plan.trips.trip import journeys
from bot.text import text

OWNER = "trip"
TRIAL_AFTER = timedelta(minutes=2)


def set_alarms(desk: Desk, plan: Plan) -> None:
    """Let what is still to come of a trip ring, in the place of what would have; list it no longer where nothing is."""
    coming = plan.after(desk.at).reminders
    if not coming:
        scheduling.delete(desk, OWNER)
        return
    there = next(journeys(plan.trip))[-1].destination.name
    until = int(coming[-1].at.timestamp())
    before = desk.state.schedule(OWNER)
    paused = before is not None and before.paused
    schedule = Schedule(OWNER, text("Trip to {place}", place=there), until=until, paused=paused)
    scheduling.remind(desk, schedule, tuple(_alarm(each, plan) for each in coming))


def _alarm(reminder: Reminder, plan: Plan) -> Alarm:
    lands = int(plan.trip.legs[reminder.leg].lands.timestamp())
    return Alarm(
        OWNER,
        reminder.kind,
        int(reminder.at.timestamp()),
        reminder.what,
        more=tuple(advice.say for advice in reminder.more),
        lands=lands if reminder.kind in {"move", "drink"} else 0,
    )


def bring_back(desk: Desk, schedule: Schedule) -> None:
    """Set the reminders of the trip again that were deleted, and the one that was put off."""
    if desk.state.trip is None:
        return
    plan = desk.state.trip.plan
    set_alarms(desk, plan)
    latest = [_alarm(each, plan) for each in plan.reminders if each.at <= desk.at][-1:]
    again = (replace(alarm, at=at) for alarm in latest for at in schedule.again)
    desk.effects += map(SetAlarm, again)
    scheduling.keep(desk, schedule)


def rehearse(desk: Desk) -> None:
    """Let an alarm ring in two minutes, to see whether the phone lets it be heard."""
    words = text("This is the trial of your alarms.")
    at = int((desk.at + TRIAL_AFTER).timestamp())
    desk.effects += [DropAlarms(TRIAL), SetAlarm(Alarm(TRIAL, "custom", at, words))]
    desk.notice(text("It rings in two minutes. Put your phone away until then."))
