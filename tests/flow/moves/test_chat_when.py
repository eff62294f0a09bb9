"""Changing when a reminder comes: its days, its hours, set times or through the day; and a trip's pace."""

from datetime import UTC, datetime
from inspect import cleandoc

import pytest

from bot.plan.recurrence import Daily, Every
from tests.chat import Chat, play
from tests.flow.moves.reminding import OWN, stored, told, with_drinking, with_own
from tests.flow.moves.test_chat_trips import FLIGHT, planned

DRINK = "[Time for something to drink, …]"


def opened(*how: str) -> Chat:
    chat = with_own(*how)
    chat.hear(f"[{OWN}]")
    return chat


def rings(chat: Chat, days: int) -> list[str]:
    """When it rings in the days to come, in UTC."""
    times = []
    for _ in range(days * 24):
        said = chat.hear("(1 hour later)")
        if any(line.startswith(OWN) for line in said):
            times.append(f"{chat.now:%a %H}")
            chat.hear("[Done]")
    return times


def test_a_new_reminder_comes_on_the_days_of_work_by_one_tap() -> None:
    chat = with_own("18:00")
    assert chat.hear("[Monday to Friday]")[0] == "✓ Monday to Friday, at 6:00 PM"
    assert rings(chat, 7) == ["Tue 17", "Wed 17", "Thu 17", "Fri 17", "Mon 17"]


def test_days_are_chosen_one_by_one_on_a_card_that_stays() -> None:
    script = cleandoc("""
        > [Which days]
        ↻ On which days? [✓ Every day] [Monday to Friday] [✓ Mon] [✓ Tue] [✓ Wed] [✓ Thu] [✓ Fri] [✓ Sat] [✓ Sun] [Back]
        > [Monday to Friday]
        ↻ On which days? [Every day] [✓ Monday to Friday] [✓ Mon] [✓ Tue] [✓ Wed] [✓ Thu] [✓ Fri] [Sat] [Sun] [Back]
        > [✓ Tue]
        ↻ On which days? [Every day] [Monday to Friday] [✓ Mon] [Tue] [✓ Wed] [✓ Thu] [✓ Fri] [Sat] [Sun] [Back]
        > [Back]
        ↻ take the blue bottle [Pause] …
    """)
    chat = opened("18:00", "[Every day]")
    assert play(script, chat=chat) == script
    chat.full = True
    assert "• take the blue bottle: Mon, Wed, Thu, Fri, at 6:00 PM" in chat.hear("[Back]")
    assert rings(chat, 7) == ["Wed 17", "Thu 17", "Fri 17", "Mon 17"]


def test_the_last_day_is_not_taken_away() -> None:
    chat = opened("18:00", "[Every day]")
    chat.hear("[Which days]")
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"):
        chat.hear(f"[✓ {day}]")
    assert chat.hear("[✓ Sun]")[0].startswith("(It needs one day at least.")
    assert chat.state.schedules[0].recurs == Daily((18 * 60,), "Europe/Madrid", (6,))
    chat.hear("[Every day]")
    assert chat.state.schedules[0].recurs == Daily((18 * 60,), "Europe/Madrid")


def test_what_is_on_its_way_on_a_day_that_stays_still_comes_once() -> None:
    chat = opened("18:00", "[Every day]")
    chat.hear("[Which days]")
    chat.now = datetime(2026, 11, 24, 17, 0, 5, tzinfo=UTC)  # it is due, and has not rung yet
    chat.hear("[✓ Sun]")
    chat.hear("[✓ Sat]")
    assert rings(chat, 5) == ["Tue 18", "Wed 17", "Thu 17", "Fri 17"]


def test_days_that_are_over_owe_nothing_when_they_are_chosen() -> None:
    chat = opened("18:00", "[Every day]")
    chat.hear("[Which days]")
    chat.hear("[✓ Tue]")
    chat.hear("(8 hours later)")
    chat.hear("[Tue]")
    chat.hear("[Back]")
    for said in ("[Back]", "[Quiet hours]", "[No quiet hours]"):
        chat.hear(said)
    assert rings(chat, 1) == ["Wed 17"]


def test_a_reminder_through_the_day_comes_at_set_times_instead_and_back() -> None:
    script = cleandoc("""
        > [Which days]
        …
        > [Monday to Friday]
        …
        > [Back]
        …
        > [At set times]
        ↻ At what time? [8:00 AM] [12:00 PM] [6:00 PM] [9:00 PM] [Through the day] [Never mind]
        > [12:00 PM]
        ✓ Monday to Friday, at 12:00 PM
        Your reminders …
        > [take the blue bottle]
        ↻ take the blue bottle [Pause] [Delete] [Another time] [Add a time] [Which days] [Through the day] …
        > [Through the day]
        ↻ How often through the day? …
        > [Every 3 hours]
        ✓ Monday to Friday, every 3 hours from 8:00 AM to 8:00 PM
        Your reminders …
    """)
    chat = opened("every 2 hours between 9:00 and 18:00", "[By the clock where I am]")
    assert play(script, chat=chat) == script
    assert stored(chat) == told(chat)


