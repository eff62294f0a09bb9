"""Reminders come when the clock on the wall says so, once a day, and never at night: in every zone there is.

What is tried covers every IANA zone and every day from 2024 to 2040. A recurrence reads the clocks of its zone only
within eight days of a moment, and whatever it decides is the same some whole days later. So two days are alike
where the same changes of the clocks are near them, at the same times of the day between the same offsets; and days
without one near are alike where the offset is. `shapes()` finds every such change of every zone, `offsets()` every
such offset: some hundred in all. On each, reminders at every twenty minutes of the day and at all edges are tried.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise, takewhile
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from bot.plan.local import DAY, moment
from bot.plan.quiet import NEVER, NIGHT, Quiet
from bot.plan.recurrence import Daily, Every, Once, Recurrence, missed, next_after
from tests.plan.zones import ZONES, offsets, shapes

EDGES = (1, 59, 61, 119, 121, 179, 181, 419, 421, 1319, 1321, 1439)
TIMES = sorted({*range(0, DAY, 20), *EDGES})
WINDOWS = 12
AROUND = timedelta(days=2)


def following(recurrence: Recurrence, after: datetime, quiet: Quiet = NIGHT) -> Iterator[datetime]:
    at = next_after(recurrence, after, quiet)
    while at is not None:
        yield at
        at = next_after(recurrence, at, quiet)


def shown(at: datetime, zone: str) -> tuple[date, int]:
    local = at.astimezone(ZoneInfo(zone))
    return local.date(), local.hour * 60 + local.minute


def exists(day: date, minute: int, zone: str) -> bool:
    return shown(moment(day, minute, zone), zone) == (day, minute)


def at_night(minute: int) -> bool:
    return minute >= 22 * 60 or minute < 7 * 60


def test_a_daily_reminder_comes_once_for_each_local_day_in_every_zone() -> None:
    for zone, middle in (*shapes().values(), *offsets().values()):
        for minute in TIMES:
            for quiet in (NIGHT, NEVER):
                each_day(Daily((minute,), zone), middle - AROUND, 4, quiet)


def each_day(recurrence: Daily, first: date, days: int, quiet: Quiet) -> None:
    """Check that each of these days has its reminder, at its time wherever that exists and is no night."""
    (minute,), zone = recurrence.minutes, recurrence.zone
    night = quiet == NIGHT and at_night(minute)
    before = moment(first, minute, zone) - timedelta(minutes=1)
    if night:  # the one of the day before may still be to come, put off to this morning
        before = moment(first + timedelta(days=int(minute >= 22 * 60)), 6 * 60, zone)
    times = [shown(at, zone) for at in islice(following(recurrence, before, quiet), days)]
    for number, came in enumerate(times):
        day = first + timedelta(days=number)
        if night:
            assert came == (day + timedelta(days=int(minute >= 22 * 60)), 7 * 60), (zone, day)
        elif exists(day, minute, zone):
            assert came == (day, minute), (zone, day)
        else:
            assert came > (day, minute), (zone, day)
            assert quiet == NEVER or not at_night(came[1]), (zone, day)


def test_reminders_through_the_day_keep_their_window_and_their_pace_in_every_zone() -> None:
    for zone, middle in (*shapes().values(), *offsets().values()):
        chance = Random(f"{zone} {middle}")
        for _ in range(WINDOWS):
            step, since = chance.choice((75, 90, 120, 1440)), chance.choice((None, 1_700_000_000))
            recurrence = Every(step, chance.randrange(DAY), chance.randrange(DAY), zone, since)
            through_the_day(recurrence, moment(middle - AROUND, 0, zone))


def through_the_day(recurrence: Every, first: datetime) -> None:
    end = first + 2 * AROUND
    times = list(takewhile(lambda at: at < end, following(recurrence, first)))
    for at in times:
        _, minute = shown(at, recurrence.zone)
        assert not at_night(minute), (recurrence, at)
    for one, other in pairwise(times):
        assert other > one
        if recurrence.since is not None:
            assert (other - one) % timedelta(minutes=recurrence.step) == timedelta(0)
    if (
        recurrence.step < DAY
        and recurrence.begins <= recurrence.ends
        and recurrence.ends - recurrence.begins >= DAY // 2
    ):
        assert times, recurrence


def test_a_reminder_through_the_day_has_just_the_times_one_would_count() -> None:
    recurrence = Every(90, 9 * 60, 21 * 60, "Europe/Madrid")
    times = islice(following(recurrence, datetime(2026, 11, 24, tzinfo=UTC)), 10)
    clock = [at.astimezone(ZoneInfo("Europe/Madrid")).strftime("%d %H:%M") for at in times]
    assert clock[:3] == ["24 09:00", "24 10:30", "24 12:00"]
    assert clock[8:] == ["24 21:00", "25 09:00"]


def test_a_window_over_midnight_goes_on_after_it_unless_it_is_quiet() -> None:
    recurrence = Every(60, 23 * 60, 60, "UTC")
    evening = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert next_after(recurrence, evening) is None
    times = list(islice(following(recurrence, evening, NEVER), 4))
    assert [at.hour for at in times] == [23, 0, 1, 23]


def test_elapsed_time_does_not_care_how_the_clocks_are_put() -> None:
    start = datetime(2026, 10, 24, 12, tzinfo=UTC)  # the night before Madrid goes back
    recurrence = Every(1440, 0, DAY - 1, "Europe/Madrid", int(start.timestamp()))
    assert list(islice(following(recurrence, start), 3)) == [
        start + timedelta(days=days) for days in (1, 2, 3)
    ]


def test_a_time_the_clocks_pass_over_comes_later_and_one_shown_twice_comes_once() -> None:
    daily = Daily((150,), "Europe/Madrid")
    spring = following(daily, datetime(2026, 3, 28, 12, tzinfo=UTC), NEVER)
    assert next(spring) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30; there is no 02:30
    autumn = following(daily, datetime(2026, 10, 24, 12, tzinfo=UTC), NEVER)
    assert [next(autumn).isoformat() for _ in range(2)] == [
        "2026-10-25T00:30:00+00:00",
        "2026-10-26T01:30:00+00:00",
    ]


def test_a_day_that_a_zone_leaves_out_is_not_made_up_for_twice() -> None:
    daily = Daily((600,), "Pacific/Apia")  # there was no 30 December 2011
    times = following(daily, datetime(2011, 12, 29, 12, tzinfo=UTC))
    assert [shown(next(times), "Pacific/Apia") for _ in range(3)] == [
        (date(2011, 12, 29), 600),
        (date(2011, 12, 31), 600),
        (date(2012, 1, 1), 600),
    ]


def test_two_times_put_off_to_one_morning_come_as_one() -> None:
    times = following(Daily((30, 1380), "UTC"), datetime(2026, 11, 24, 12, tzinfo=UTC))
    assert [next(times).isoformat() for _ in range(2)] == [
        "2026-11-25T07:00:00+00:00",
        "2026-11-26T07:00:00+00:00",
    ]


def test_a_reminder_of_one_day_comes_once() -> None:
    recurrence = Once(date(2026, 12, 1), 9 * 60, "Asia/Tokyo")
    due = datetime(2026, 12, 1, 0, 0, tzinfo=UTC)
    assert list(following(recurrence, due - timedelta(days=300))) == [due]
    assert next_after(recurrence, due) is None


def test_what_was_missed_is_all_that_came_due_meanwhile() -> None:
    recurrence = Daily((540, 1200), "Europe/Madrid")
    since, now = datetime(2026, 11, 24, 8, tzinfo=UTC), datetime(2026, 11, 25, 19, tzinfo=UTC)
    assert [at.strftime("%d %H") for at in missed(recurrence, since, now)] == [
        "24 19",
        "25 08",
        "25 19",
    ]
    assert list(missed(recurrence, now, now)) == []


@given(
    some.sampled_from(ZONES),
    some.integers(0, DAY - 1),
    some.integers(0, DAY - 1),
    some.datetimes(datetime(2024, 1, 1), datetime(2040, 1, 1), timezones=some.just(UTC)),  # noqa: DTZ001
)
def test_quiet_hours_end_the_same_day(zone: str, begins: int, ends: int, at: datetime) -> None:
    quiet = Quiet(begins, ends)
    over = quiet.over(at, zone)
    assert not quiet.covers(over, zone)
    assert at <= over <= at + timedelta(hours=25)
    assert (over == at) == (not quiet.covers(at, zone))
