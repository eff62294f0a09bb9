"""Whole trips, as they are lived: each reminder on the clock of the place it comes at."""

from datetime import timedelta
from inspect import cleandoc
from typing import Literal

from bot.plan.quiet import Quiet
from bot.plan.trips.changes import cancelled, delayed
from bot.plan.trips.plan import Plan, plan_trip
from bot.plan.trips.trip import Choices, Sleep
from tests.plan.trips.samples import BEFORE, told, trip

HOUR = timedelta(hours=1)


def night(begins: int, ends: int, clock: Literal["departure", "arrival"] = "departure") -> Choices:
    return Choices(Sleep(Quiet(begins * 60, ends * 60), clock))


def riding(plan: Plan) -> str:
    """From just before the first ride until arrival."""
    lines = told(plan).splitlines()
    return "\n".join(
        line
        for line in lines
        if not any(part in line for part in ("watch |", "Before", "tomorrow"))
    )


def test_a_night_flight_to_the_east_is_slept_through_and_watched_for_eight_weeks() -> None:
    plan = plan_trip(trip("LHR 2030-12-01T21:35 SIN 2030-12-02T18:30"), night(23, 6))
    assert told(plan) == cleandoc("""
        Sat 30 Nov 10:00 prepare | Before your journey
        Sat 30 Nov 18:00 prepare | Your journey is tomorrow
        Sun 01 Dec 21:05 prepare | Soon you'll sit for a while
        Sun 01 Dec 22:20 move | Toe lifts
        Mon 02 Dec 06:10 move | A walk
        Mon 02 Dec 06:25 drink | Have something to drink, if you'd like.
        Mon 02 Dec 06:55 move | Ankle circles
        Mon 02 Dec 07:40 move | Tiptoes
        Mon 02 Dec 08:25 move | Heel lifts
        Mon 02 Dec 09:10 move | Calf stretch
        Mon 02 Dec 09:55 move | Knee stretches
        Mon 02 Dec 10:10 drink | Have something to drink, if you'd like.
        Mon 02 Dec 18:30 land | You have arrived in Singapore
        Tue 03 Dec 10:00 watch | Day 1 after your journey
        Thu 05 Dec 10:00 watch | Day 3 after your journey
        Mon 09 Dec 10:00 watch | Day 7 after your journey
        Mon 16 Dec 10:00 watch | Day 14 after your journey
        Mon 27 Jan 10:00 watch | Eight weeks after your journey
    """)


def test_a_day_flight_to_the_west_outruns_the_clock() -> None:
    plan = plan_trip(trip("LHR 2030-06-01T11:00 LAX 2030-06-01T14:10"), Choices(interval=HOUR))
    assert riding(plan) == cleandoc("""
        Sat 01 Jun 10:30 prepare | Soon you'll sit for a while
        Sat 01 Jun 12:00 move | A walk
        Sat 01 Jun 13:00 move | Tiptoes
        Sat 01 Jun 13:15 drink | Have something to drink, if you'd like.
        Sat 01 Jun 14:00 move | Calf stretch
        Sat 01 Jun 15:00 move | Steps on the spot
        Sat 01 Jun 16:00 move | A walk
        Sat 01 Jun 17:00 move | Tiptoes
        Sat 01 Jun 17:15 drink | Have something to drink, if you'd like.
        Sat 01 Jun 18:00 move | Calf stretch
        Sat 01 Jun 19:00 move | Steps on the spot
        Sat 01 Jun 20:00 move | A walk
        Sat 01 Jun 21:00 move | Tiptoes
        Sat 01 Jun 21:15 drink | Have something to drink, if you'd like.
        Sat 01 Jun 14:10 land | You have arrived in Los Angeles
    """)


def test_between_two_flights_one_walks_and_each_has_its_own_boarding() -> None:
    plan = plan_trip(
        trip(
            "LHR 2030-12-01T14:20 DXB 2030-12-02T01:00", "DXB 2030-12-02T01:20 SIN 2030-12-02T12:40"
        ),
        night(22, 7, "arrival"),
    )
    assert riding(plan) == cleandoc("""
        Sun 01 Dec 13:50 prepare | Soon you'll sit for a while
        Sun 01 Dec 15:05 move | Toe lifts
        Sun 01 Dec 15:50 move | A walk
        Sun 01 Dec 16:05 drink | Have something to drink, if you'd like.
        Sun 01 Dec 16:35 move | Ankle circles
        Sun 01 Dec 17:20 move | Tiptoes
        Mon 02 Dec 01:00 land | You have 20 min in Dubai
        Mon 02 Dec 01:10 prepare | Soon you'll sit for a while
        Mon 02 Dec 03:10 move | A walk
        Mon 02 Dec 03:25 drink | Have something to drink, if you'd like.
        Mon 02 Dec 03:55 move | Toe lifts
        Mon 02 Dec 04:40 move | Tiptoes
        Mon 02 Dec 05:25 move | Ankle circles
        Mon 02 Dec 06:10 move | Calf stretch
        Mon 02 Dec 06:55 move | Heel lifts
        Mon 02 Dec 07:10 drink | Have something to drink, if you'd like.
        Mon 02 Dec 07:40 move | Steps on the spot
        Mon 02 Dec 12:40 land | You have arrived in Singapore
    """)


