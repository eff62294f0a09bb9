"""The day among the pieces of what was typed: never a wrong one, and rather asked once more than guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.flow.hearing.token import Token

FAR = timedelta(days=300)  # a day without a year that lies further ahead may be a past one
DAY = timedelta(days=1)


class NoSuchDayError(Exception):
    """A day is named that no calendar has, such as 30 February; or with a weekday that is not its own."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days that may be meant, the likelier first; none where none was said."""

    days: tuple[date, ...] = ()
    sure: bool = True


def read_days_among(found: Sequence[Token], today: date, since: date | None) -> Days | None:
    """Join what was said of the day: a weekday beside a date must be its own. None where two are named.

    Raises:
        NoSuchDayError: There is no such day.
    """
    named = [token for token in found if token.kind in {"date", "ahead", "later", "number"}]
    weekdays = [token for token in found if token.kind == "weekday"]
    if len(named) > 1 or len(weekdays) > 1:
        return None
    if not named:
        return _weekday(weekdays[0], today) if weekdays else Days()
    days, sure = _named(named[0], today, since or today)
    if weekdays:
        days = tuple(day for day in days if day.isoweekday() == weekdays[0].values[0])
        sure = len(days) == 1
    if not days:
        raise NoSuchDayError
    doubtful = any(token.kind == "doubt" for token in found)
    return Days(days, sure and len(days) == 1 and not doubtful)


def _weekday(token: Token, today: date) -> Days:
    """The coming one. "Next Friday" may be the one after, and a Friday's "Friday" today or in a week."""
    number, said = token.values
    coming = today + DAY * ((number - today.isoweekday()) % 7)
    if coming == today or said == 1:
        return Days((coming, coming + 7 * DAY), sure=False)
    return Days((coming,))


def _named(token: Token, today: date, since: date) -> tuple[tuple[date, ...], bool]:
    """The days that a date may be; and whether it must be one of them."""
    match token.kind, token.values:
        case "ahead", (ahead, _):
            return (today + DAY * ahead,), True
        case "later", (later, _):
            return (since + DAY * later,), True
        case "number", (day,):
            return _next_with(day, today), False
        case _, (year, first, second) if year < 0:  # 3/12: day and month, or month and day
            orders = {(first, second): None, (second, first): None}
            given = -year if year < -1 else None
            days = [d for day, month in orders if (d := _date(given, month, day, today))]
            sure = len(days) == 1 and (first > 12 or second > 12 or first == second)
            return tuple(days), sure and (given is not None or days[0] - today < FAR)
        case _, (year, month, day):
            found = _date(year or None, month, day, today)
            sure = found is not None and (bool(year) or found - today < FAR)
            return ((found,) if found else ()), sure
        case _:
            raise AssertionError(token)


def _date(year: int | None, month: int, day: int, today: date) -> date | None:
    """This date; without a year, the next that is not past. None where there is none."""
    for candidate in (year,) if year is not None else (today.year, today.year + 1):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year is not None or found >= today:
            return found
    return None


def _next_with(day: int, today: date) -> tuple[date, ...]:
    """The next day of this number: of this month, or of the next that has one."""
    coming = (today + DAY * ahead for ahead in range(62))
    return tuple(found for found in coming if found.day == day)[:1]