def test_the_hours_to_drink_in_are_changed_by_taps_without_asking_everything_again() -> None:
    script = cleandoc(f"""
        > {DRINK}
        ↻ … [Pause] [Delete] [Every 1 hour 30 minutes] [Every 3 hours] [Which hours] [Which days] [At set times] …
        > [Which hours]
        ↻ Between which hours? [From 8:00 AM] [From 10:00 AM] [Until 5:00 PM] [Until 7:00 PM] [Back]
        > [From 10:00 AM]
        ↻ Between which hours? [From 9:00 AM] [From 11:00 AM] …
        > [Until 7:00 PM]
        ↻ Between which hours? …
        > 10:30 to 20:00
        ✓ every 2 hours from 10:30 AM to 8:00 PM
        Your reminders …
    """)
    chat = with_drinking()
    assert play(script, chat=chat) == script
    (schedule,) = chat.state.schedules
    assert schedule.recurs == Every(120, 10 * 60 + 30, 20 * 60, "Europe/London")
    assert schedule.kind == "drink"
    assert [alarm.kind for alarm in chat.alarms] == ["drink"]


def test_a_day_to_drink_in_is_never_shorter_than_its_pace() -> None:
    chat = with_drinking()
    chat.hear(DRINK)
    chat.hear("[Which hours]")
    for _ in range(7):
        said = chat.hear("[Until …]")
    assert said[0].endswith("[From 8:00 AM] [Until 12:00 PM] [Back]")
    recurs = chat.state.schedules[0].recurs
    assert isinstance(recurs, Every)
    assert recurs.ends - recurs.begins >= recurs.step


@pytest.mark.parametrize(
    ("typed", "comes"),
    [
        ("every 3 hours", "every 3 hours from 9:00 AM to 6:00 PM"),
        ("every 45 minutes between 10:00 and 17:00", "every 45 minutes from 10:00 AM to 5:00 PM"),
        ("8:00, 14:00 and 20:00", "every day at 8:00 AM, 2:00 PM, 8:00 PM"),
        ("cada 90 minutos", "every 1 hour 30 minutes from 9:00 AM to 6:00 PM"),
    ],
)
def test_at_its_card_it_is_enough_to_type_how_it_shall_come(typed: str, comes: str) -> None:
    chat = with_drinking()
    chat.hear(DRINK)
    assert chat.hear(typed)[0] == f"✓ {comes}"
    assert stored(chat) == told(chat)


def test_what_was_drunk_is_noted_there_all_the_same() -> None:
    chat = with_drinking()
    chat.hear(DRINK)
    chat.hear("[Which hours]")
    assert "Noted: 2, in glasses" in chat.hear("half a litre")[0]


@pytest.mark.parametrize("said", ["[Every 1 hour]", "every hour", "60 minutes"])
def test_how_often_to_move_on_a_trip_is_changed_from_the_list(said: str) -> None:
    chat = planned(*FLIGHT)
    before = len(chat.alarms)
    chat.hear("/reminders")
    (card,) = chat.hear("[Trip to Singapore]")
    assert card == (
        "↻ Trip to Singapore [Pause] [Delete] [Every 30 minutes] [Every 1 hour] [Your trip] [Back]"
    )
    lines = chat.hear(said)
    assert any("brings your calendar up to date" in line for line in lines)
    assert lines[-1].lstrip("↻ ").startswith("Trip to Singapore")
    assert chat.state.trip is not None
    assert chat.state.trip.choices.interval.total_seconds() == 3600
    assert len(chat.alarms) < before
    assert stored(chat) == told(chat)


def test_from_the_list_the_whole_trip_is_one_tap_away() -> None:
    chat = planned(*FLIGHT)
    chat.hear("/reminders")
    chat.hear("[Trip to Singapore]")
    assert chat.hear("[Your trip]")[0].startswith("↻ Your trip [30 minutes late]")


def test_a_nudge_that_is_over_never_stops_a_newer_reminder() -> None:
    chat = with_own("tomorrow 9am")
    chat.hear("(1 day later)")
    for said in ("/reminders", "[New reminder]", "drops", "18:00", "[Every day]"):
        chat.hear(said)
    chat.hear("[Stop these reminders]")
    assert [schedule.owner for schedule in chat.state.schedules] == ["custom-2"]
    assert stored(chat) == told(chat)


def test_in_spanish_too() -> None:
    chat = Chat(language="es")
    for said in ("/reminders", "[Recordatorio nuevo]", "mis gotas", "Sevilla, España", "18:00"):
        chat.hear(said)
    script = cleandoc("""
        > [De lunes a viernes]
        ✓ De lunes a viernes, a las 18:00
        Tus recordatorios …
        > [mis gotas]
        …
        > [Qué días]
        ↻ ¿Qué días? [Todos los días] [✓ De lunes a viernes] [✓ lun] … [✓ vie] [sáb] [dom] [Volver]
        > cada 2 horas
        ✓ De lunes a viernes, cada 2 horas de 8:00 a 20:00
        Tus recordatorios …
    """)
    assert play(script, chat=chat) == script
