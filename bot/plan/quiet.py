"""Quiet hours: when nobody is reminded."""

from datetime import datetime

from msgspec import Struct

from bot.plan.local import DAY, day_of, minute_of_day, moment


class Quiet(Struct, frozen=True):
    """From one time of the day up to another, in minutes after midnight; usually over midnight.

    Equal times are no quiet hours at all.
    """

    begins: int
    ends: int

    def covers(self, at: datetime, zone: str) -> bool:
        minute = minute_of_day(at, zone)
        if self.begins <= self.ends:
            return self.begins <= minute < self.ends
        return not self.ends <= minute < self.begins

    def over(self, at: datetime, zone: str) -> datetime:
        """Return the moment itself, or the end of the quiet hours it falls into."""
        for _ in range(3):  # where the clocks change at that very end, it takes a second look
            if not self.covers(at, zone):
                break
            later = 0 if minute_of_day(at, zone) < self.ends else DAY
            at = max(at, moment(day_of(at, zone), later + self.ends, zone))
        return at


NIGHT = Quiet(22 * 60, 7 * 60)
NEVER = Quiet(0, 0)
