"""Typed days and times at a question: within its limits, not over, and on clocks that show them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from bot.flow.blank import Blank, Kept
from bot.flow.hearing.filled import Around, Doubt, Filled, Wrong
from bot.flow.hearing.moments import Moments, NoSuchDayError, read_moments
from bot.flow.question import Question
from bot.plan.local import readings
from bot.text import Text, text

NO_SUCH_DAY = text("There is no such day. Please type it again, or tap it.")
PAST_DAY = text("That day is over.")
PAST_TIME = text("That time is over.")
TOO_FAR = text("That is further ahead than I can plan.")
SKIPPED = text("The clocks go forward then, so that day does not have this time.")


def fill_moment(
    question: Question, blank: Blank, folded: str, around: Around
) -> Filled | Doubt | Wrong | None:
    """Read a day or a time that fills in a question; None where it is about something else."""
    try:
        found = read_moments(
            folded, around.tongues, around.now, "day" if blank.kind == "day" else "time"
        )
    except NoSuchDayError:
        return Wrong(NO_SUCH_DAY)
    if found is None:
        return None
    if blank.kind == "day":
        return _day(question, blank, found, around) if found.days else None
    return _time(question, blank, found, around) if found.times else None


def _day(
    question: Question, blank: Blank, found: Moments, around: Around
) -> Filled | Doubt | Wrong:
    wrong = [amiss for day in found.days if (amiss := day_amiss(blank, day, around.now.date()))]
    fitting = [d for d in found.days if not day_amiss(blank, d, around.now.date())]
    if not fitting:
        return Wrong(wrong[0])
    kept = tuple(day.isoformat() for day in fitting)
    if not found.sure_of_day:
        return Doubt(kept)
    answers: dict[str, Kept] = {question.id: kept}
    if around.time_question is None or not found.times:
        return Filled(answers)
    times = kept_times(found.times, fitting[0], around.now)
    if len(times) == 1 and found.sure_of_time:
        return Filled({**answers, around.time_question: times})
    return Filled(answers, times)


def _time(
    question: Question, blank: Blank, found: Moments, around: Around
) -> Filled | Doubt | Wrong:
    answers: dict[str, Kept] = {}
    day = around.day
    if found.days and blank.on is not None:
        if not found.sure_of_day or found.days[0] < around.now.date():
            return Wrong(PAST_DAY if found.sure_of_day else NO_SUCH_DAY)
        day = found.days[0]
        answers[blank.on] = (day.isoformat(),)
    if day is None:
        times: Kept = tuple(f"{t:%H:%M}" for t in found.times)
    elif not (times := kept_times(found.times, day, around.now)):
        return Wrong(time_amiss(found.times[0], day, around.now) or PAST_TIME)
    if len(times) == 1 and found.sure_of_time:
        return Filled({**answers, question.id: times})
    return Doubt(times)


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
