"""A trip cancelled, late or gone by: a slip of the thumb must not cost fourteen answers, nor a line any sleep."""

from datetime import timedelta
from inspect import cleandoc

from bot.flow.drawings import TripCalendar
from bot.flow.effects import File, Show
from bot.flow.events import Tapped
from tests.chat import Chat, play
from tests.flow.moves.test_chat_delays import FLIGHT, PLAIN, planned

RETURN = ["plane", "sin", "10 december 2026 21:35", "lhr", "11 december 2026 5:30", "aisle"]
THERE_AND_BACK = [*FLIGHT, "yes, another ride", *RETURN, *PLAIN]


def ringing(chat: Chat) -> list[tuple[str, int]]:
    return sorted((alarm.kind, alarm.at) for alarm in chat.alarms if alarm.owner == "trip")


def test_a_slip_of_the_thumb_is_undone_by_one_tap() -> None:
    chat = planned(*FLIGHT, *PLAIN)
    before = ringing(chat)
    script = cleandoc("""
        > [It is cancelled]
        (a file: This file brings your calendar up to date: open it too.)
        (below the earlier file: This picture is out of date: …)
        ↻ Your trip is cancelled. Nothing will remind you of it. [Undo] [Plan another trip]
        > [Undo]
        (a file: This file brings your calendar up to date: open it too.)
        (a file: Keep this picture among your photos: it needs no network either.)
        ↻ (It is not cancelled: its reminders are back.) Your trip [30 minutes late] …
    """)
    assert play(script, chat=chat) == script
    assert ringing(chat) == before
    assert before


def test_the_calendar_takes_the_trip_back_because_its_sequence_rose() -> None:
    chat = planned(*FLIGHT, *PLAIN)
    sent: list[TripCalendar] = []
    for label in ("off", "uncancel"):
        effects = chat.happen(Tapped(chat.state.card, label))
        sent += [
            e.paper for e in effects if isinstance(e, File) and isinstance(e.paper, TripCalendar)
        ]
    off, back = sent
    assert [calendar.plan.trip.revision for calendar in sent] == [1, 2]
    assert {each for each, _ in off.dropped} == {reminder.id for reminder in back.plan.reminders}
    assert not back.dropped


def test_of_a_trip_there_and_back_the_ride_that_was_cancelled_comes_back() -> None:
    chat = planned(*THERE_AND_BACK)
    before = ringing(chat)
    chat.hear("40 minutes late")
    assert "[Undo: it is not cancelled]" in chat.hear("[It is cancelled]")[-1]
    assert len(ringing(chat)) < len(before)
    assert "[Undo: it is not cancelled]" not in chat.hear("[Undo: it is not cancelled]")[-1]
    assert len(ringing(chat)) == len(before)
    assert chat.state.trip is not None
    assert chat.state.trip.trip.legs[0].late_out.total_seconds() == 40 * 60


def test_what_was_cancelled_is_forgotten_once_something_else_is_done() -> None:
    chat = planned(*FLIGHT, *PLAIN)
    chat.hear("[It is cancelled]")
    assert chat.state.called_off is not None
    lines = chat.hear("/reminders")
    assert "✓ Your trip is cancelled. Nothing will remind you of it." in lines
    assert chat.state.called_off is None


def test_nothing_is_undone_once_the_trip_would_be_over() -> None:
    chat = planned(*FLIGHT, *PLAIN)
    chat.hear("[It is cancelled]")
    chat.hear("(300 hours later)")
    chat.hear("[Undo]")
    assert chat.state.trip is None
    assert ringing(chat) == []


def test_the_line_of_what_went_by_wakes_nobody() -> None:
    chat = planned(*FLIGHT, *PLAIN)
    chat.now += timedelta(hours=190)
    lines = [e for e in chat.ring() if isinstance(e, Show) and e.nudge and not e.keyboard]
    assert lines
    assert all(line.silent for line in lines)


def test_a_tapped_delay_can_be_taken_back_as_a_typed_one_can() -> None:
    chat = planned(*FLIGHT, *PLAIN)
    script = cleandoc("""
        > [30 minutes late]
        …
        ↻ Your trip [No, take that back: 30 minutes] [30 minutes late] …
        > [No, take that back: 30 minutes]
        …
        ↻ Your trip [30 minutes late] …
    """)
    assert play(script, chat=chat) == script
    assert chat.state.trip is not None
    assert not chat.state.trip.trip.legs[0].late_out
