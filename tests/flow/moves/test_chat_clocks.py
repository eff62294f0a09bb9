"""Whose clock counts: told by the time, a town or a location, and changed later. And reminders at another time."""

from inspect import cleandoc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.flow.events import Located, Said
from bot.flow.schedule import Schedule
from bot.flow.state import State
from bot.plan.recurrence import Every
from bot.text import text
from tests.chat import Chat, mistakes, play

EVERY = "Every day by the clock of {city}, wherever I am"


def asked_for_the_clock() -> Chat:
    chat = Chat()
    for said in ("/reminders", "[New reminder]", "take the blue bottle"):
        chat.hear(said)
    return chat


def reminded_daily(how: str = "[Every day]") -> Chat:
    """A chat in which something comes every day at six, set by the clock of Madrid."""
    chat = asked_for_the_clock()
    for said in ("madrid, spain", "18:00", how):
        chat.hear(said)
    return chat


def due(chat: Chat) -> list[str]:
    """When alarms ring, in UTC."""
    return [f"{alarm.due:%d %H:%M}" for alarm in chat.alarms]


def test_a_town_is_as_good_as_the_time() -> None:
    script = cleandoc("""
        > tokio
        At what time? …
    """)
    chat = asked_for_the_clock()
    assert play(script, chat=chat) == script
    assert chat.state.zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("JFK", "America/New_York"),
        ("Londres", "Europe/London"),
        ("Valencia, Spain", "Europe/Madrid"),
        ("(is at 40.4, -3.7)", "Europe/Madrid"),
        ("(is at -36.8, 174.8)", "Pacific/Auckland"),
    ],
)
def test_airports_other_tongues_and_a_shared_location_are_understood(said: str, zone: str) -> None:
    chat = asked_for_the_clock()
    chat.hear(said)
    assert chat.state.zone == zone


def test_where_several_towns_have_the_name_it_asks_which() -> None:
    chat = asked_for_the_clock()
    (asked,) = chat.hear("Birmingham")
    assert asked.startswith("What time is it for you now? [Birmingham")
    assert chat.state.zone is None
    (meant,) = chat.hear("[Birmingham, Alabama, United States]")
    assert meant.startswith("↻ At what time?")
    assert chat.state.zone == "America/Chicago"


def test_what_is_no_town_and_no_time_is_asked_again() -> None:
    chat = asked_for_the_clock()
    (again,) = chat.hear("when the cows come home to sleep")
    assert again.startswith("(I know no time or town like that.")
    assert chat.state.zone is None


def test_with_another_clock_daily_reminders_come_by_it() -> None:
    chat = reminded_daily()
    assert due(chat) == ["24 17:00"]
    script = cleandoc("""
        > /reminders
        Your reminders [take the blue bottle] …
        > [My clock]
        ↻ What time is it for you now? [Back]
        > new york city
        (I go by the clock of New York City: it is 7:… AM there.) Your reminders …
    """)
    assert play(script, chat=chat) == script
    assert due(chat) == ["24 23:00"]
    assert chat.hear("(1 day later)")[0].startswith("take the blue bottle [Done]")
    assert due(chat) == ["25 23:00"]


def test_reminders_to_move_come_by_the_other_clock_too_and_still_wait_with_the_leg() -> None:
    hourly = Schedule("drinking", text("Move"), Every(60, 9 * 60, 21 * 60, "UTC"), kind="move")
    chat = Chat(state=State(zone="UTC", schedules=(hourly,)))
    for said in ("/reminders", "[My clock]", "Tokyo"):
        chat.hear(said)
    assert [(alarm.kind, alarm.owner) for alarm in chat.alarms] == [("move", "drinking")]
    assert due(chat) == ["25 00:00"]


def test_what_comes_by_a_clock_of_its_own_is_left_alone() -> None:
    abroad = Schedule("drinking", text("Drink"), Every(60, 9 * 60, 21 * 60, "Asia/Tokyo"))
    chat = Chat(state=State(zone="UTC", schedules=(abroad,)))
    for said in ("/reminders", "[My clock]", "New York City"):
        chat.hear(said)
    assert chat.alarms == []
    assert chat.state.schedules == (abroad,)


