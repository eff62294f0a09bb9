"""Delays as they are typed while a trip is planned. It leaves London on 1 December 2026 at 21:35, for Singapore."""

from datetime import timedelta
from inspect import cleandoc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.drawings import TripCalendar, TripCard
from bot.flow.effects import File, Recaption
from bot.flow.events import Commanded, Said
from tests.chat import Chat, mistakes, play

FLIGHT = ["plane", "lhr", "1 december 2026 21:35", "sin", "2 december 2026 18:30", "aisle"]
PLAIN = ["no", "no, remind me all the way", "45 minutes", "no", "none of these"]
VUELO = ["avión", "lhr", "1 diciembre 2026 21:35", "sin", "2 diciembre 2026 18:30", "pasillo"]
NORMAL = ["no", "no, recuérdamelo todo el camino", "45", "no", "nada de esto"]


def planned(*answers: str, language: str | None = None) -> Chat:
    """A chat in which a trip reminds."""
    chat = Chat(language=language)
    chat.happen(Commanded("trip"))
    chat.tap("begin:trip")
    for words in ("no", *answers):
        chat.hear(words)
    chat.tap("remind")
    return chat


def late(chat: Chat) -> timedelta:
    assert chat.state.trip is not None
    return chat.state.trip.trip.legs[0].late_out


def test_a_typed_delay_moves_the_trip_and_one_tap_takes_it_back() -> None:
    chat = planned(*FLIGHT, *PLAIN)
    script = cleandoc("""
        > we are 40 minutes late
        (a file: This file brings your calendar up to date: open it too.)
        (below the earlier file: This picture is out of date: …)
        (a file: Keep this picture among your photos: it needs no network either.)
        (Noted: 40 minutes late.) Your trip [No, take that back: 40 minutes] [30 minutes late] …
        > [No, take that back: 40 minutes]
        (a file: This file brings your calendar up to date: open it too.)
        (below the earlier file: This picture is out of date: …)
        (a file: Keep this picture among your photos: it needs no network either.)
        ↻ Your trip [30 minutes late] [2 hours late] …
    """)
    assert play(script, chat=chat) == script
    assert late(chat) == timedelta(0)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        *(("delayed by two hours", 120), ("+3h", 180), ("BA11 delayed 1h30", 90)),
        *(("new departure 21:55", 20), ("leaves at 10:15 pm", 40), ("delayed until 01:05", 210)),
        *(("it leaves on 2 December at 11 am", 805), ("salimos con dos horas de retraso", 120)),
        *(("ahora sale a las 22:15", 40), ("media hora de retraso", 30)),
    ],
)
def test_delays_are_understood_as_they_are_told(words: str, minutes: int) -> None:
    chat = planned(*FLIGHT, *PLAIN)
    chat.hear(words)
    assert late(chat) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "words",
    [
        *("we are not late", "is it delayed 2 hours?", "late", "a few hours late", "30 late"),
        *(
            "40 minutes early?",
            "not 40 minutes early",
            "8 days early",
            "my meeting was cancelled",
            "not cancelled",
            "is it cancelled?",
        ),
        *("we land at 21:15", "sin retraso", "the other flight is 2 hours late", "hello", "cancel"),
        *("leaves at 21:15", "departs at 21:35", "30 hours late"),
    ],
)
def test_what_is_not_clear_moves_nothing(words: str) -> None:
    chat = planned(*FLIGHT, *PLAIN)
    lines = chat.hear(words)
    assert late(chat) == timedelta(0)
    assert chat.state.trip is not None
    assert not [line for line in lines if line.startswith("(a file")]
    assert "Your trip" in lines[-1]


def test_a_time_that_may_be_two_is_chosen_by_a_tap() -> None:
    chat = planned(*FLIGHT, *PLAIN)
    script = cleandoc("""
        > leaves at 9:50
        (Which time do you mean?) Your trip [It leaves on Tue, Dec 1, 2026, 9:50 PM, in the evening] …
        > [It leaves on …]
        …
        ↻ Your trip …
    """)
    assert play(script, chat=chat) == script
    assert late(chat) == timedelta(minutes=15)


@pytest.mark.parametrize(
    "words", ["40 minutes early", "the flight is 40 minutes early", "40 minutos antes"]
)
def test_a_ride_that_leaves_earlier_is_moved_and_can_be_taken_back(words: str) -> None:
    chat = planned(*FLIGHT, *PLAIN)
    told = chat.hear(words)[-1]
    assert "(Noted: 40 minutes early.) Your trip [It leaves on Tue, Dec 1, 2026, 9:35 PM" in told
    assert late(chat) == timedelta(minutes=-40)
    chat.tap("late:40")
    assert late(chat) == timedelta(0)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        *(("we arrive at 19:10 now", 40), ("new arrival 18:10", -20), ("llegamos a las 19:10", 40)),
        *(("ETA 00:30", 360), ("lands at 6:10 pm", -20), ("we land 20 minutes early", -20)),
        *(("we arrive 40 minutes late", 40), ("aterrizamos a las siete y diez de la tarde", 40)),
    ],
)
def test_a_new_arrival_on_the_way_moves_the_landing_alone(words: str, minutes: int) -> None:
    chat = planned(*FLIGHT, *PLAIN)
    chat.hear("(180 hours later)")
    chat.hear(words)
    assert chat.state.trip is not None
    (leg,) = chat.state.trip.trip.legs
    assert (leg.late_out, leg.late_in) == (timedelta(0), timedelta(minutes=minutes))


