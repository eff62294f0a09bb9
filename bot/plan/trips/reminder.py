"""One reminder of a plan."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.plan.kinds import Kind
from bot.text import Text


@dataclass(frozen=True, slots=True)
class Advice:
    """One line more, with its own source."""

    say: Text
    source: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """What to say, and when.

    `id` depends on the legs alone: the third movement of a leg is the same reminder when the leg is late or
    the person sleeps longer, so that calendars move it instead of adding one.
    """

    id: str
    at: datetime  # UTC
    zone: str  # whose clock the person reads then
    kind: Kind
    what: Text  # one line
    source: str  # a name in bot.plan.trips.sources.SOURCES
    more: tuple[Advice, ...] = ()
    exercise: str = ""  # a name in bot.plan.trips.exercises.EXERCISES
    leg: int = 0  # which leg of the trip, from 0

    @property
    def local(self) -> datetime:
        return self.at.astimezone(ZoneInfo(self.zone))
