"""Days and times to come, as people type them: "tomorrow 7pm", "el próximo viernes", "3/12", "in 2 hours".

What may mean two things gives both, and what may not be meant is not sure: it is asked, never guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.flow.hearing.lengths import read_length
from bot.flow.hearing.pieces import HALVES, MORNING, NIGHT
from bot.flow.hearing.tokens import Token, tokens
from bot.flow.hearing.tongue import Tongue

Wanted = Literal["day", "time"]
FAR = timedelta(days=300)  # a day without a year that lies further ahead may be a past one
DAY = timedelta(days=1)
_HOURS = {  # of 24, that each half of the day may have
    HALVES["am"]: set(range(12)),
    HALVES["pm"]: set(range(12, 24)),
    MORNING: set(range(13)),
    NIGHT: {*range(6), *range(18, 24)},
}


class NoSuchDayError(Exception):
    """A day is named that no calendar has, such as 30 February; or with a weekday that is not its own."""


@dataclass(frozen=True, slots=True)
class Moments:
    """The days and the times that may be meant, the likelier first; of either, none where none was said.

    `sure` is False where even a single one needs a yes. `marked` says by how many hours the clock goes
    that a time was clearly written by, 0 where it may be either.
    """

    days: tuple[date, ...] = ()
    times: tuple[time, ...] = ()
    sure_of_day: bool = True
    sure_of_time: bool = True
    marked: Literal[0, 12, 24] = 0
    hour_digits: int = 0  # of a time that was written in figures, with its minutes


def read_moments(
    folded: str,
    tongues: Sequence[Tongue],
    now: datetime,
    wanted: Wanted,
    since: date | None = None,
) -> Moments | None:
    """Read a day, a time, or both, in any language.

    Args:
        folded: What was typed, folded (see bot/flow/hearing/tongue.py).
        now: The local time where the person means it.
        wanted: What a bare number is.
        since: The day that "the same day" and "the next day" are about; None where nobody can say so.

    Returns:
        None where it is about something else.

    Raises:
        NoSuchDayError: There is no such day.
    """
    if (ahead := _ahead(folded, tongues, now)) is not None:
        return ahead
    found = tokens(folded, tongues, wanted)
    strange = {"unknown"} if since else {"unknown", "later"}
    if not found or any(token.kind in strange for token in found):
        return None
    times = _times(found)
    if times is None:
        return None
    return _days(found, now.date(), since, times)


def _ahead(folded: str, tongues: Sequence[Tongue], now: datetime) -> Moments | None:
    """ "In 2 hours", "3 days from now"."""
    for tongue in tongues:
        rest = next((folded[len(p) :] for p in tongue.ahead if folded.startswith(f"{p} ")), None)
        if rest is None:
            ends = (p for p in tongue.from_now if folded.endswith(f" {p}"))
            rest = next((folded[: -len(p)] for p in ends), None)
        length = None if rest is None else read_length(rest.strip(), tongues)
        if length is not None and length < 10_000 * 24 * 60:
            then = now + timedelta(minutes=length)
            if length % (24 * 60) == 0:
                return Moments((then.date(),))
            return Moments((then.date(),), (then.time().replace(second=0, microsecond=0),))
    return None


def _times(found: Sequence[Token]) -> Moments | None:
    """The times said; None where there are two, or a half of the day without a time."""
    hours = [token for token in found if token.kind == "time"]
    halves = [token.values[0] for token in found if token.kind == "half"]
    halves += [t.values[1] for t in found if t.kind == "later" and hours and t.values[1] >= 0]
    if len(hours) > 1 or (halves and not hours):
        return None
    if not hours:
        return Moments()
    hour, minute, certain, *written = hours[0].values
    if halves:
        return _of_half(hour, minute, set(halves))
    if certain or not 1 <= hour <= 12:
        return _by_24(hour, minute)
    both = time(hour % 12, minute), time(hour % 12 + 12, minute)
    likelier = both if hour < 12 else (both[1], both[0])
    return Moments(times=likelier, sure_of_time=False, hour_digits=sum(written))


def _of_half(hour: int, minute: int, halves: set[int]) -> Moments | None:
    """The time of an hour with its half of the day, or halves: "9 in the morning", "2 am at night"."""
    may_be = set.intersection(*(_HOURS[half] for half in halves))
    if not 1 <= hour <= 12:
        return _by_24(hour, minute) if hour in may_be else None
    hours = [h for h in (hour % 12, hour % 12 + 12) if h in may_be]
    if not hours:
        return None
    # Of noon, midnight and the small hours people speak in more ways than one.
    said = halves & {HALVES["am"], HALVES["pm"]} or 6 <= hour <= 11 or NIGHT not in halves
    return Moments(
        times=tuple(time(h, minute) for h in hours),
        sure_of_time=len(hours) == 1 and bool(said),
        marked=12,
    )


def _by_24(hour: int, minute: int) -> Moments:
    return Moments(times=(time(hour, minute),), marked=24)


def _days(
    found: Sequence[Token], today: date, since: date | None, times: Moments
) -> Moments | None:
    """Join what was said of the day: a weekday beside a date must be its own."""
    named = [token for token in found if token.kind in {"date", "ahead", "later", "number"}]
    weekdays = [token for token in found if token.kind == "weekday"]
    if len(named) > 1 or len(weekdays) > 1:
        return None
    if not named:
        return _weekday(weekdays[0], today, times) if weekdays else times
    days, sure = _named(named[0], today, since or today)
    if weekdays:
        days = tuple(day for day in days if day.isoweekday() == weekdays[0].values[0])
        sure = len(days) == 1
    if not days:
        raise NoSuchDayError
    doubtful = any(token.kind == "doubt" for token in found)
    return replace(times, days=days, sure_of_day=sure and len(days) == 1 and not doubtful)


def _weekday(token: Token, today: date, times: Moments) -> Moments:
    """The coming one. "Next Friday" may be the one after, and a Friday's "Friday" today or in a week."""
    number, said = token.values
    coming = today + DAY * ((number - today.isoweekday()) % 7)
    if coming == today:
        return replace(times, days=(today, today + 7 * DAY), sure_of_day=False)
    if said == 1:
        return replace(times, days=(coming, coming + 7 * DAY), sure_of_day=False)
    return replace(times, days=(coming,))


def _named(token: Token, today: date, since: date) -> tuple[tuple[date, ...], bool]:
    """The days that a date may be; and whether it must be one of them."""
    match token.kind, token.values:
        case "ahead", (ahead,):
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
