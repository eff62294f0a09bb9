"""Local times to moments, on the days when the clocks change too."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY = 24 * 60  # minutes


def moment(day: date, minute: int, zone: str) -> datetime:
    """Return when a clock on the wall shows a time, in UTC.

    A time that the clocks pass over comes as much later as they are put forward; of one that they show
    twice, the first counts (RFC 5545, section 3.3.5).

    Args:
        minute: After midnight; DAY and more reach into the days after.
        zone: An IANA name.
    """
    days, minute = divmod(minute, DAY)
    clock = time(minute // 60, minute % 60, tzinfo=ZoneInfo(zone))
    return datetime.combine(day + timedelta(days=days), clock).astimezone(UTC)


def minute_of_day(at: datetime, zone: str) -> int:
    """Return what the clock on the wall shows, in minutes after midnight."""
    shown = at.astimezone(ZoneInfo(zone))
    return shown.hour * 60 + shown.minute


def is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder, such as "Europe"
        return False
    return True


def day_of(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def readings(face: datetime, zone: str) -> tuple[datetime, ...]:
    """Every moment at which the clocks of a zone show this.

    Args:
        face: A date and a time without a zone.
        zone: An IANA name.

    Returns:
        One moment, in that zone. None where the clocks are put forward over it; two, the earlier first, where
        they are put back over it.
    """
    found: list[datetime] = []
    for fold in (0, 1):
        moment = face.replace(tzinfo=ZoneInfo(zone), fold=fold)
        again = moment.astimezone(UTC).astimezone(ZoneInfo(zone))
        shown = again.replace(tzinfo=None, fold=0) == face.replace(fold=0)
        if shown and moment.utcoffset() not in [one.utcoffset() for one in found]:
            found.append(moment)
    return tuple(found)