def test_a_new_arrival_that_may_be_two_times_is_chosen_by_a_tap() -> None:
    chat = planned(*FLIGHT, *PLAIN)
    chat.hear("(180 hours later)")
    asked = chat.hear("we arrive at ten past seven")[-1]
    assert "[It arrives on Wed, Dec 2, 2026, 7:10 PM, in the evening]" in asked
    chat.tap("late:40")
    assert chat.state.trip is not None
    assert chat.state.trip.trip.legs[0].late_in == timedelta(minutes=40)


@pytest.mark.parametrize(
    "words", ["we don't arrive at 19:10", "we arrive at 9:10 am", "arrive soon"]
)
def test_an_arrival_that_is_not_clear_moves_nothing(words: str) -> None:
    chat = planned(*FLIGHT, *PLAIN)
    chat.hear("(180 hours later)")
    chat.hear(words)
    assert chat.state.trip is not None
    assert chat.state.trip.trip.legs[0].late_in == timedelta(0)


def test_an_earlier_time_is_no_delay_and_is_said_so() -> None:
    chat = planned(*FLIGHT, *PLAIN)
    script = cleandoc("""
        > it leaves at 21:15
        (As I know it, it leaves on Tue, Dec 1, 2026, 9:35 PM, in the evening, and that …) Your trip …
    """)
    assert play(script, chat=chat) == script


def test_a_cancelled_trip_is_told_and_dropped() -> None:
    chat = planned(*FLIGHT, *PLAIN)
    script = cleandoc("""
        > The flight is cancelled
        (a file: This file brings your calendar up to date: open it too.)
        (below the earlier file: This picture is out of date: …)
        Your trip is cancelled. Nothing will remind you of it. [Undo] [Plan another trip]
    """)
    assert play(script, chat=chat) == script
    assert chat.state.trip is None
    assert [alarm for alarm in chat.alarms if alarm.owner == "trip"] == []


def test_what_is_not_understood_beside_a_trip_says_what_can_be_typed() -> None:
    chat = planned(*FLIGHT, *PLAIN)
    assert "“40 minutes late”" in chat.hear("hello")[-1]


def test_a_delay_is_heard_where_another_card_was_shown_last() -> None:
    chat = planned(*FLIGHT, *PLAIN)
    chat.hear("/reminders")
    assert "(Noted: 40 minutes late.) Your trip" in chat.hear("40 min late")[-1]


def test_in_the_air_only_the_landing_moves() -> None:
    chat = planned(*FLIGHT, *PLAIN)
    chat.hear("(180 hours later)")
    chat.hear("40 minutes late")
    assert chat.state.trip is not None
    (leg,) = chat.state.trip.trip.legs
    assert (leg.late_out, leg.late_in) == (timedelta(0), timedelta(minutes=40))


def test_a_spanish_traveller_tells_of_delays_too() -> None:
    chat = planned(*VUELO, *NORMAL, language="es")
    script = cleandoc("""
        > llevamos 40 minutos de retraso
        …
        (Anotado: 40 minutos de retraso.) Tu viaje [No, quita esto: 40 minutos] …
        > cancelado
        …
        Tu viaje está cancelado. … [Deshacer] [Planear otro viaje]
        > [Deshacer]
        …
        ↻ (No está cancelado: sus recordatorios vuelven a estar puestos.) Tu viaje …
    """)
    assert play(script, chat=chat, language="es") == script


def test_of_all_calendars_and_pictures_the_latest_alone_are_current() -> None:
    """SEQUENCE rises; the earlier picture is told to be out of date before the new one comes."""
    chat = planned(*FLIGHT, *PLAIN)
    current: set[int] = {chat.state.trip.picture} if chat.state.trip else set()
    revisions = []
    for words in ("40 minutes late", "+1h", "new departure 23:55"):
        effects = chat.happen(Said(words))
        for effect in effects:
            match effect:
                case Recaption(card):
                    current.remove(card)
                case File(TripCard(plan), card=card):
                    assert chat.state.trip is not None
                    assert plan == chat.state.trip.plan
                    current.add(card)
                case File(TripCalendar(plan)):
                    revisions.append(plan.trip.revision)
                case _:
                    pass
        assert len(current) == 1
    assert revisions == [1, 2, 3]


PIECES = (
    *(
        "we",
        "are",
        "late",
        "early",
        "arrive",
        "delayed",
        "by",
        "until",
        "40",
        "2",
        "minutes",
        "hours",
        "+3h",
        "21:55",
    ),
    *(
        "leaves",
        "at",
        "9:50",
        "pm",
        "cancelled",
        "not",
        "flight",
        "tomorrow",
        "retraso",
        "de",
        "sale",
    ),
    *("a", "las", "?", "the", "an", "hour", "about", "cancelado", "BA117", "+", "1:30", "12"),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join) | st.text(max_size=20))
def test_whatever_is_typed_moves_the_trip_by_a_day_at_most_or_not_at_all(words: str) -> None:
    chat = planned(*FLIGHT, *PLAIN)
    found = mistakes(chat, chat.happen(Said(words)))
    assert not list(found)
    if chat.state.trip is not None:
        assert timedelta(hours=-200) <= late(chat) <= timedelta(hours=24)
        assert late(chat) >= timedelta(0) or "early" in words
        said = {"early", "late", "delayed", "+", "retraso", "leaves", "sale"}
        assert late(chat) == timedelta(0) or any(word in words for word in said)
    else:
        assert "cancel" in words
        assert "not" not in words.split()
