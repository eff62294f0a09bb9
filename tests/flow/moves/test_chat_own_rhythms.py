"""Reminders of one's own that come more than once a day."""

from inspect import cleandoc

from hypothesis import given, settings
from hypothesis import strategies as some

from bot.flow.events import Said
from tests.chat import Chat, mistakes, play

SO_FAR = ("/reminders", "[New reminder]", "take the blue bottle", "13:02", "[Madrid]")


def asked_when() -> Chat:
    chat = Chat()
    for said in SO_FAR:
        chat.hear(said)
    return chat


def test_several_times_a_day_are_typed_at_once() -> None:
    chat = cleandoc("""
        > 8:00, 14:00 and 20:00
        How often? [Every day] [Monday to Friday] … [Another time] [Never mind]
        > [Every day]
        ✓ every day at 8:00 AM, 2:00 PM, 8:00 PM
        Your reminders …
        > (2 hours later)
        take the blue bottle [Done] …
        > (6 hours later)
        ✓ take the blue bottle
        take the blue bottle [Done] …
    """)
    assert play(chat, chat=asked_when()) == chat


def test_several_times_a_day_are_picked_one_after_the_other() -> None:
    chat = cleandoc("""
        > [8:00 AM]
        ↻ How often? …
        > [Another time]
        ↻ At what other time? … [That's all] [Never mind]
        > [6:00 PM]
        ↻ At what other time? …
        > 21:30
        At what other time? …
        > [That's all]
        ↻ How often? …
        > [Every day]
        ✓ every day at 8:00 AM, 6:00 PM, 9:30 PM
        Your reminders …
    """)
    assert play(chat, chat=asked_when()) == chat


def test_through_the_day_by_the_clock() -> None:
    chat = cleandoc("""
        > [Through the day]
        ↻ How often through the day? [Every 1 hour] …
        > [Every 3 hours]
        ↻ By which clock? [✓ 8:00 AM to 8:00 PM] [9:00 AM to 6:00 PM] …
        > [9:00 AM to 6:00 PM]
        ↻ By which clock? [8:00 AM to 8:00 PM] [✓ 9:00 AM to 6:00 PM] …
        > [By the clock where I am]
        ✓ every 3 hours from 9:00 AM to 6:00 PM
        Your reminders …
    """)
    asked = asked_when()
    assert play(chat, chat=asked) == chat
    assert f"{asked.alarms[0].due:%d %H:%M}" == "24 14:00"  # UTC


def test_every_hours_typed_count_from_now_where_only_time_counts() -> None:
    chat = asked_when()
    chat.full = True
    chat.hear("every 2 hours between 9 and 18")
    said = chat.hear("[Each 2 hours that passes, from now]")
    assert "| every 2 hours, as time passes, between 9:00 AM and 6:00 PM" in said
    assert "Next: Tue, Nov 24, 2026, 3:02 PM" in said
    assert f"{chat.alarms[0].due:%d %H:%M}" == "24 14:02"  # UTC


def test_one_through_the_day_is_changed_paused_deleted_and_brought_back() -> None:
    chat = asked_when()
    chat.hear("every 2 hours from 9:00 to 18:00")
    chat.hear("[By the clock where I am]")
    script = cleandoc("""
        > [take the blue bottle]
        ↻ take the blue bottle [Pause] [Delete] [Every 1 hour 30 minutes] [Every 3 hours] [Which hours] …
        > [Which hours]
        ↻ Between which hours? [From 8:00 AM] [From 10:00 AM] [Until 5:00 PM] [Until 7:00 PM] [Back]
        > every hour between 10 and 17
        ✓ every 1 hour from 10:00 AM to 5:00 PM
        Your reminders …
        > [take the blue bottle]
        ↻ take the blue bottle …
        > [Pause]
        ↻ take the blue bottle [Go on] …
        > [Delete]
        ↻ Your reminders [Undo] …
        > [Undo]
        ↻ Your reminders [⏸ take the blue bottle] …
    """)
    assert play(script, chat=chat) == script


def test_a_time_is_added_to_a_daily_one_and_the_clock_is_not_asked_again() -> None:
    chat = asked_when()
    for said in ("18:00", "[Every day by the clock of Madrid, wherever I am]"):
        chat.hear(said)
    script = cleandoc("""
        > [take the blue bottle]
        ↻ take the blue bottle [Pause] [Delete] [Another time] [Add a time] …
        > [Add a time]
        ↻ At what other time? …
        > [9:00 PM]
        ↻ At what other time? …
        > [That's all]
        ✓ every day at 6:00 PM, 9:00 PM
        Your reminders …
    """)
    assert play(script, chat=chat) == script
    assert chat.state.schedules[0].stays


def test_what_is_too_often_too_seldom_or_unsure_is_said_and_asked_again() -> None:
    script = cleandoc("""
        > 8:00, 9:00
        (Morning or evening? Type each time as 8:00 am, or as 20:00.) At what time? …
        > every 5 minutes
        (Between 30 minutes and 12 hours, please.) At what time? …
        > every 3 hours between 18:00 and 9:00
        (These hours are too short for that, or end before they begin.) At what time? …
        > every 1 hour between 23:00 and 24:00
        (I didn't understand that time. …) At what time? …
        > every 1 hour between 22:00 and 23:30
        By which clock? …
        > [By the clock where I am]
        (All of that falls into your quiet hours.) By which clock? …
        > 9 to 18
        By which clock? …
        > whenever
        (I didn't understand that. …) By which clock? …
    """)
    assert play(script, chat=asked_when()) == script


def test_it_is_made_in_spanish_too() -> None:
    chat = Chat(language="es")
    for said in ("/reminders", "[Recordatorio nuevo]", "mis pastillas", "13:02", "[Madrid]"):
        chat.hear(said)
    script = cleandoc("""
        > cada 2 horas entre las 9 y las 18
        ¿Con qué reloj? …
        > de 10 a 17
        ¿Con qué reloj? …
        > [Con la hora de donde estoy]
        ✓ cada 2 horas de 10:00 a 17:00
        Tus recordatorios …
        > [Recordatorio nuevo]
        ↻ …
        > mis gotas
        …
        > a las 8, 14 y 20
        ¿Cuándo? …
    """).replace("¿Cuándo? …", "…")
    assert play(script, chat=chat) == script
    assert chat.state.draft is not None
    assert chat.state.draft.minutes == (8 * 60, 14 * 60, 20 * 60)


@settings(deadline=None, max_examples=40)
@given(
    some.lists(
        some.text(max_size=30)
        | some.sampled_from(["every 2 hours", "8:00, 14:00", "9 to 18", "daily", "stay", "passed"]),
        max_size=5,
    ),
    some.sampled_from(["[Through the day]", "[6:00 PM]", "every 45 minutes"]),
)
def test_whatever_is_typed_and_tapped_the_chat_goes_on(words: list[str], first: str) -> None:
    chat = asked_when()
    chat.hear(first)
    for said in words:
        for effects in (chat.happen(Said(said)), chat.tap(said[:20])):
            assert not list(mistakes(chat, effects))
