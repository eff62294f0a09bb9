"""Trips as they are lived in a chat: what comes, in which order, and what never comes twice or too late."""

from collections.abc import Iterator
from datetime import timedelta
from inspect import cleandoc
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.flow.events import Commanded
from tests.chat import Chat, play, said

EAST = ["plane", "lhr", "1 december 2026 21:35", "sin", "2 december 2026 18:30", "aisle"]
TRAIN = ["train", "paris", "1 december 2026 08:00", "toulouse, france"]
FIRST = ["plane", "lhr", "1 december 2026 14:20", "dxb", "2 december 2026 01:00", "aisle"]
ON = ["plane", "dxb", "2 december 2026 02:30", "sin", "2 december 2026 13:40", "aisle"]
BACK = ["plane", "dxb", "10 december 2026 02:30", "lhr", "10 december 2026 06:40", "window"]
AWAKE = ["no, that is all", "no, remind me all the way", "45", "no", "none of these"]
ASLEEP = ["no", "yes, by the clock where I start", "23:00", "06:00", "45", "no", "none of these"]


def reminded(*typed: str) -> Chat:
    """A chat with a trip that reminds."""
    chat = Chat()
    chat.happen(Commanded("trip"))
    chat.tap("begin:trip")
    for words in ("no", *typed):
        chat.hear(words)
    chat.tap("remind")
    assert chat.state.trip is not None
    return chat


def diary(chat: Chat, days: float, zone: str) -> Iterator[str]:
    """Let time pass; yield the first line of each message, with what a clock in that zone shows."""
    until = chat.now + timedelta(days=days)
    while due := [alarm.due for alarm in chat.alarms if alarm.due <= until]:
        chat.now = max(chat.now, min(due))
        lines = [line.partition(" [")[0] for line in chat.lines(chat.ring())]
        local = chat.now.astimezone(ZoneInfo(zone))
        yield from (f"{local:%a %d %b %H:%M} {line.partition(': ')[0]}" for line in lines if line)
    chat.now = until


def words_there(chat: Chat) -> str:
    return "\n".join(said(doc) for doc in chat.shown.values())


def test_a_night_flight_is_quiet_while_one_sleeps_and_ends_with_five_looks_at_the_legs() -> None:
    chat = reminded(*EAST, *ASLEEP)
    lines = [line for line in diary(chat, 70, "Europe/London") if "✓" not in line]
    assert (
        lines
        == cleandoc("""
        Mon 30 Nov 10:00 Before your journey
        Mon 30 Nov 18:00 Your journey is tomorrow
        Tue 01 Dec 21:05 Soon you'll sit for a while
        Tue 01 Dec 22:20 Toe lifts
        Wed 02 Dec 06:10 A walk
        Wed 02 Dec 06:25 Have something to drink, if you'd like.
        Wed 02 Dec 06:55 Ankle circles
        Wed 02 Dec 07:40 Tiptoes
        Wed 02 Dec 08:25 Heel lifts
        Wed 02 Dec 09:10 Calf stretch
        Wed 02 Dec 09:55 Knee stretches
        Wed 02 Dec 10:10 Have something to drink, if you'd like.
        Wed 02 Dec 10:30 Reminders that went by while you were on the way
        Thu 03 Dec 02:00 Day 1 after your journey
        Sat 05 Dec 02:00 Day 3 after your journey
        Wed 09 Dec 02:00 Day 7 after your journey
        Wed 16 Dec 02:00 Day 14 after your journey
        Wed 27 Jan 02:00 Eight weeks after your journey
    """).splitlines()
    )


def test_after_landing_one_line_tells_what_went_by_and_what_was_to_be_read_is_still_there() -> None:
    chat = reminded(*EAST, *AWAKE)
    list(diary(chat, 8, "UTC"))
    there = words_there(chat)
    assert "went by while you were on the way: 19. They are over." in there
    assert "an earlier blood clot" in there
    assert "lay out loose clothes" in there
    assert "Toe lifts" not in there


def test_no_exercise_is_the_same_as_the_one_before() -> None:
    chat = reminded(*EAST, *AWAKE)
    moves = [alarm.words for alarm in chat.alarms if alarm.kind == "move"]
    assert len(moves) == 16
    assert all(one != other for one, other in pairwise(moves))


def test_whoever_reads_along_hears_of_limits_on_fluids_once_a_ride() -> None:
    chat = reminded(*EAST, *AWAKE)
    drinks = [len(alarm.more) for alarm in chat.alarms if alarm.kind == "drink"]
    assert drinks == [2, 0, 0]


@pytest.mark.parametrize(("hours", "unsent"), [(190, 4), (192, 19)])
def test_a_bot_that_was_down_tells_it_in_one_line(hours: int, unsent: int) -> None:
    """At noon on 24 November it is 177 h 35 min to take-off, and 190 h 30 min to landing."""
    chat = reminded(*EAST, *AWAKE)
    list(diary(chat, (hours - 3) / 24, "UTC"))
    chat.full = True
    lines = [line for line in chat.hear("(the bot is away for 3 hours)") if line.startswith("(")]
    assert len(lines) == 1
    assert f": {unsent}. " in lines[0]


