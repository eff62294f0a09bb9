"""Whole trips in a chat, on a virtual clock. It is Tuesday, 24 November 2026, noon in London."""

from inspect import cleandoc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.alarm import Alarm
from bot.flow.events import Commanded, Said
from tests.chat import Chat, mistakes, play, said

TOO_SHORT = ["plane", "lhr", "1 december 2026 21:35", "sin", "2 december 2026 06:35", "aisle"]
BACKWARDS = ["plane", "lhr", "1 december 2026 21:35", "sin", "1 december 2026 23:00", "aisle"]
ENDLESS = [
    *("plane", "lhr", "1 december 2026 21:35", "sin", "[I know how long it takes]"),
    *("40 hours", "aisle"),
]
FLIGHT = ["plane", "lhr", "1 december 2026 21:35", "sin", "2 december 2026 18:30", "aisle"]
PLAIN = ["no", "no, remind me all the way", "45 minutes", "no", "none of these"]


def chat_with(*typed: str) -> Chat:
    """A chat past consent, with these answers typed; `[…]` taps a button."""
    chat = Chat()
    chat.happen(Commanded("trip"))
    chat.tap("begin:trip")
    for words in ("no", *typed):
        chat.hear(words)
    return chat


def planned(*rides: str) -> Chat:
    """A chat in which a trip of these rides reminds."""
    chat = chat_with(*rides, *PLAIN)
    assert "remind" in offered(chat), shown(chat)
    chat.tap("remind")
    return chat


def offered(chat: Chat) -> list[str]:
    return [button.data for row in chat.card().rows for button in row]


def shown(chat: Chat) -> list[str]:
    chat.full = True
    return chat.hear("/help")[-12:]


def trip_alarms(chat: Chat) -> list[Alarm]:
    return [alarm for alarm in chat.alarms if alarm.owner == "trip"]


def test_a_long_flight_is_planned_moved_and_cancelled() -> None:
    script = cleandoc("""
        > /trip
        …
        > [Agree and start]
        …
        First: is a leg sore, swollen, …? [No] [Yes] [I'm not sure] …
        > no
        …
        > plane
        …
        Where does this ride start? …
        > lhr
        …
        On which day do you leave? …
        > 1 december 2026 9:35pm
        ✓ Tue, Dec 1, 2026
        Where does this ride end? …
        > singapore
        …
        On which day do you arrive, by the clock there? [Tue, Dec 1, 2026] [Wed, Dec 2, 2026] …
        > 2 december 18:30
        …
        > aisle
        …
        Is there another ride after this one? …
        > no
        …
        > no
        …
        How often shall I remind you to move your legs? …
        > 45
        …
        > no
        …
        > none of these
        ✓ None of these
        Your trip, as I understood it [Remind me] [Change an answer] [Start again]
        > [Remind me]
        ✓ Your trip, as I understood it
        (a file: Open this file on your phone: its alarms ring without a network.)
        (a file: Keep this picture among your photos: it needs no network either.)
        Your trip [30 minutes late] [2 hours late] [It is cancelled] [Calendar and picture] [Try an alarm] …
        > [30 minutes late]
        (a file: This file brings your calendar up to date: open it too.)
        (below the earlier file: This picture is out of date: …)
        (a file: Keep this picture among your photos: it needs no network either.)
        ↻ Your trip …
        > /trip
        Your trip …
        > [It is cancelled]
        (a file: This file brings your calendar up to date: open it too.)
        (below the earlier file: This picture is out of date: …)
        ↻ Your trip is cancelled. Nothing will remind you of it. [Undo] [Plan another trip]
    """)
    assert play(script) == script


