"""A daily reminder goes with somebody from clock to clock, and comes once for each day they have."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from bot.flow.alarm import Alarm
from bot.flow.effects import Effect
from bot.flow.events import Commanded
from bot.flow.schedule import Schedule
from bot.flow.state import State
from bot.plan.clocks import CITIES
from bot.plan.local import DAY, day_of, moment
from bot.plan.quiet import NIGHT
from bot.plan.recurrence import Daily, face_of, next_occasion
from bot.text import text
from tests.chat import NOON, Chat

WORDS = text("Take the blue bottle")


class Traveller(Chat):
    """Somebody with a daily reminder; remembers when it came, and for which day and time."""

    def __init__(self, minute: int, zone: str, now: datetime = NOON) -> None:
        daily = Daily((minute,), zone)
        first = next_occasion(daily, now)
        assert first is not None
        self.came: list[tuple[datetime, str]] = []
        at = int(first.at.timestamp())
        schedule = Schedule("custom-1", WORDS, daily, at, heard=face_of(now, zone))
        super().__init__(
            state=State(zone=zone, schedules=(schedule,)),
            alarms=[Alarm("custom-1", "custom", at, WORDS, daily, first.face)],
            now=now,
        )

    def ring(self) -> tuple[Effect, ...]:
        self.came += [(self.now, alarm.about) for alarm in self.alarms if alarm.due <= self.now]
        return super().ring()

    def live_in(self, zone: str) -> None:
        self.happen(Commanded("reminders"))
        self.tap("clock")
        self.tap(f"zone:{zone}")


def due_days(minute: int, zone: str, begin: datetime, end: datetime) -> list[str]:
    """For which days and times it must have come by the end of a stay, by the clock on the wall there."""
    first = day_of(begin, zone)
    found = []
    for number in range(-1, (end - begin).days + 2):
        day = first + timedelta(days=number)
        due = NIGHT.over(moment(day, minute, zone), zone)
        said = NIGHT.over(
            max(due, begin), zone
        )  # who arrives in the evening hears it in the morning
        if said < end - timedelta(minutes=2) and day_of(due, zone) >= first:
            found.append(face(day, minute))
    return found


def face(day: date, minute: int) -> str:
    return f"{day.isoformat()}T{minute // 60:02}:{minute % 60:02}"


@settings(deadline=None, max_examples=150)
@given(
    some.integers(0, DAY - 1),
    some.sampled_from(CITIES),
    some.datetimes(datetime(2024, 1, 2), datetime(2040, 12, 1), timezones=some.just(UTC)),  # noqa: DTZ001
    some.lists(some.tuples(some.integers(5, 4000), some.sampled_from(CITIES)), max_size=6),
)
# Where it is tomorrow already today's has gone by; back again, it is still to come.
@example(
    784,
    "Pacific/Honolulu",
    datetime(2024, 4, 1, 0, 51, tzinfo=UTC),
    [
        (5, "Pacific/Honolulu"),
        (1322, "Atlantic/Canary"),
        (5, "Pacific/Honolulu"),
        (5, "Pacific/Honolulu"),
    ],
)
def test_whenever_the_clock_changes_it_comes_once_for_each_day_and_never_at_night(
    minute: int, zone: str, begin: datetime, stays: list[tuple[int, str]]
) -> None:
    person = Traveller(minute, zone, begin)
    wanted_from = face_of(begin, zone)
    for minutes, city in [*stays, (4000, zone)]:
        person.later(timedelta(minutes=minutes), away=False)
        for due in due_days(minute, zone, begin, person.now):
            latest = max((meant for _, meant in person.came), default="")
            assert due <= max(wanted_from, latest), (due, zone, person.came)
        assert all(not NIGHT.covers(at, zone) for at, _ in person.came if at > begin)
        person.live_in(city)
        begin, zone = person.now, city
    meant = [meant for _, meant in person.came]
    assert meant == sorted(set(meant))


@pytest.mark.parametrize(
    ("home", "after", "there", "came"),
    [
        # heard at nine in Madrid; nine o'clock comes again in New York on the same day
        ("Europe/Madrid", 23, "America/New_York", ["25 08:00", "26 14:00", "27 14:00"]),
        # eight in the morning in Madrid is the afternoon in Tokyo: nine o'clock was passed over
        ("Europe/Madrid", 19, "Asia/Tokyo", ["25 07:01", "26 00:00", "27 00:00", "28 00:00"]),
        # heard on the 26th in Auckland; over the date line it is the 25th again
        ("Pacific/Auckland", 33, "America/Los_Angeles", ["24 20:00", "25 20:00", "27 17:00"]),
    ],
)
def test_on_a_journey_a_day_has_its_reminder_once(
    home: str, after: int, there: str, came: list[str]
) -> None:
    person = Traveller(9 * 60, home)
    person.later(timedelta(hours=after), away=False)
    person.live_in(there)
    person.later(timedelta(hours=96 - after), away=False)
    assert [f"{at:%d %H:%M}" for at, _ in person.came] == came
