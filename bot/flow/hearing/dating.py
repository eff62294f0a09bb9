"""Typed days and times at a question: within its limits, not over, and on clocks that show them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from bot.flow.blank import Blank, Kept
from bot.flow.hearing.days import NoSuchDayError
from bot.flow.hearing.filled import WHICH, Around, Doubt, Filled, Wrong
from bot.flow.hearing.moments import Moments, read_moments
from bot.flow.hearing.token import Wanted
from bot.flow.question import Question
from bot.plan.local import readings
from bot.text import Day, Text, text

NO_SUCH_DAY = text("There is no such day. Please type it again, or tap it.")
NO_DAY = text("And on which day? Type the day and the time, such as “3 December 19:30”.")
WHICH_DAY = text("Which day is that? Please type it with its date, such as “3 December 19:30”.")
BEFORE_LEAVING = text("That is before you leave.")
PAST_DAY = text("That day is over.")
PAST_TIME = text("That time is over.")
TOO_FAR = text("That is further ahead than I can plan.")
MIDNIGHT = time(0)
SKIPPED = text("The clocks go forward then, so that day does not have this time.")


def fill_moment(
    question: Question, blank: Blank, folded: str, around: Around
) -> Filled | Doubt | Wrong | None:
    """Read a day or a time that fills in a question; None where it is about something else."""
    wanted: Wanted = "day" if blank.kind == "day" else "time"
    try:
        found = read_moments(folded, around.tongues, around.now, wanted, around.before)
    except NoSuchDayError:
        return Wrong(NO_SUCH_DAY)
    if found is None:
        return None
    if blank.kind == "time":
        return _time(question, blank, found, around) if found.times else None
    return _day(question, blank, found, around) if found.days else Wrong(NO_DAY)


def _day(
    question: Question, blank: Blank, found: Moments, around: Around
) -> Filled | Doubt | Wrong:
    wrong = [amiss for day in found.days if (amiss := _amiss(blank, day, around))]
    fitting = [d for d in found.days if not _amiss(blank, d, around)]
    if not fitting:
        return Wrong(wrong[0])
    kept = tuple(day.isoformat() for day in fitting)
    if not found.sure_of_day:
        return Doubt(kept)
    answers: dict[str, Kept] = {question.id: kept}
    if around.time_question is None or not found.times:
        return Filled(answers)
    return _timed(answers, around.time_question, found, fitting[0], around)


def _time(
    question: Question, blank: Blank, found: Moments, around: Around
) -> Filled | Doubt | Wrong:
    answers: dict[str, Kept] = {}
    day = around.day
    if found.days and blank.on is not None:
        if not found.sure_of_day or found.days[0] < around.now.date():
            return Wrong(PAST_DAY if found.sure_of_day else WHICH_DAY)
        if _too_early(found.days[0], around):
            return Wrong(BEFORE_LEAVING)
        day = found.days[0]
        answers[blank.on] = (day.isoformat(),)
    if day is None:
        times: Kept = tuple(f"{t:%H:%M}" for t in found.times)
        sure = len(times) == 1 and found.sure_of_time
        return Filled({question.id: times}, marked=found.marked) if sure else Doubt(times)
    filled = _timed(answers, question.id, found, day, around)
    if question.id in filled.answers:
        return filled
    if answers:
        return Filled(answers, filled.offered, blank.on or "", amiss=filled.amiss)
    if filled.offered:
        return Doubt(filled.offered, filled.amiss or WHICH)
    return Wrong(time_amiss(found.times[0], day, around.now) or PAST_TIME)


def _timed(
    answers: dict[str, Kept], asked: str, found: Moments, day: date, around: Around
) -> Filled:
    """Add the time of a day to its answers; or only offer what it may be."""
    times = kept_times(found.times, day, around.now)
    if len(times) == 1 and found.sure_of_time:
        return Filled({**answers, asked: times}, marked=found.marked)
    literal = kept_times(found.times[:1], day, around.now)
    other = kept_times(found.times[1:], day, around.now)
    if len(literal) == 1 and (taken := _as_written(found, around)):
        instead = other[0] if other and taken == "shown" else ""
        return Filled({**answers, asked: literal}, instead=instead)
    amiss = None if times else time_amiss(found.times[0], day, around.now)
    if times and found.times == (MIDNIGHT,):
        amiss = _which_night(day)
    return Filled(answers, times, amiss=amiss)


def _which_night(day: date) -> Text:
    return text(
        "That is when {day} begins: the night before it. For the night after, choose the next day.",
        day=Day(day.isoformat()),
    )


def _as_written(found: Moments, around: Around) -> Literal["", "sure", "shown"]:
    """Whether "10:45" is taken for the morning, as the clock of 24 hours has it, and needs to be shown.

    Two figures, as on a ticket, are, unless this person writes am and pm; one figure only by the person's clock.
    """
    if found.hour_digits == 2 and around.written_by == 24:
        return "sure"
    by_24 = (around.written_by or around.usual) == 24
    shown = by_24 if found.hour_digits == 1 else found.hour_digits == 2 and around.written_by != 12
    return "shown" if shown else ""


def _amiss(blank: Blank, day: date, around: Around) -> Text | None:
    if _too_early(day, around):
        return BEFORE_LEAVING
    return day_amiss(blank, day, around.now.date())


def _too_early(day: date, around: Around) -> bool:
    """Whether nobody who leaves on the day before can arrive then, be it across the date line."""
    before = around.before if around.lasting is not None else None
    return before is not None and day < before - timedelta(days=1)


def day_amiss(blank: Blank, day: date, today: date) -> Text | None:
    """What speaks against a day."""
    ahead = (day - today).days
    if ahead < blank.least:
        return PAST_DAY
    return TOO_FAR if ahead > blank.most else None


def time_amiss(clock: time, day: date, now: datetime) -> Text | None:
    """What speaks against a local time on a day."""
    moments = _moments(day, clock, now)
    if not moments:
        return SKIPPED
    return PAST_TIME if moments[-1].astimezone(UTC) <= now.astimezone(UTC) else None


def kept_times(times: Sequence[time], day: date, now: datetime) -> Kept:
    """Times as they are kept: those of that day still ahead, each with its offset where it comes twice."""
    kept: list[str] = []
    for clock in times:
        moments = _moments(day, clock, now)
        ahead = [moment for moment in moments if moment.astimezone(UTC) > now.astimezone(UTC)]
        twice = len(moments) > 1
        kept += [f"{m:%H:%M}{m.isoformat()[-6:] if twice else ''}" for m in ahead]
    return tuple(kept)


def _moments(day: date, clock: time, now: datetime) -> tuple[datetime, ...]:
    """Every moment that is this time in the zone of `now`."""
    return readings(datetime.combine(day, clock), str(now.tzinfo))
