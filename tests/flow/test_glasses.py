"""Glasses counted over days, on every clock there is."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from bot.flow.glasses import KEPT, Noted, glasses_on, local_day, note, recent, week

ZONES = st.sampled_from(sorted(available_timezones() - {"localtime"}))
MOMENTS = st.integers(0, 16 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
HOURS = st.lists(st.integers(0, 60), max_size=30)  # from one glass to the next


@given(ZONES, MOMENTS, HOURS)
def test_every_glass_counts_on_the_day_of_the_persons_clock_and_no_other(
    zone: str, at: datetime, hours: list[int]
) -> None:
    notes: tuple[Noted, ...] = ()
    tapped: Counter[date] = Counter()
    for later in hours:
        at += timedelta(hours=later)
        today = local_day(at, zone)
        notes = recent(note(notes, today, 1), today)
        tapped[at.astimezone(ZoneInfo(zone)).date()] += 1
        last = date.fromisoformat(today)
        days = [last - timedelta(days=back) for back in range(KEPT - 1, -1, -1)]
        assert week(notes, today) == tuple(Noted(d.isoformat(), tapped[d]) for d in days)
        assert {each.day for each in notes} <= {day.isoformat() for day in days}


@given(st.lists(st.tuples(st.dates(), st.integers(1, 20))), st.dates())
def test_a_glass_taken_back_leaves_everything_as_it_was(
    before: list[tuple[date, int]], day: date
) -> None:
    notes: tuple[Noted, ...] = ()
    for other, glasses in before:
        notes = note(notes, other.isoformat(), glasses)
    assert note(note(notes, day.isoformat(), 1), day.isoformat(), -1) == notes


def test_none_can_be_taken_from_a_day_without_notes() -> None:
    notes = note((), "2026-11-24", -1)
    assert notes == ()
    assert glasses_on(notes, "2026-11-24") == 0
