"""What holds for every plan, whatever the clocks do on the way."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.plan.local import readings
from bot.plan.quiet import NEVER, Quiet
from bot.plan.trips.moments import SETTLING, STOP_EVERY, WAKING, drives_asleep
from bot.plan.trips.plan import Plan, plan_trip
from bot.plan.trips.trip import AWAKE, Choices, Leg, Mode, Place, Sleep, Trip

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2040, 12, 31, tzinfo=UTC)

minutes = st.integers(0, 24 * 60 - 1)
windows = st.just(NEVER) | st.builds(Quiet, minutes, minutes)
modes: st.SearchStrategy[Mode] = st.sampled_from(["plane", "train", "bus", "car"])
sleeps = st.builds(Sleep, windows, st.sampled_from(["departure", "arrival"]))
choices = st.builds(
    Choices,
    sleeps,
    st.integers(30, 120).map(lambda count: timedelta(minutes=count)),
    st.booleans(),
)


@st.composite
def legs(draw: st.DrawFn, after: datetime) -> Leg:
    out, back = (ZoneInfo(draw(st.sampled_from(ZONES))) for _ in range(2))
    departs = after + timedelta(minutes=draw(st.integers(1, 3 * 24 * 60)))
    arrives = departs + timedelta(minutes=draw(st.integers(10, 26 * 60)))
    mode = draw(modes)
    return Leg(
        mode,
        Place("here", out.key),
        Place("there", back.key),
        departs.astimezone(out),
        arrives.astimezone(back),
        driving=mode == "car" and draw(st.booleans()),
    )


@st.composite
def trips(draw: st.DrawFn) -> Trip:
    span = (LAST - FIRST) // timedelta(minutes=1)
    found = [draw(legs(FIRST + timedelta(minutes=draw(st.integers(0, span)))))]
    for _ in range(draw(st.integers(0, 3))):
        found.append(draw(legs(found[-1].lands)))
    return Trip(tuple(found))


def is_sound(plan: Plan) -> None:
    """Look at every promise that does not depend on what was chosen."""
    rides = plan.trip.legs
    for before, after in pairwise(plan.reminders):
        assert before.at < after.at
    assert len({reminder.id for reminder in plan.reminders}) == len(plan.reminders)
    for reminder in plan.reminders:
        leg = rides[reminder.leg]
        assert reminder.at.tzinfo is UTC
        assert reminder.local.astimezone(UTC) == reminder.at
        assert reminder.at in [one.astimezone(UTC) for one in shown(reminder.local)]
        if reminder.kind in {"move", "drink"}:
            assert leg.leaves < reminder.at < leg.lands
            zone = plan.choices.sleep.zone(leg)
            assert not plan.choices.sleep.window.covers(reminder.at, zone)
        if reminder.kind == "watch":
            assert reminder.at > leg.lands


def shown(local: datetime) -> tuple[datetime, ...]:
    zone = local.tzinfo
    assert isinstance(zone, ZoneInfo)
    return readings(local.replace(tzinfo=None, fold=0), zone.key)


@settings(max_examples=150, deadline=None)
@given(trips(), choices)
def test_no_reminder_comes_at_a_wrong_time(trip: Trip, chosen: Choices) -> None:
    is_sound(plan_trip(trip, chosen))


@settings(max_examples=100, deadline=None)
@given(trips(), choices)
def test_nobody_awake_sits_longer_than_they_chose(trip: Trip, chosen: Choices) -> None:
    assume(not any(drives_asleep(leg, chosen.sleep) for leg in trip.legs))  # that trip is refused
    plan = plan_trip(trip, chosen)
    for number, leg in enumerate(trip.legs):
        moves = [r.at for r in plan.reminders if r.kind == "move" and r.leg == number]
        longest = STOP_EVERY if leg.driving else chosen.interval
        end = leg.lands if leg.driving else leg.lands - SETTLING
        for before, after in pairwise([leg.leaves, *moves, max(end, leg.leaves)]):
            awake = [at for at in every_minute(before, after) if not sleeps_at(chosen, leg, at)]
            assert len(awake) <= longest // timedelta(minutes=1) + WAKING // timedelta(minutes=1)


def every_minute(before: datetime, after: datetime) -> Iterator[datetime]:
    while before < after:
        yield before
        before += timedelta(minutes=1)


def sleeps_at(chosen: Choices, leg: Leg, at: datetime) -> bool:
    return chosen.sleep.window.covers(at, chosen.sleep.zone(leg))


def changes_of(zone: str, year: int) -> list[datetime]:
    """The moments about which a zone changes its clocks in one year, to the day."""
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(367)]
    tz = ZoneInfo(zone)
    return [
        after
        for before, after in pairwise(days)
        if before.astimezone(tz).utcoffset() != after.astimezone(tz).utcoffset()
    ]


def test_in_every_zone_the_night_the_clocks_change_keeps_every_promise() -> None:
    chosen = Choices(Sleep(Quiet(60, 150)))  # 01:00 to 02:30, where clocks change
    for number, zone in enumerate(ZONES):
        for day in changes_of(zone, 2024 + number % 17) or [FIRST + timedelta(days=number)]:
            place = Place("here", zone)
            departs = (day - timedelta(hours=26)).astimezone(ZoneInfo(zone))
            arrives = (day + timedelta(hours=4)).astimezone(ZoneInfo(zone))
            plan = plan_trip(Trip((Leg("train", place, place, departs, arrives),)), chosen)
            assert sum(reminder.kind == "move" for reminder in plan.reminders) > 20
            is_sound(plan)


@settings(deadline=None)
@given(st.sampled_from(ZONES), st.datetimes(datetime(2024, 1, 1), datetime(2040, 12, 31)))  # noqa: DTZ001
def test_a_clock_face_is_read_as_the_moments_that_show_it(zone: str, face: datetime) -> None:
    found = readings(face.replace(fold=0), zone)
    for moment in found:
        assert (
            moment.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == face
        )
    assert len({moment.astimezone(UTC) for moment in found}) == len(found) <= 2


def test_without_a_sleep_window_nobody_is_taken_to_sleep() -> None:
    assert Choices().sleep == AWAKE
