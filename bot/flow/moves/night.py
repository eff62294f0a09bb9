"""What is due in the quiet hours all the same: late, or since those hours were changed. It waits for the morning."""

from datetime import datetime

from msgspec.structs import replace

from bot.flow.alarm import Alarm
from bot.flow.cards.trial import OWNER as TRIAL
from bot.flow.effects import SetAlarm
from bot.flow.moves.desk import Desk
from bot.flow.moves.scheduling import put_off
from bot.flow.moves.trip_alarms import OWNER as TRIP
from bot.flow.promise import OWNER as FOLLOWING
from bot.flow.state import Following
from bot.plan.kinds import fate
from bot.plan.recurrence import Every


def sleeps_on(desk: Desk, alarm: Alarm, following: datetime | None) -> bool:
    """Put an alarm off to the end of the quiet hours; whether it was. On a ride the plan says when to be quiet.

    Args:
        following: When it comes again: by then it need not come for this time too.
    """
    zone, came = desk.state.clock_of(alarm.owner), fate(alarm.kind, alarm.due, desk.at)
    planned = alarm.owner == TRIP and came == "on time"
    if zone is None or planned or came == "missed" or alarm.owner == TRIAL:
        return False
    morning = desk.state.quiet.over(desk.at, zone)
    if morning == desk.at:
        return False
    again = following is not None and following <= morning
    if not again and not isinstance(alarm.recurs, Every):
        at = int(morning.timestamp())
        if alarm.owner == FOLLOWING:
            desk.change(following=Following(alarm.about, at))
            desk.effects.append(SetAlarm(replace(alarm, at=at)))
        else:
            put_off(desk, alarm, at)
    return True
