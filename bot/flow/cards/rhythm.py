"""When something comes, and comes again, in words."""

from datetime import UTC, datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.plan.recurrence import Daily, Every, Once, Recurrence
from bot.text import Clock, Day, Length, Text, Weekday, text

ALL_QUIET = text("All of that falls into your quiet hours.")
WORKDAYS, WEEKEND = (0, 1, 2, 3, 4), (5, 6)


def said_recurrence(recurs: Recurrence) -> Text:
    """Say when it comes, on the clock of its zone."""
    match recurs:
        case Once(day, minute, _):
            return text("{day}, {time}", day=Day(day.isoformat()), time=clock_at(minute))
        case Daily(minutes, _, days):
            first, *others = map(clock_at, minutes)
            times = text("{time}", time=first)
            for other in others:
                times = text("{times}, {time}", times=times, time=other)
            if not days:
                return text("every day at {times}", times=times)
            return text("{days}, at {times}", days=said_days(days), times=times)
        case Every(days=days) if days:
            every = said_recurrence(replace(recurs, days=()))
            return text("{days}, {every}", days=said_days(days), every=every)
        case Every(since=int()):
            return text(
                "every {length}, as time passes, between {begins} and {ends}",
                length=Length(recurs.step),
                begins=clock_at(recurs.begins),
                ends=clock_at(recurs.ends),
            )
        case Every():
            return text(
                "every {length} from {begins} to {ends}",
                length=Length(recurs.step),
                begins=clock_at(recurs.begins),
                ends=clock_at(recurs.ends),
            )
        case _:
            assert_never(recurs)


def said_days(days: tuple[int, ...]) -> Text:
    """Say on which days of the week."""
    if days == WORKDAYS:
        return text("Monday to Friday")
    if days == WEEKEND:
        return text("Saturday and Sunday")
    first, *others = (Weekday(day, "abbreviated") for day in days)
    listed = text("{day}", day=first)
    for other in others:
        listed = text("{days}, {day}", days=listed, day=other)
    return listed


def said_next(at: datetime, zone: str) -> Text:
    """Say when a reminder rings next, on the clock of its zone."""
    return text("Next: {when}", when=said_moment(int(at.timestamp()), zone))


def said_moment(at: int, zone: str | None) -> Text:
    """Say a moment on the clock of a zone; in UTC, and so called, where it is not known."""
    local = datetime.fromtimestamp(at, ZoneInfo(zone) if zone else UTC)
    day, clock = Day(local.date().isoformat()), clock_at(local.hour * 60 + local.minute)
    if zone is None:
        return text("{day}, {time} UTC", day=day, time=clock)
    return text("{day}, {time}", day=day, time=clock)


def clock_at(minute: int) -> Clock:
    return Clock(f"{minute // 60:02}:{minute % 60:02}")
