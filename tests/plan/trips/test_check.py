"""What is wrong with a trip is told, all at once, before anything is planned."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.plan.trips.check import TripProblem, check_trip
from bot.plan.trips.reading import read_leg
from bot.plan.trips.trip import Choices, Mode, Sleep, Trip
from bot.plan.trips.written import InvalidTrip, read_line, read_sleep
from tests.plan.trips.samples import BEFORE, Atlas, english, ride, trip


def told(problems: tuple[TripProblem, ...]) -> list[str]:
    return [english().say(problem.what) for problem in problems]


def wrong(*lines: str, mode: Mode = "plane", chosen: Choices | None = None) -> list[str]:
    driving = mode == "car"
    return told(check_trip(trip(*lines, mode=mode, driving=driving), chosen or Choices(), BEFORE))


@pytest.mark.parametrize(
    "line",
    [
        "LHR 2030-12-01T21:35 SIN 2030-12-02T18:30",
        "AKL 2030-06-01T22:00 LAX 2030-06-01T15:00",  # lands "before" it left, over the date line
        "LAX 2030-06-01T22:30 AKL 2030-06-03T06:30",
        "LHR 2030-12-01T21:35Z SIN 2030-12-02T18:30+08:00",
        "London Heathrow 2030-12-01 21:35 Singapore 2030-12-02 18:30",
        "lhr 2030-12-01T21:35 SIN 2030-12-02T18:30".replace("lhr", "LHR"),
        "SYD 2030-06-01T08:00 LHR 2030-06-01T21:00",  # 22 hours without a stop are planned
        "LHR 2040-12-01T10:00 Paris 2040-12-01T12:20",
    ],
)
def test_a_usual_flight_needs_no_question(line: str) -> None:
    assert wrong(line) == []


@pytest.mark.parametrize(
    ("line", "question"),
    [
        (
            "LHR 2030-12-01T21:35 SIN 2030-12-01T20:00",
            "Ride 1 arrives 9 h 35 min before it departs, each on its own clock.",
        ),
        (
            "LHR 2030-12-01T10:00 LHR 2030-12-01T10:00",
            "Ride 1 arrives at the moment it departs.",
        ),
        (
            "LHR 2030-12-01T10:00 SIN 2030-12-01T19:00",
            "Ride 1, London Heathrow to Singapore, is 10,882 km in 1 h: that would be 10,882 km/h.",
        ),
        (
            "LHR 2030-12-01T10:00 Toulouse 2030-12-01T16:00",
            "Ride 1, London Heathrow to Toulouse, is 887 km in 5 h: that would be 177 km/h.",
        ),
        ("LHR 2030-12-01T10:00 SIN 2030-12-03T10:00", "Ride 1 takes 40 h: is that one ride?"),
        (
            "LHR 2030-12-01T10:00 LHR 2030-12-01T12:00",
            "Ride 1 ends where it begins: London Heathrow.",
        ),
        ("LHR 2020-12-01T21:35 SIN 2020-12-02T18:30", "Ride 1 departs in the past."),
        (
            "LHR 9999-12-01T21:35 SIN 9999-12-02T18:30",
            "Ride 1 departs more than 30 years from now.",
        ),
    ],
)
def test_an_unlikely_flight_is_asked_about(line: str, question: str) -> None:
    assert wrong(line) == [question]


def test_what_may_be_right_after_all_is_a_doubt_and_what_cannot_be_is_none() -> None:
    long = check_trip(trip("LHR 2030-12-01T10:00 SIN 2030-12-03T10:00"), Choices(), BEFORE)
    past = check_trip(trip("LHR 2020-12-01T21:35 SIN 2020-12-02T18:30"), Choices(), BEFORE)
    assert [problem.doubt for problem in (*long, *past)] == [True, False]


def test_a_leg_that_begins_before_the_last_one_ended_is_told() -> None:
    assert wrong(
        "LHR 2030-12-01T21:35 DXB 2030-12-02T08:30", "DXB 2030-12-02T08:00 SIN 2030-12-02T19:30"
    ) == ["Ride 2 departs before ride 1 arrives."]


def test_everything_is_told_at_once() -> None:
    chosen = Choices(interval=timedelta(minutes=10))
    assert len(wrong("LHR 2020-12-01T21:35 SIN 2020-12-01T20:00", chosen=chosen)) == 3


def test_a_trip_needs_a_leg() -> None:
    assert told(check_trip(Trip(()), Choices(), BEFORE)) == [
        "There is no ride: a trip needs one at least."
    ]


def test_a_driver_does_not_sleep_at_the_wheel() -> None:
    window = read_sleep("09:00-12:00")
    assert window
    line = "Paris 2030-07-01T08:00 Toulouse 2030-07-01T15:10"
    chosen = Choices(Sleep(window))
    assert wrong(line, mode="car", chosen=chosen) == [
        "On ride 1 you'd be at the wheel during your sleep window."
    ]
    assert wrong(line, mode="train", chosen=chosen) == []


@pytest.mark.parametrize(
    ("line", "told_"),
    [
        ("LHR SIN", "Ride 1 is “LHR SIN”: write place, time, place, time, such as"),
        ("", "Ride 1 is “”: write place, time"),
        (
            "LHR 2030-02-30T10:00 SIN 2030-12-02T18:30",
            "there is no such date or time as 2030-02-30T10:00",
        ),
        (
            "LHR 2030-12-01T25:00 SIN 2030-12-02T18:30",
            "there is no such date or time as 2030-12-01T25:00",
        ),
        ("LHR 20300-12-01T21:35 SIN 2030-12-02T18:30", "no such date or time as 20300-12-01T21:35"),
        (
            "LHR 2030-03-31T01:30 SIN 2030-03-31T22:30",
            "in London Heathrow there is no 2030-03-31T01:30",
        ),
        (
            "LHR 2030-10-27T01:30 SIN 2030-10-27T22:30",
            "twice that night. Write 2030-10-27T01:30+01:00 or 2030-10-27T01:30+00:00.",
        ),
        (
            "LHR 2030-12-01T21:35+05:00 SIN 2030-12-02T18:30",
            "the clocks are not at that distance from UTC at 2030-12-01T21:35",
        ),
        (
            "LHX 2030-12-01T21:35 SIN 2030-12-02T18:30",
            "no place called “LHX”. Did you mean London Heathrow, England, GB (LHR)?",
        ),
        (
            "Qqq 2030-12-01T21:35 SIN 2030-12-02T18:30",
            "no place called “Qqq”. Try a bigger town near it.",
        ),
        (
            "London 2030-12-01T21:35 SIN 2030-12-02T18:30",
            "“London” can be London, England, GB; London, Ontario, CA. Say which, with its country.",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_a_way_out(line: str, told_: str) -> None:
    with pytest.raises(InvalidTrip) as raised:
        read_leg(read_line(line, 1), 1, Atlas())
    said = told(raised.value.problems)
    assert len(said) == 1
    assert told_.replace("GB", "United Kingdom").replace("CA.", "Canada.") in said[0]


def test_a_clock_face_that_comes_twice_is_settled_by_its_offset() -> None:
    first, second = (
        ride(f"LHR 2030-10-27T01:30{offset} SIN 2030-10-27T22:30").leaves
        for offset in ("+01:00", "Z")
    )
    assert second - first == timedelta(hours=1)


def test_both_ends_of_a_leg_are_looked_at() -> None:
    with pytest.raises(InvalidTrip) as raised:
        read_leg(read_line("London 2030-12-01T21:35 Qqq 2030-12-02T18:30", 3), 3, Atlas())
    assert [(p.leg, p.field) for p in raised.value.problems] == [(3, "origin"), (3, "destination")]


@pytest.mark.parametrize("written", ["23:00", "23:00-23:00", "24:00-06:00", "x", "", "23-6"])
def test_a_sleep_window_of_another_form_is_none(written: str) -> None:
    assert read_sleep(written) is None


def test_a_leg_needs_zones() -> None:
    leg = ride("LHR 2030-12-01T21:35 SIN 2030-12-02T18:30")
    with pytest.raises(ValueError, match="has no time zone"):
        type(leg)(
            "plane",
            leg.origin,
            leg.destination,
            datetime(2030, 1, 1),  # noqa: DTZ001
            datetime(2030, 1, 1, tzinfo=UTC),
        )
