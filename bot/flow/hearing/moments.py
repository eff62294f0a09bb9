"""Days and times to come, as people type them: "tomorrow 7pm", "el próximo viernes", "3/12", "in 2 hours".

What may mean two things gives both, and what may not be meant is not sure: it is asked, never guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from bot.flow.hearing.ahead import DAY, read_ahead
from bot.flow.hearing.days import Days, read_days_among
from bot.flow.hearing.times import Times, read_times_among
from bot.flow.hearing.token import Token, Wanted
from bot.flow.hearing.tokens import tokens
from bot.flow.hearing.tongue import Tongue


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
    if (ahead := read_ahead(folded, tongues)) is not None:
        return _from_now(*ahead, tongues, now)
    return _among(tokens(folded, tongues, wanted), now.date(), since)


def _among(found: Sequence[Token], today: date, since: date | None) -> Moments | None:
    strange = {"unknown"} if since else {"unknown", "later"}
    if not found or any(token.kind in strange for token in found):
        return None
    times = read_times_among(found)
    if times is None:
        return None
    days = read_days_among(found, today, since)
    return None if days is None else _moments(days, times)


def _from_now(minutes: int, rest: str, tongues: Sequence[Tongue], now: datetime) -> Moments | None:
    """A day so far ahead, at the time beside it; or a time so far ahead, with nothing beside it."""
    if minutes % DAY == 0:
        day = Days(((now + timedelta(minutes=minutes)).date(),))
        beside = _among(tokens(rest, tongues, "time"), now.date(), None) if rest else Moments()
        return None if beside is None or beside.days else replace(beside, days=day.days)
    if rest:
        return None
    passed = timedelta(minutes=minutes)  # as time passes, not as clocks are put
    then = (now.astimezone(UTC) + passed).astimezone(now.tzinfo) if now.tzinfo else now + passed
    return Moments((then.date(),), (then.time().replace(second=0, microsecond=0),))


def _moments(days: Days, times: Times) -> Moments:
    return Moments(days.days, times.times, days.sure, times.sure, times.marked, times.hour_digits)
