"""Where a clock shows a certain time now: to know somebody's zone by asking them the time."""

from datetime import datetime

from bot.plan.local import DAY, minute_of_day

NEAR = 10  # minutes that a clock, or an answer, may be off

# A large city for each clock that many people live by, from west to east.
CITIES = (
    *("Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Phoenix"),
    *("America/Denver", "America/Mexico_City", "America/Chicago", "America/Bogota", "America/Lima"),
    *("America/New_York", "America/Caracas", "America/Halifax", "America/Santiago"),
    *("America/St_Johns", "America/Argentina/Buenos_Aires", "America/Sao_Paulo"),
    *("Atlantic/Azores", "Atlantic/Canary", "Europe/Lisbon", "Europe/London", "Africa/Casablanca"),
    *("Africa/Lagos", "Europe/Madrid", "Europe/Paris", "Europe/Berlin", "Africa/Johannesburg"),
    *("Africa/Cairo", "Europe/Athens", "Europe/Kyiv", "Europe/Istanbul", "Africa/Nairobi"),
    *("Asia/Riyadh", "Asia/Tehran", "Asia/Dubai", "Asia/Kabul", "Asia/Karachi", "Asia/Kolkata"),
    *("Asia/Kathmandu", "Asia/Dhaka", "Asia/Yangon", "Asia/Bangkok", "Asia/Jakarta"),
    *("Asia/Singapore", "Asia/Shanghai", "Australia/Perth", "Asia/Tokyo", "Asia/Seoul"),
    *("Australia/Darwin", "Australia/Adelaide", "Australia/Brisbane", "Australia/Sydney"),
    *("Pacific/Noumea", "Pacific/Auckland", "Pacific/Tongatapu"),
)

LIVED_BY = {  # by the language people write in: the clocks of most, from west to east
    "en": (
        *("America/Los_Angeles", "America/Chicago", "America/New_York", "Europe/London"),
        *("Asia/Kolkata", "Australia/Sydney"),
    ),
    "es": (
        *("America/Mexico_City", "America/Bogota", "America/Santiago"),
        *("America/Argentina/Buenos_Aires", "Atlantic/Canary", "Europe/Madrid"),
    ),
}


def showing(minutes: tuple[int, ...], now: datetime) -> tuple[str, ...]:
    """Return the zones of the cities where it is one of these times now (minutes after midnight)."""
    return tuple(
        zone for zone in CITIES if any(_near(minute_of_day(now, zone), m) for m in minutes)
    )


def city_of(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _near(shown: int, said: int) -> bool:
    return min((shown - said) % DAY, (said - shown) % DAY) <= NEAR