def test_what_reminds_is_kept_with_the_chat_and_dropped_with_the_trip() -> None:
    chat = planned(*FLIGHT)
    alarms = trip_alarms(chat)
    assert {alarm.kind for alarm in alarms} == {"prepare", "move", "drink", "land", "watch"}
    assert [alarm.at for alarm in alarms] == sorted(alarm.at for alarm in alarms)
    assert chat.state.run is None
    chat.tap("late:120")
    later = trip_alarms(chat)
    moves, moved = ([a.at for a in found if a.kind == "move"] for found in (alarms, later))
    assert [at + 2 * 3600 for at in moves] == moved
    chat.tap("off")
    assert trip_alarms(chat) == []
    assert chat.state.trip is None


def test_a_look_at_the_legs_after_the_journey_begins_the_check_by_one_tap() -> None:
    chat = planned(*FLIGHT)
    chat.hear("(9 days later)")
    script = cleandoc("""
        > (2 days later)
        ✓ Day 1 after your journey: …
        … Day 3 after your journey: … [Start the check]
        > [Start the check] on an older card
        (That button is from earlier. Here is where we are.)
        Your trip …
        > [Start the check]
        ✓ Day 3 after your journey: …
        First, the things that cannot wait. …
        > [Start the check] on an older card
        (That button is from earlier. Here is where we are.)
        First, the things that cannot wait. …
    """)
    assert play(script, chat=chat) == script


def test_from_an_emergency_a_look_at_the_legs_leads_nowhere_else() -> None:
    chat = planned(*FLIGHT)
    chat.hear("(9 days later)")
    chat.hear("I can't breathe")
    assert chat.hear("[Start the check]")[-1].startswith("(This stays until you tap")
    assert chat.state.view == "result"


def test_reminders_ring_on_the_way_and_tell_when_the_bot_was_down() -> None:
    chat = planned(*FLIGHT)
    lines = chat.hear("(10 days later)")
    assert any("heel" in line.lower() or "ankle" in line.lower() for line in lines)
    assert any(line.startswith("Day 1 after your journey") for line in lines)
    away = planned(*FLIGHT).hear("(the bot is away for 8 days)")
    assert any("Reminders that went by while you were on the way" in line for line in away)
    assert not any("heels" in line for line in away)


def test_on_landing_no_more_than_the_last_nudge_of_the_way_is_there() -> None:
    chat = planned(*FLIGHT)
    chat.hear("(8 days later)")
    there = [said(doc) for doc in chat.shown.values()]
    assert not any("Toe lifts" in words or "Thigh" in words for words in there)
    assert any("You have arrived in Singapore" in words for words in there)
    assert any("while you were on the way" in words for words in there)


def test_a_sore_leg_is_looked_at_before_any_trip() -> None:
    script = cleandoc("""
        > /trip
        …
        > [Agree and start]
        …
        > yes
        ✓ Yes
        Look at that leg first …
    """)
    assert play(script) == script


def test_planning_a_trip_takes_back_no_promise_of_an_earlier_check() -> None:
    chat = Chat()
    chat.finish(swelling="one_leg")
    promised = chat.state.following
    assert promised is not None
    chat.happen(Commanded("trip"))
    for words in ("no", *FLIGHT, *PLAIN):
        chat.hear(words)
    chat.tap("remind")
    assert chat.state.following == promised
    assert any(alarm.owner == "check" for alarm in chat.alarms)


