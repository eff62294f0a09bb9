"""When a ride arrives, as travellers type it. It is Tuesday, 24 November 2026, noon in London."""

from inspect import cleandoc

import pytest

from bot.flow.events import Commanded
from tests.chat import Chat, play

LEAVING = ["no", "plane", "lhr", "1 december 2026 21:35", "singapore"]
SALIDA = ["no", "avión", "lhr", "1 de diciembre 2026 21:35", "singapur"]


def leaving(*typed: str, language: str | None = None) -> Chat:
    """A chat past consent, with these answers typed."""
    chat = Chat(language=language)
    chat.happen(Commanded("trip"))
    chat.tap("begin:trip")
    for words in typed:
        chat.hear(words)
    return chat


def answers(chat: Chat) -> dict[str, str]:
    assert chat.state.run is not None
    return {name: answer.values[0] for name, answer in chat.state.run.answers.items()}


def test_how_long_it_takes_may_be_typed_where_the_day_is_asked() -> None:
    chat = leaving(*LEAVING)
    script = cleandoc("""
        > about thirteen hours
        ✓ 13 hours
        Which seat do you have? …
        > [Back]
        ↻ How long does it take? …
        > 13h 20
        ✓ 13 hours 20 minutes
        Which seat do you have? …
    """)
    assert play(script, chat=chat) == script


def test_how_long_it_takes_may_be_typed_where_the_time_is_asked_and_takes_the_day_away() -> None:
    chat = leaving(*LEAVING, "2 december")
    script = cleandoc("""
        > 13 hours
        ✓ 13 hours
        Which seat do you have? …
    """)
    assert play(script, chat=chat) == script
    assert answers(chat)["arrive_day"] == "by_length"
    assert not [doc for doc in chat.shown.values() if "On which day do you arrive" in str(doc)]


def test_what_may_be_a_time_or_a_length_is_chosen_by_a_tap() -> None:
    chat = leaving(*LEAVING, "2 december")
    script = cleandoc("""
        > 13h20
        (Is that the time, or how long it takes?) At what time … [1:20 PM] [It takes 13 hours 20 minutes] …
        > [It takes …]
        ✓ 13 hours 20 minutes
        Which seat do you have? …
    """)
    assert play(script, chat=chat) == script


def test_a_length_from_now_is_asked_about() -> None:
    chat = leaving(*LEAVING)
    script = cleandoc("""
        > in 13 hours
        (Is that how long it takes? If it is the time, type the day with it.) … [It takes 13 hours] …
        > [It takes …]
        ✓ 13 hours
        Which seat do you have? …
    """)
    assert play(script, chat=chat) == script


@pytest.mark.parametrize("typed", [["next morning at 6"], ["2 december", "next morning at 6"]])
def test_the_next_morning_is_that_after_leaving_wherever_it_is_typed(typed: list[str]) -> None:
    chat = leaving(*LEAVING, *typed)
    assert answers(chat)["arrive_day"] == "2026-12-02"
    assert answers(chat)["arrive_time"] == "06:00"
    assert chat.state.view == "question:seat"


def test_a_time_alone_asks_for_its_day_and_a_day_before_leaving_is_refused() -> None:
    chat = leaving(*LEAVING)
    script = cleandoc("""
        > 18:30
        (And on which day? Type the day and the time, such as “3 December 19:30”.) On which day …
        > tomorrow 7pm
        (That is before you leave.) On which day do you arrive, by the clock there? …
        > the next day 18:30
        ✓ Wed, Dec 2, 2026
        Which seat do you have? …
    """)
    assert play(script, chat=chat) == script


def test_a_time_as_on_a_ticket_is_shown_in_words_and_one_tap_makes_it_the_evening() -> None:
    chat = leaving(*LEAVING[:3])
    script = cleandoc("""
        > 1 december 2026
        ✓ Tue, Dec 1, 2026
        At what time do you leave, …
        > 10:45
        ✓ 10:45 AM
        (I take that as 10:45 AM, in the morning.) Where does this ride end? [No, 10:45 PM, in the evening] …
        > [No, …]
        ✓ 10:45 PM
        ↻ (I take that as 10:45 PM, in the evening.) Where does this ride end? [No, 10:45 AM, in the morning] …
        > singapore
        ✓ Singapore
        On which day do you arrive, …
    """)
    assert play(script, chat=chat) == script
    assert answers(chat)["time"] == "22:45"


def test_whoever_writes_pm_is_asked_and_whoever_writes_21_35_is_not() -> None:
    for leaves, told in (("9:35pm", "Which of these do you mean?"), ("21:35", "Which seat")):
        chat = leaving(*LEAVING[:3], f"1 december 2026 {leaves}", "singapore", "2 december")
        assert told in chat.hear("10:45")[-1]


def test_a_time_that_is_changed_later_is_asked_about_since_no_question_follows_it() -> None:
    chat = leaving(*LEAVING[:3], "1 december 2026 9:35pm", *LEAVING[4:], "13 hours", "aisle")
    chat.tap("list")
    chat.tap("edit:time")
    assert "Which of these do you mean?" in chat.hear("10:45")[-1]


def test_the_other_half_of_the_day_is_no_longer_offered_once_the_next_question_is_answered() -> (
    None
):
    chat = leaving(*LEAVING[:3], "1 december 2026 10:45", "singapore")
    script = cleandoc("""
        > (taps other)
        (That button is from earlier. Here is where we are.)
        On which day do you arrive, …
    """)
    assert play(script, chat=chat) == script


def test_a_spanish_traveller_types_lengths_and_the_next_morning_too() -> None:
    chat = leaving(*SALIDA, language="es")
    script = cleandoc("""
        > unas 13 horas y media
        ✓ 13 horas 30 minutos
        ¿Qué asiento tienes? …
    """)
    assert play(script, chat=chat, language="es") == script
    chat = leaving(*SALIDA, "a la mañana siguiente a las 6", language="es")
    assert answers(chat)["arrive_time"] == "06:00"


def test_a_spanish_traveller_writes_the_clock_of_24_hours_and_sees_how_it_was_read() -> None:
    chat = leaving("no", "avión", "lhr", "1 de diciembre 2026", language="es")
    script = cleandoc("""
        > 9:35
        ✓ 9:35
        (Entiendo: 9:35 de la mañana.) ¿Dónde termina este trayecto? [No: 21:35 de la noche] …
        > [No: …]
        ✓ 21:35
        ↻ (Entiendo: 21:35 de la noche.) ¿Dónde termina este trayecto? [No: 9:35 de la mañana] …
    """)
    assert play(script, chat=chat, language="es") == script
    assert (
        "[9:00] [21:00]"
        in leaving("no", "avión", "lhr", "1 de diciembre", language="es").hear("a las 9")[-1]
    )
