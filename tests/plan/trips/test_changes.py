"""A trip that is late, or off."""

from datetime import datetime, timedelta

from bot.plan.trips.changes import cancelled, delayed
from bot.plan.trips.plan import plan_trip
from bot.plan.trips.trip import Choices, Trip
from tests.plan.trips.samples import BEFORE, trip

OUT = "LHR 2030-12-01T21:35 DXB 2030-12-02T08:30"
ON = "DXB 2030-12-02T10:40 SIN 2030-12-02T22:00"
BACK = "SIN 2030-12-20T10:00 LHR 2030-12-20T16:00"
HALF_AN_HOUR = timedelta(minutes=30)


def at(found: Trip) -> dict[str, datetime]:
    return {reminder.id: reminder.at for reminder in plan_trip(found, Choices()).reminders}


def test_a_delay_before_departure_shifts_every_nudge_of_the_journey_and_no_other() -> None:
    booked = trip(OUT, ON, BACK)
    before, after = at(booked), at(delayed(booked, HALF_AN_HOUR, BEFORE))
    home = booked.legs[2].key
    for name in before:
        still = home in name or "watch" in name or name.endswith(("prepare-1", "prepare-2"))
        assert after[name] - before[name] == (timedelta(0) if still else HALF_AN_HOUR)


def test_a_delay_in_the_air_only_makes_the_ride_longer() -> None:
    booked = trip(OUT, ON)
    in_the_air = booked.legs[0].leaves + timedelta(hours=1)
    late = delayed(booked, timedelta(hours=2), in_the_air)
    assert late.legs[0].leaves == booked.legs[0].leaves
    assert late.legs[0].lands == booked.legs[0].lands + timedelta(hours=2)
    assert late.legs[1].leaves == booked.legs[1].leaves + timedelta(hours=2)
    before, after = at(booked), at(late)
    first = booked.legs[0].key
    assert [after[f"{first}-move-{n}"] for n in range(1, 8)] == [
        before[f"{first}-move-{n}"] for n in range(1, 8)
    ]
    assert f"{first}-move-9" in after.keys() - before.keys()


def test_delays_add_up_and_names_stay() -> None:
    once = delayed(trip(OUT), HALF_AN_HOUR, BEFORE)
    twice = delayed(once, HALF_AN_HOUR, BEFORE)
    assert twice.legs[0].leaves - trip(OUT).legs[0].leaves == 2 * HALF_AN_HOUR
    assert twice.legs[0].key == trip(OUT).legs[0].key
    assert (trip(OUT).revision, once.revision, twice.revision) == (0, 1, 2)


def test_a_journey_that_is_off_leaves_nothing_of_it() -> None:
    assert at(cancelled(trip(OUT, ON), BEFORE)) == {}
    assert cancelled(trip(OUT, ON, BACK), BEFORE).legs == trip(BACK).legs


def test_what_was_already_ridden_is_still_watched() -> None:
    booked = trip(OUT, ON)
    left = cancelled(booked, booked.legs[0].lands)
    assert left.legs == booked.legs[:1]
    assert sum("watch" in name for name in at(left)) == 5


def test_after_the_trip_nothing_can_be_late() -> None:
    over = trip(OUT).legs[0].lands
    assert delayed(trip(OUT), HALF_AN_HOUR, over).legs == trip(OUT).legs


def test_what_is_past_can_be_left_out() -> None:
    plan = plan_trip(trip(OUT), Choices())
    landed = plan.after(trip(OUT).legs[0].lands)
    assert {reminder.kind for reminder in landed.reminders} == {"watch"}