@pytest.mark.parametrize(
    ("rides", "told"),
    [
        (TOO_SHORT, "{speed} km/h"),
        (BACKWARDS, "before it departs"),
        (ENDLESS, "is that one ride?"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_asked_about_at_its_answer(rides: list[str], told: str) -> None:
    chat = chat_with(*rides, *PLAIN)
    doc = [block.text.english for block in chat.card().doc]
    assert any(told in words for words in doc)
    (change,) = (data for data in offered(chat) if data.startswith("edit:"))
    assert change in {"edit:arrive_day", "edit:takes"}
    chat.tap(change)
    assert chat.state.view == f"question:{change.removeprefix('edit:')}"
    chat.hear("13 hours" if change == "edit:takes" else "2 december 2026 18:30")
    assert not [data for data in offered(chat) if data.startswith("edit:")]


def test_what_cannot_be_is_not_planned_and_what_is_unusual_is_confirmed() -> None:
    impossible = chat_with(*BACKWARDS, *PLAIN)
    assert "remind" not in offered(impossible)
    assert "(That button is from earlier. Here is where we are.)" in impossible.lines(
        impossible.tap("remind")
    )
    unusual = chat_with(*TOO_SHORT, *PLAIN)
    assert "[It is right: remind me]" in [label for label, _ in unusual.buttons]
    unusual.tap("remind")
    assert trip_alarms(unusual)


def test_times_on_the_clock_of_another_place_are_asked_again() -> None:
    chat = chat_with(*FLIGHT, *PLAIN)
    script = cleandoc("""
        > [Change an answer]
        ↻ Your answers …
        > [To]
        ↻ Where does this ride end? …
        > new york
        ✓ New York…
        (The clocks are different there, so I ask about the time again.) On which day do you arrive, …
        > 2 december 00:40
        ✓ Wed, Dec 2, 2026
        Your trip, as I understood it [Remind me] …
    """)
    assert play(script, chat=chat) == script


def test_another_place_with_the_same_clock_or_a_length_leaves_the_times_as_they_are() -> None:
    for ride, other, told in (
        (FLIGHT, "kuala lumpur", True),
        (FLIGHT, "Changi", False),
        ([*ENDLESS[:5], "13 hours", "aisle"], "kuala lumpur", False),
    ):
        chat = chat_with(*ride, *PLAIN)
        chat.tap("list")
        chat.tap("edit:to")
        assert ("The clocks are different" in "".join(chat.hear(other))) == told


def test_a_trip_is_forgotten_after_its_last_look_at_the_legs_and_not_before() -> None:
    chat = planned(*FLIGHT)
    kept = []
    for days in (60, 10):
        chat.hear(f"({days} days later)")
        kept.append((bool(trip_alarms(chat)), chat.state.trip is not None, chat.state.view))
    assert kept == [(True, True, "trip"), (False, False, "")]
    assert "First: is a leg sore" in chat.hear("/trip")[-1]


def test_two_rides_that_overlap_are_noticed() -> None:
    chat = chat_with(
        *FLIGHT,
        *("yes", "plane", "sin", "2 december 2026 17:00", "syd", "3 december 2026 04:00", "aisle"),
        *PLAIN,
    )
    assert "Ride {leg} departs before ride {before} arrives." in [
        block.text.english for block in chat.card().doc
    ]
    assert "edit:day_2" in offered(chat)


def test_whoever_lands_before_they_left_crossed_the_date_line() -> None:
    flight = ["plane", "akl", "1 december 2026 19:45", "lax", "1 december 2026 10:45 am", "window"]
    chat = planned(*flight)
    assert trip_alarms(chat)


def test_a_driver_is_told_to_stop_every_two_hours_at_most() -> None:
    chat = planned(
        *("car", "yes", "madrid", "[Madrid, Comunidad de Madrid, Spain]", "5 december 2026 08:00"),
        *("lisbon", "[I know how long it takes]", "6 hours"),
    )
    moves = [alarm for alarm in trip_alarms(chat) if alarm.kind == "move"]
    assert len(moves) == 2
    assert "drink" not in {alarm.kind for alarm in trip_alarms(chat)}


def test_nobody_with_a_limit_on_fluids_is_told_to_drink() -> None:
    chat = chat_with(*FLIGHT, "no", "no, remind me all the way", "45", "not sure", "none of these")
    chat.tap("remind")
    assert "drink" not in {alarm.kind for alarm in trip_alarms(chat)}


def test_nobody_is_woken_in_the_hours_they_want_to_sleep() -> None:
    sleep = ["yes, by the clock where i arrive", "23:00", "06:30"]
    chat = chat_with(*FLIGHT, "no", *sleep, "45", "no", "none of these")
    chat.tap("remind")
    moves = [alarm for alarm in trip_alarms(chat) if alarm.kind == "move"]
    assert moves
    for alarm in moves:
        minute = (alarm.at // 60 + 8 * 60) % (24 * 60)  # Singapore is eight hours ahead
        assert 6 * 60 + 30 <= minute < 23 * 60


TRIAL = """
    > [Try an alarm]
    (It rings in two minutes. Put your phone away until then.)
    > (2 minutes later)
    (This is the trial of your alarms.) Did it ring? [Yes] [No, or I heard nothing]
"""


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("Yes", "✓ It rang. The others will too, while your phone has a network."),
        ("No, or I heard nothing", "✓ Then don't rely on Telegram alone:"),
    ],
)
def test_a_trial_rings_in_two_minutes_and_asks_whether_it_was_heard(
    label: str, answer: str
) -> None:
    script = f"{cleandoc(TRIAL)}\n> [{label}]\n{answer}"
    chat = planned(*FLIGHT)
    assert play(script, chat=chat) == script
    assert not chat.state.rung


def test_whoever_hears_no_trial_is_told_of_the_calendar_the_picture_and_the_settings() -> None:
    chat = planned(*FLIGHT)
    chat.tap("try")
    chat.hear("(2 minutes later)")
    chat.full = True
    told = "\n".join(chat.hear("[No, or I heard nothing]"))
    assert "calendar file" in told
    assert "among your photos" in told
    assert "let Telegram notify you" in told


def test_a_trip_is_listed_and_stopped_with_the_other_reminders() -> None:
    chat = planned(*FLIGHT)
    assert any("Trip to Singapore" in line for line in chat.hear("/reminders"))
    chat.tap("open:trip")
    chat.tap("delete")
    assert trip_alarms(chat) == []
    assert chat.hear("/trip")[-1].startswith("First: is a leg sore")


WORDS = st.sampled_from(
    [
        *FLIGHT,
        *PLAIN,
        "yes",
        "car",
        "madrid",
        "today 7",
        "2 hours",
        "back",
        "23:00",
        "sleep",
        "3/12",
    ]
)
TAPS = st.sampled_from(
    [
        *("remind", "late:30", "off", "file", "try", "list", "go", "back", "begin:trip", "again"),
        *("o:departure", "o:@0", "d:2026-12-01", "page:07", "d:07:30", "edit:to", "o:by_length"),
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 14), st.lists(WORDS | TAPS.map(lambda t: f"tap {t}"), max_size=8))
def test_whatever_is_done_with_a_trip_telegram_takes_the_answer(
    begun: int, script: list[str]
) -> None:
    chat = chat_with(*[*FLIGHT, *PLAIN][:begun])
    for line in script:
        choice = line.removeprefix("tap ")
        effects = chat.happen(Said(line)) if choice == line else chat.tap(choice)
        assert not list(mistakes(chat, effects))


def test_a_trip_deleted_by_mistake_comes_back_with_all_its_reminders() -> None:
    chat = planned(*FLIGHT)
    before = {(alarm.kind, alarm.at) for alarm in trip_alarms(chat)}
    chat.hear("/reminders")
    chat.tap("open:trip")
    chat.hear("[Delete]")
    assert not trip_alarms(chat)
    chat.hear("[Undo]")
    assert {(alarm.kind, alarm.at) for alarm in trip_alarms(chat)} == before


def test_where_both_ends_of_a_ride_share_a_clock_none_is_named() -> None:
    chat = chat_with("train", "madrid, spain", "1 december 2026 10:00", "barcelona, spain")
    for words in ("1 december 2026 13:00", "aisle", *PLAIN):
        chat.hear(words)
    chat.tap("remind")
    told = shown_of(chat)
    assert "From Madrid" in told
    assert "• To Barcelona" in told
    assert "the next on Mon, Nov 30, 2026 at 10:00 AM." in told


def shown_of(chat: Chat) -> str:
    chat.full = True
    return "\n".join(chat.hear("/trip"))
