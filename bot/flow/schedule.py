"""What somebody is reminded of, how often, and the nudges whose buttons still count."""

from msgspec import Struct

from bot.flow.alarm import Alarm
from bot.flow.blank import Kept
from bot.flow.glasses import Noted
from bot.plan.kinds import Kind
from bot.plan.recurrence import Recurrence
from bot.text import Text

OWN = "custom-"  # begins the names of the owners of one's own reminders


class Schedule(Struct, frozen=True, omit_defaults=True):
    """One entry of /reminders. Its alarms ring under its owner's name; what is said may differ from one to the next.

    `until` is in seconds since 1970, UTC: when the last alarm of one that ends rings. One that `stays` keeps the
    clock it comes by when the person goes by another. `again` are the moments to which single nudges of it were put
    off; of one that comes once, that is `until`. `heard` is the day and time, on the clock it came by, for which
    a daily one came last or before which it was not wanted yet (`face_of`). `gone_by` is the same of what the clock
    it comes by now had passed before it came by that: it is owed by another clock alone, where it may be still to come.
    """

    owner: str
    words: Text
    recurs: Recurrence | None = None
    until: int = 0
    paused: bool = False
    unheeded: int = 0  # nudges in a row
    kind: Kind = "custom"  # of its alarms, where it recurs
    stays: bool = False
    heard: str = ""
    again: tuple[int, ...] = ()
    gone_by: str = ""

    @property
    def settled(self) -> str:
        """The day and time up to which nothing is owed by the clock it comes by now."""
        return max(self.heard, self.gone_by)

    @property
    def own(self) -> bool:
        """Whether the person made it, with /reminders."""
        return self.owner.startswith(OWN)


class Deleted(Struct, frozen=True, omit_defaults=True):
    """What was deleted last, while it can be undone: its place on the list, and the glasses that went with it."""

    schedule: Schedule
    place: int
    glasses: tuple[Noted, ...] = ()


class Draft(Struct, frozen=True, omit_defaults=True):
    """A reminder of one's own that is being made; what is missing yet is asked for.

    `minutes` are after midnight, more are picked while `adding`; `day` ISO 8601, empty where none was named. `step` is
    in minutes, of one through the day from `begins` to `ends`; 0 while it is asked for. `offered` are the zones,
    or the minutes, to choose from, `towns` the places that may have been meant. `changes` is the owner of the
    reminder that comes at another time instead of a new one. `asked_on` is the view that only the clock was asked from.
    """

    words: Text | None = None
    minutes: tuple[int, ...] = ()
    adding: bool = False
    step: int | None = None
    begins: int = 8 * 60
    ends: int = 20 * 60
    day: str = ""
    offered: tuple[str, ...] = ()
    towns: tuple[Kept, ...] = ()
    changes: str = ""
    asked_on: str = ""


class Rung(Struct, frozen=True):
    """A nudge, or a word to look at the legs, that was sent and not yet answered; one an owner."""

    card: int
    alarm: Alarm
    noted: str = ""  # the day, ISO 8601, on which its glass was
