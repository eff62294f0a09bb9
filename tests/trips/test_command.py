"""`legwise trip`, as somebody types it."""

import json
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import ics  # type: ignore[import-untyped]
import pytest
from icalendar import Calendar

from tests.commands import Legwise

OUT = "LHR 2030-12-01T21:35 SIN 2030-12-02T18:30"


@pytest.fixture
def trip(legwise: Legwise) -> Legwise:
    """Run `legwise trip` in an empty folder; exit code, stdout, stderr."""
    return partial(legwise, "trip")


def planned(trip: Legwise, *arguments: str) -> dict[str, Any]:
    code, out, err = trip(*arguments, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_the_plan_is_told_on_both_clocks(trip: Legwise) -> None:
    code, out, err = trip("--leg", OUT, "--sleep", "23:30-06:00")
    assert (code, err) == (0, "")
    assert out.startswith(
        "Ride 1: London (LHR) → Singapore (SIN), by plane, 12 h 55 min\n"
        "  Sun 1 Dec 2030, 21:35 (Europe/London)\n"
        "  Mon 2 Dec 2030, 18:30 (Asia/Singapore)\n"
        "No nudges from 23:30 to 06:00, on the clock of the place each ride departs from.\n"
    )
    assert "\nLondon | Singapore\n  Sun 1 Dec, 22:20 | Mon 2 Dec, 06:20  Toe lifts: " in out
    assert out.count("Only while the seat-belt sign is off") == 1
    assert out.endswith("Information, never a diagnosis. No clinician has reviewed it yet.\n")


def test_the_json_has_each_reminder_in_utc_and_local(trip: Legwise) -> None:
    found = planned(trip, "--leg", OUT)
    assert [leg["destination"]["code"] for leg in found["legs"]] == ["SIN"]
    moves = [r for r in found["reminders"] if r["kind"] == "move"]
    assert len(moves) == 16
    for reminder in found["reminders"]:
        at, local = (datetime.fromisoformat(reminder[key]) for key in ("at", "local"))
        assert at == local
        assert at.utcoffset() == timedelta(0)
        assert reminder["text"]
        assert set(reminder["sources"]) <= set(found["sources"])
    assert all(a["text"] != b["text"] for a, b in pairwise(moves))


def test_the_sleep_window_can_be_on_the_clock_of_arrival(trip: Legwise) -> None:
    found = planned(trip, "--leg", OUT, "--sleep", "22:00-12:00", "--sleep-clock", "arrival")
    # Take-off is at 05:35 in Singapore, and breakfast at noon there.
    first = next(r for r in found["reminders"] if r["kind"] == "move")
    assert datetime.fromisoformat(first["at"]).isoformat() == "2030-12-02T04:10:00+00:00"


def test_a_drive_has_stops_and_nothing_else(trip: Legwise) -> None:
    line = "Paris 2030-07-01T08:00 Toulouse 2030-07-01T15:10"
    found = planned(trip, "--leg", line, "--mode", "car", "--driver")
    on_the_way = [r for r in found["reminders"] if r["kind"] in {"move", "drink"}]
    assert [r["local"][11:16] for r in on_the_way] == ["09:47", "11:35", "13:22"]
    assert all(r["text"].startswith("Stop where it is safe") for r in on_the_way)


def test_where_both_ends_keep_one_clock_it_is_told_once(trip: Legwise) -> None:
    _, out, _ = trip("--leg", "Paris 2030-07-01T08:00 Toulouse 2030-07-01T12:20", "--mode", "train")
    assert "\nParis → Toulouse\n  Mon 1 Jul, 08:45  Toe lifts" in out


def test_drinking_is_spoken_of_only_where_it_was_asked_for(trip: Legwise) -> None:
    kinds = {reminder["kind"] for reminder in planned(trip, "--leg", OUT)["reminders"]}
    asked = planned(trip, "--leg", OUT, "--drinks")["reminders"]
    assert kinds == {"prepare", "move", "land", "watch"}
    drinks = [reminder["text"] for reminder in asked if reminder["kind"] == "drink"]
    assert "only what your own care team allows" in drinks[0]


def test_the_plan_begins_with_who_should_talk_to_a_clinician_first(trip: Legwise) -> None:
    first = planned(trip, "--leg", OUT)["reminders"][0]["text"]
    assert first.startswith("Before your journey: talk to a clinician first")
    assert "an earlier blood clot" in first


def test_rides_can_be_of_several_kinds(trip: Legwise) -> None:
    first = "Paris, France 2030-07-01T08:00 LHR 2030-07-01T10:30"
    second = "LHR 2030-07-01T14:00 JFK 2030-07-01T17:00"
    modes = ("--mode", "train", "--mode", "plane")
    found = planned(trip, "--leg", first, "--leg", second, *modes)
    assert [leg["mode"] for leg in found["legs"]] == ["train", "plane"]


def test_the_plan_speaks_spanish(trip: Legwise) -> None:
    code, out, _ = trip("--leg", OUT, "--language", "es")
    assert code == 0
    assert "en avión" in out
    assert "Puntas arriba" in out
    assert "dom 1 dic" in out


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ["London 2030-12-01T21:35 SIN 2030-12-02T18:30"],
            ["Ride 1: “London” can be London, England, United Kingdom; London, Ontario, Canada."],
        ),
        (
            ["LHR 2030-12-01T21:35 LHX 2030-12-02T18:30"],
            ["Ride 1: I know no place called “LHX”. Did you mean"],
        ),
        (
            ["LHR 2030-12-02T18:30 SIN 2030-12-01T21:35"],
            ["Ride 1 arrives 28 h 55 min before it departs"],
        ),
        (["LHR 2030-12-01T10:00 SIN 2030-12-01T19:00"], ["that would be 10,883 km/h"]),
        (["LHR 2030-12-01T10:00 SIN 2030-12-03T10:00"], ["Ride 1 takes 40 h: is that one ride?"]),
        (["LHR 2020-12-01T21:35 SIN 2020-12-02T18:30"], ["Ride 1 departs in the past."]),
        (["LHR 2030-03-31T01:30 SIN 2030-03-31T22:30"], ["there is no 2030-03-31T01:30"]),
        (
            ["LHR 2030-10-27T01:30 SIN 2030-10-27T22:30"],
            ["Write 2030-10-27T01:30+01:00 or 2030-10-27T01:30+00:00."],
        ),
        (
            [OUT, "SIN 2030-12-02T10:00 AKL 2030-12-03T01:00"],
            ["Ride 2 departs before ride 1 arrives."],
        ),
        (
            ["LHR", "Qqq 2030-12-02T10:00 AKL 2030-12-03T01:00"],
            ["Ride 1 is “LHR”: write", "Ride 2: I know no place called “Qqq”"],
        ),
    ],
)
def test_what_the_chat_would_ask_about_is_refused_a_line_for_each(
    trip: Legwise, lines: list[str], told: list[str]
) -> None:
    code, out, err = trip(*(part for line in lines for part in ("--leg", line)), "--json")
    assert (code, out) == (2, "")
    for said, line in zip(err.splitlines(), told, strict=True):
        assert line in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--leg", OUT, "--sleep", "23-6"], "--sleep is '23-6': write two different times"),
        (["--leg", OUT, "--every", "10"], "10 is not in the range 30<=x<=120"),
        (["--leg", OUT, "--mode", "bus", "--mode", "car"], "--mode is there 2 times"),
        (["--leg", OUT, "--driver"], "--driver is for rides by car"),
        (["--leg", OUT, "--language", "xx"], "--language is 'xx'"),
        (["--leg", OUT, "--ics", "nowhere/a.ics"], "cannot be written: No such file or directory"),
        ([], "Missing option '--leg'"),
    ],
)
def test_an_option_that_makes_no_sense_is_told_in_one_line(
    trip: Legwise, arguments: list[str], told: str
) -> None:
    code, out, err = trip(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_somebody_who_is_sure_may_ride_for_forty_hours(trip: Legwise) -> None:
    line = "LHR 2030-12-01T10:00 SIN 2030-12-03T10:00"
    assert planned(trip, "--leg", line, "--mode", "bus", "--sure")["legs"][0]["minutes"] == 2400


# --- the calendar file ----------------------------------------------------------------------------


def events(path: str = "a.ics") -> dict[str, Any]:
    calendar = Calendar.from_ical(Path(path).read_bytes())
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_every_reminder_is_an_event_with_an_alarm_for_two_readers(trip: Legwise) -> None:
    found = planned(trip, "--leg", OUT, "--ics", "a.ics")["reminders"]
    at = [datetime.fromisoformat(reminder["at"]) for reminder in found]
    ours, theirs = events(), ics.Calendar(Path("a.ics").read_text(encoding="utf-8"))
    assert [event.start for event in ours.values()] == at
    assert sorted(event.begin.datetime for event in theirs.events) == at
    assert all(len(event.alarms) == 1 for event in theirs.events)
    told = {event.uid: (event.name, event.description) for event in theirs.events}
    assert told == {uid: (str(e["summary"]), str(e["description"])) for uid, e in ours.items()}


def test_no_line_of_the_file_is_longer_than_the_standard_allows(trip: Legwise) -> None:
    trip("--leg", OUT, "--ics", "a.ics", "--language", "es")
    data = Path("a.ics").read_bytes()
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_a_changed_plan_keeps_its_names_and_rises(trip: Legwise) -> None:
    trip("--leg", OUT, "--ics", "a.ics")
    before = events()
    trip("--leg", OUT, "--ics", "a.ics", "--every", "60")
    after = events()
    assert before.keys() == after.keys()
    assert {int(event["sequence"]) for event in after.values()} == {1}
    gone = [uid for uid, event in after.items() if event["status"] == "CANCELLED"]
    assert gone
    assert all("-move-" in uid or "-drink-" in uid for uid in gone)


def test_the_same_plan_again_does_not_rise(trip: Legwise) -> None:
    trip("--leg", OUT, "--ics", "a.ics")
    trip("--leg", OUT, "--ics", "a.ics")
    assert {int(event["sequence"]) for event in events().values()} == {0}


def test_a_late_trip_moves_its_events(trip: Legwise) -> None:
    trip("--leg", OUT, "--ics", "a.ics")
    trip("--leg", OUT, "--ics", "b.ics", "--delay", "30")
    late, booked = events("b.ics"), events()
    assert late.keys() == booked.keys()
    moved = next(uid for uid in late if "-move-1" in uid)
    assert late[moved].start - booked[moved].start == timedelta(minutes=30)
    assert int(late[moved]["sequence"]) == 1


def test_a_cancelled_trip_takes_everything_back(trip: Legwise) -> None:
    trip("--leg", OUT, "--ics", "a.ics")
    booked = events()
    code, out, _ = trip("--leg", OUT, "--ics", "off.ics", "--cancelled", "--json")
    assert (code, json.loads(out)["reminders"]) == (0, [])
    off = events("off.ics")
    assert off.keys() == booked.keys()
    assert {str(event["status"]) for event in off.values()} == {"CANCELLED"}
    assert b"METHOD:CANCEL\r\n" in Path("off.ics").read_bytes()


@pytest.mark.parametrize("there", [b"my notes", b"", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"])
def test_a_file_of_something_else_is_left_alone(trip: Legwise, there: bytes) -> None:
    Path("a.ics").write_bytes(there)
    code, _, err = trip("--leg", OUT, "--ics", "a.ics")
    assert (code, err) == (2, "a.ics is something else: name another file\n")
    assert Path("a.ics").read_bytes() == there


def test_the_calendar_of_another_trip_is_left_alone(trip: Legwise) -> None:
    trip("--leg", OUT, "--ics", "a.ics")
    code, _, err = trip("--leg", OUT.replace("2030", "2031"), "--ics", "a.ics")
    assert (code, err) == (2, "a.ics is the calendar of another trip: name another file\n")


def test_the_trip_card_is_a_picture(trip: Legwise) -> None:
    code, _, err = trip("--leg", OUT, "--picture", "card.png", "--dark")
    assert (code, err) == (0, "")
    assert Path("card.png").read_bytes().startswith(b"\x89PNG")