def test_in_spanish_it_reads_as_well() -> None:
    script = cleandoc("""
        > /reminders
        …
        > [Recordatorio nuevo]
        …
        > mirar la pierna
        ¿Qué hora es ahora donde estás? …
        > Ciudad de México
        ¿A qué hora? …
        > 18:00
        ¿Cada cuánto? [Todos los días] [De lunes a viernes] [Cada día con la hora de Mexico City, esté donde esté] …
        > [Todos los días]
        …
        > [Mi hora]
        ↻ ¿Qué hora es ahora donde estás? [Volver]
        > Sevilla, España
        (Me guío por la hora de Sevilla: allí son las 13:…) Tus recordatorios …
        > [mirar la pierna]
        ↻ mirar la pierna [Pausar] [Borrar] [Otra hora] [Añadir una hora] … [Mantener la hora de Sevilla] [Volver]
    """)
    assert play(script, language="es") == script


def test_by_the_clock_at_home_they_stay_until_they_are_told_to_follow() -> None:
    chat = reminded_daily(f"[{EVERY.format(city='Madrid')}]")
    for said in ("/reminders", "[My clock]", "Tokyo"):
        chat.hear(said)
    assert due(chat) == ["24 17:00"]
    chat.full = True
    assert chat.hear("[take the blue bottle]")[1] == ("every day at 6:00 PM, Madrid time")
    assert chat.hear("[Go by my clock]")[1] == "every day at 6:00 PM"
    assert due(chat) == ["24 12:03"]  # at once: today's is past there, and has not come yet
    chat.hear("(1 minute later)")
    chat.hear("[Keep the clock of Tokyo]")
    for said in ("[Back]", "[My clock]", "Madrid, Spain"):
        chat.hear(said)
    assert due(chat) == ["25 09:00"]


def test_a_reminder_for_one_day_stays_at_the_moment_it_was_set_for() -> None:
    chat = asked_for_the_clock()
    for said in ("madrid, spain", "tomorrow 18:00", "[My clock]", "Tokyo"):
        chat.hear(said)
    assert due(chat) == ["25 17:00"]


def test_a_reminder_is_put_to_another_time() -> None:
    chat = reminded_daily()
    script = cleandoc("""
        > [take the blue bottle]
        ↻ take the blue bottle [Pause] [Delete] [Another time] [Add a time] … [Keep the clock of Madrid] [Back]
        > [Another time]
        ↻ At what time? [8:00 AM] [12:00 PM] [6:00 PM] [9:00 PM] [Through the day] [Never mind]
        > 20:30
        ✓ every day at 8:30 PM
        Your reminders [take the blue bottle] [New reminder] [Quiet hours] [My clock] [Close]
    """)
    assert play(script, chat=chat) == script
    assert due(chat) == ["24 19:30"]


def test_one_for_one_day_keeps_its_day_unless_another_is_named() -> None:
    chat = asked_for_the_clock()
    for said in (
        "madrid, spain",
        "friday 18:00",
        "[take the blue bottle]",
        "[Another time]",
        "9am",
    ):
        chat.hear(said)
    assert due(chat) == ["27 08:00"]
    for said in ("[take the blue bottle]", "[Another time]", "saturday 10am"):
        chat.hear(said)
    assert due(chat) == ["28 09:00"]


def test_what_keeps_its_own_clock_is_put_to_another_time_by_that_clock() -> None:
    chat = reminded_daily(f"[{EVERY.format(city='Madrid')}]")
    for said in ("/reminders", "[My clock]", "Tokyo", "[take the blue bottle]", "[Another time]"):
        chat.hear(said)
    assert chat.hear("9am")[0] == "✓ every day at 9:00 AM"
    assert due(chat) == ["25 08:00"]