def test_over_the_date_line_one_lands_before_one_left() -> None:
    plan = plan_trip(trip("AKL 2030-06-01T22:00 LAX 2030-06-01T15:00"), night(0, 6))
    assert riding(plan) == cleandoc("""
        Sat 01 Jun 21:30 prepare | Soon you'll sit for a while
        Sat 01 Jun 22:45 move | Toe lifts
        Sat 01 Jun 23:30 move | A walk
        Sat 01 Jun 23:45 drink | Have something to drink, if you'd like.
        Sun 02 Jun 06:10 move | Tiptoes
        Sun 02 Jun 06:25 drink | Have something to drink, if you'd like.
        Sun 02 Jun 06:55 move | Ankle circles
        Sun 02 Jun 07:40 move | Calf stretch
        Sun 02 Jun 08:25 move | Heel lifts
        Sun 02 Jun 09:10 move | Steps on the spot
        Sat 01 Jun 15:00 land | You have arrived in Los Angeles
    """)


def test_in_the_night_the_clocks_go_back_an_hour_is_lived_twice() -> None:
    plan = plan_trip(
        trip("Paris 2030-10-26T22:00 Toulouse 2030-10-27T05:30", mode="train"), night(0, 2)
    )
    assert riding(plan) == cleandoc("""
        Sat 26 Oct 21:30 prepare | Soon you'll sit for a while
        Sat 26 Oct 22:45 move | Toe lifts
        Sat 26 Oct 23:30 move | A walk
        Sat 26 Oct 23:45 drink | Have something to drink, if you'd like.
        Sun 27 Oct 02:10 move | Tiptoes
        Sun 27 Oct 02:55 move | Ankle circles
        Sun 27 Oct 02:10 drink | Have something to drink, if you'd like.
        Sun 27 Oct 02:40 move | Calf stretch
        Sun 27 Oct 03:25 move | Heel lifts
        Sun 27 Oct 04:10 move | Steps on the spot
        Sun 27 Oct 04:55 move | Knee stretches
        Sun 27 Oct 05:30 land | You have arrived in Toulouse
    """)


def test_two_hours_late_the_nudges_wait_too() -> None:
    plan = plan_trip(
        delayed(trip("LHR 2030-12-01T21:35 DXB 2030-12-02T08:30"), 2 * HOUR, BEFORE), night(23, 6)
    )
    assert riding(plan) == cleandoc("""
        Sun 01 Dec 23:05 prepare | Soon you'll sit for a while
        Mon 02 Dec 06:10 move | A walk
        Mon 02 Dec 06:25 drink | Have something to drink, if you'd like.
        Mon 02 Dec 10:30 land | You have arrived in Dubai
    """)


def test_a_driver_is_asked_to_stop_and_nothing_else() -> None:
    plan = plan_trip(
        trip("Paris 2030-07-01T08:00 Toulouse 2030-07-01T15:10", mode="car", driving=True),
        Choices(),
    )
    assert riding(plan) == cleandoc("""
        Mon 01 Jul 07:30 prepare | Soon you'll sit for a while
        Mon 01 Jul 09:47 move | A walk
        Mon 01 Jul 11:35 move | Tiptoes
        Mon 01 Jul 13:22 move | Calf stretch
        Mon 01 Jul 15:10 land | You have arrived in Toulouse
    """)


def test_a_trip_that_is_off_reminds_of_nothing() -> None:
    booked = trip("LHR 2030-12-01T21:35 DXB 2030-12-02T08:30")
    assert told(plan_trip(cancelled(booked, BEFORE), Choices())) == ""


def test_a_driver_who_limits_fluids_is_never_told_to_drink() -> None:
    drive = trip("Paris 2030-07-01T08:00 Toulouse 2030-07-01T15:10", mode="car", driving=True)
    said = {
        drinks: " ".join(
            str(line.say)
            for reminder in plan_trip(drive, Choices(drinks=drinks)).reminders
            for line in reminder.more
        )
        for drinks in (True, False)
    }
    assert "to drink" in said[True]
    assert "only what your own care team allows" in said[True]
    assert "drink" not in said[False]


def test_whoever_arrives_is_told_when_to_call_an_ambulance() -> None:
    plan = plan_trip(trip("LHR 2030-12-01T21:35 SIN 2030-12-02T18:30"), Choices())
    (landing,) = (reminder for reminder in plan.reminders if reminder.kind == "land")
    assert any("call an ambulance now" in str(line.say) for line in landing.more)