def test_of_several_looks_that_are_late_the_newest_is_asked_for() -> None:
    chat = reminded(*EAST, *AWAKE)
    list(diary(chat, 8, "UTC"))
    chat.full = True
    lines = chat.hear("(the bot is away for 5 days)")
    assert [line for line in lines if "after your journey" in line or "away" in line] == [
        "(I was away, so this comes later than I said.)",
        "Day 3 after your journey: look at both legs, and feel them.",
    ]


def test_between_two_flights_a_nudge_may_wait_for_the_end_of_its_own_flight() -> None:
    chat = reminded(*FIRST, "yes, another ride", *ON, *AWAKE)
    lines = iter(diary(chat, 20, "Asia/Dubai"))
    next(line for line in lines if "Toe lifts" in line)
    assert chat.hear("[After arrival]") == ["✓ After arrival"]
    after = [line for line in lines if "Wed 02 Dec 01:" in line and "✓" not in line]
    assert after == [
        "Wed 02 Dec 01:00 Reminders that went by while you were on the way",
        "Wed 02 Dec 01:20 Toe lifts",
    ]


def test_nobody_is_asked_twice_what_to_ask_a_clinician_and_a_look_keeps_its_button() -> None:
    chat = reminded(*FIRST, "yes, another ride", *BACK, *AWAKE)
    lines = list(diary(chat, 15.5, "Asia/Dubai"))
    assert [line for line in lines if "Before your journey" in line and "✓" not in line] == [
        "Mon 30 Nov 14:00 Before your journey"
    ]
    script = cleandoc("""
        > [Start the check]
        ✓ Day 7 after your journey: look at both legs, and feel them.
        First, the things that cannot wait. …
    """)
    assert play(script, chat=chat) == script


def test_a_trip_there_and_back_is_called_by_where_it_leads() -> None:
    chat = reminded(*FIRST, "yes, another ride", *BACK, *AWAKE)
    assert any("Trip to Dubai" in line for line in chat.hear("/reminders"))


def test_a_cancelled_trip_says_nothing_more_and_its_buttons_are_gone() -> None:
    chat = reminded(*EAST, *AWAKE)
    list(diary(chat, 6, "UTC"))
    chat.hear("[It is cancelled]")
    assert not chat.state.rung
    assert list(diary(chat, 90, "UTC")) == []


def test_whoever_stops_the_nudges_is_still_asked_to_look_at_their_legs() -> None:
    chat = reminded(*EAST, *AWAKE)
    list(diary(chat, 7.5, "UTC"))
    assert chat.hear("[Stop these reminders]") == [
        "(a file: This file brings your calendar up to date: open it too.)",
        "✓ Stopped. I still ask you to look at your legs afterwards; /reminders ends that too.",
    ]
    chat.tap("late:30")
    lines = [line for line in diary(chat, 70, "Asia/Singapore") if "✓" not in line]
    assert [line.partition(" after")[0] for line in lines] == [
        "Thu 03 Dec 10:00 Day 1",
        "Sat 05 Dec 10:00 Day 3",
        "Wed 09 Dec 10:00 Day 7",
        "Wed 16 Dec 10:00 Day 14",
        "Wed 27 Jan 10:00 Eight weeks",
    ]


def test_whoever_pauses_a_trip_is_still_asked_to_look_at_their_legs() -> None:
    chat = reminded(*EAST, *AWAKE)
    chat.hear("/reminders")
    chat.tap("open:trip")
    chat.tap("pause")
    lines = list(diary(chat, 10, "Asia/Singapore"))
    assert lines == ["Thu 03 Dec 10:00 Day 1 after your journey"]


def test_in_a_train_three_that_were_ignored_bring_the_offer_of_fewer() -> None:
    chat = reminded(*TRAIN, "[I know how long it takes]", "12 hours", "aisle", *AWAKE)
    lines = iter(diary(chat, 20, "Europe/Paris"))
    next(line for line in lines if "Tiptoes" in line)
    assert "The last ones didn't suit you. Shall I send fewer?" in words_there(chat)
    chat.hear("[Fewer]")
    assert chat.state.trip is not None
    assert chat.state.trip.choices.interval == timedelta(minutes=60)
    ahead = [alarm.at for alarm in chat.alarms if alarm.kind == "move"]
    assert {(later - at) // 60 for at, later in pairwise(ahead)} == {60}


def test_in_the_air_and_at_the_wheel_nobody_is_taken_to_ignore_anything() -> None:
    drive = ["car", "yes", "paris", "1 december 2026 08:00", "toulouse, france"]
    for ride in (EAST, [*drive, "[I know how long it takes]", "10 hours"]):
        chat = reminded(*ride, *AWAKE)
        chat.full = True
        assert not any("didn't suit you" in line for line in chat.hear("(9 days later)"))