def test_a_reminder_deleted_meanwhile_leaves_no_trace_when_its_time_is_changed() -> None:
    chat = reminded_daily()
    chat.hear("(6 hours later)")
    for said in (
        "/reminders",
        "[take the blue bottle]",
        "[Another time]",
        "[Stop these reminders]",
    ):
        chat.hear(said)
    chat.hear("[9:00 PM]")
    assert len(chat.state.schedules) <= 1
    assert len(chat.alarms) == len(chat.state.schedules)


def test_cancel_typed_leaves_it_as_it_was() -> None:
    script = cleandoc("""
        > /reminders
        …
        > [My clock]
        …
        > cancel
        Your reminders …
        > [take the blue bottle]
        …
        > [Another time]
        …
        > cancel
        ✓ /reminders brings the list back.
    """)
    chat = reminded_daily()
    assert play(script, chat=chat) == script
    assert due(chat) == ["24 17:00"]


def test_a_location_nobody_asked_for_changes_no_clock() -> None:
    chat = reminded_daily()
    chat.hear("(is at 35.7, 139.7)")
    assert chat.state.zone == "Europe/Madrid"


@settings(deadline=None, max_examples=40)
@given(
    some.lists(
        some.text(max_size=30).map(Said)
        | some.sampled_from(["springfield", "15:30", "santiago", "[Back]"]).map(Said)
        | some.builds(Located, some.floats(-90, 90), some.floats(-180, 180)),
        max_size=4,
    )
)
def test_whatever_is_said_of_the_clock_the_chat_goes_on(whats: list[Said | Located]) -> None:
    chat = reminded_daily()
    for said in ("/reminders", "[My clock]"):
        chat.hear(said)
    for what in whats:
        effects = chat.happen(what)
        assert not list(mistakes(chat, effects))
    assert len(chat.alarms) == 1


@pytest.mark.parametrize(
    ("said", "city"),
    [
        ("I'm in Munich", "Munich"),
        ("Munich", "Munich"),
        ("Now in Munich.", "Munich"),
        ("ahora estoy en Múnich", "Munich"),
        ("We are in Leeds now!", "Leeds"),
    ],
)
def test_a_town_told_in_a_sentence_is_called_by_its_own_name(said: str, city: str) -> None:
    chat = reminded_daily(f"[{EVERY.format(city='Madrid')}]")
    chat.hear("/reminders")
    chat.hear("[My clock]")
    assert f"I go by the clock of {city}: it is" in chat.hear(said)[-1]
    assert chat.state.zone == {"Munich": "Europe/Berlin", "Leeds": "Europe/London"}[city]


def test_at_the_list_of_reminders_it_is_enough_to_say_where_one_is() -> None:
    chat = reminded_daily(f"[{EVERY.format(city='Madrid')}]")
    chat.hear("/reminders")
    assert "I go by the clock of Tokyo" in chat.hear("Now in Tokyo")[-1]
    assert chat.state.zone == "Asia/Tokyo"
    assert "[London, England, United Kingdom]" in chat.hear("I'm in London")[-1]
    assert "(I go by the clock of London:" in chat.hear("[London, Ontario, Canada]")[-1]
    assert chat.state.zone == "America/Toronto"
    chat.hear("ya en Tokio")
    assert chat.state.zone == "America/Toronto"
    chat.hear("[Tokyo, Japan]")
    assert chat.state.zone == "Asia/Tokyo"


def test_a_bare_word_at_the_list_of_reminders_moves_no_clock() -> None:
    chat = reminded_daily(f"[{EVERY.format(city='Madrid')}]")
    chat.hear("/reminders")
    for words in ("Tokyo", "thanks", "I'm in pain", "in a hurry", "en serio"):
        chat.hear(words)
        assert chat.state.zone == "Europe/Madrid"


def test_on_a_clock_kept_from_elsewhere_another_day_is_meant_by_that_clock() -> None:
    chat = reminded_daily(f"[{EVERY.format(city='Madrid')}]")
    for said in ("/reminders", "[My clock]", "Tokyo", "[take the blue bottle]", "[Another time]"):
        chat.hear(said)
    chat.hear("tomorrow 18:30")
    assert due(chat) == ["25 17:30"]
