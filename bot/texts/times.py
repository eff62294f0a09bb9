"""Days, times and lengths of time in a reader's language.

Babel's data for them takes megabytes that many chats never need, so it is imported where it is used.
"""

from datetime import date, time
from functools import lru_cache
from typing import assert_never

from babel.core import Locale

from bot.text import Clock, Day, Length, Month, Weekday

Time = Day | Month | Weekday | Clock | Length


@lru_cache(maxsize=1024)
def said_time(value: Time, locale: Locale) -> str:
    """Put one into words: "Sun, Dec 1, 2030", "9:35 PM", "1 hour 30 minutes"."""
    from babel import dates  # noqa: PLC0415

    match value:
        case Day(iso):
            return dates.format_skeleton("yMMMEd", date.fromisoformat(iso), locale=locale)
        case Month(iso):
            first = date.fromisoformat(f"{iso[:7]}-01")
            return dates.format_skeleton("yMMMM", first, locale=locale)
        case Weekday(number, width):
            return str(dates.get_day_names(width, "stand-alone", locale)[number])
        case Clock(iso):
            said = dates.format_time(time.fromisoformat(iso[:5]), "short", locale=locale)
            said = said.replace("\u202f", " ")  # which many phones' fonts lack
            return f"{said} (UTC{iso[5:]})" if iso[5:] else said
        case Length(minutes):
            return _length(minutes, locale)
        case _:
            assert_never(value)


def _length(minutes: int, locale: Locale) -> str:
    from babel.units import format_unit  # noqa: PLC0415

    hours, rest = divmod(minutes, 60)
    parts = [format_unit(hours, "duration-hour", locale=locale)] if hours else []
    if rest or not hours:
        parts.append(format_unit(rest, "duration-minute", locale=locale))
    return " ".join(parts)
