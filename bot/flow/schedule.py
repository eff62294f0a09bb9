"""What somebody is reminded of, how often, and the nudges whose buttons still count."""

from msgspec import Struct

from bot.flow.alarm import Alarm
from bot.flow.text import Text
from bot.plan.recurrence import Recurrence


class Schedule(Struct, frozen=True, omit_defaults=True):
    """One entry of /reminders. Its alarms ring under its owner's name; what is said may differ from one to the next.

    `until` and `lands` are seconds since 1970, UTC: when the last alarm of one that ends rings, and when the
    journey it belongs to is over for now, so that a nudge may wait until then.
    """

    owner: str
    words: Text
    recurs: Recurrence | None = None
    until: int = 0
    lands: int = 0
    paused: bool = False
    unheeded: int = 0  # nudges in a row


class Rung(Struct, frozen=True):
    """A nudge that was sent and not yet answered; one an owner."""

    card: int
    alarm: Alarm
