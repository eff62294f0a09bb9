"""What waits, and what was given up."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Aside:
    """What was given up, alike each time: an update nobody can read, or a call Telegram never takes."""

    what: str  # "update", or the call's method
    reason: str
    times: int
    since: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class Backlog:
    """What still waits, in all processes together."""

    parcels: int
    oldest_parcel: datetime | None
    oldest_due: datetime | None  # alarm that should have rung by now
