"""Glasses noted in a chat. It is Tuesday, 24 November 2026, noon in London; in Singapore it is evening."""

from datetime import timedelta
from inspect import cleandoc

import pytest

from bot.flow.cards.glasses import AIM, progress
from bot.flow.effects import Picture
from bot.flow.events import Commanded, Tapped
from tests.chat import LIBRARY, Chat, play, said

NUDGE = "Time for something to drink, … [A glass] [Done] [Skip] [In 10 minutes] [In 1 hour] [Stop these reminders]"


def reminded(limits: str = "no", city: str = "london") -> Chat:
    chat = Chat()
    chat.happen(Commanded("drink"))
    chat.tap("begin:hydration")
    answer(chat, limits, city)
    chat.tap("remind")
    return chat


def answer(chat: Chat, limits: str, city: str = "london") -> None:
    chat.hear(limits)
    chat.hear(city)
    if city == "london":  # there are several
        chat.tap("o:@0")
    for words in ("9:00 am", "18:00", "2 hours"):
        chat.hear(words)


def counted(chat: Chat) -> dict[str, int]:
    return {each.day: each.glasses for each in chat.state.glasses}


def test_a_glass_is_noted_by_one_tap_and_taken_back_by_another() -> None:
    chat = cleandoc(f"""
        > (1 hour later)
        {NUDGE}
        > [A glass]
        ↻ Noted today: 1. Most adults do well with 6 to 8 glasses or cups a day; tea and coffee count. [Undo]
        > [Undo]
        ↻ {NUDGE}
        > [A glass] x2
        ↻ Noted today: 1. …
        (That is done already.)
        > (2 hours later)
        ✓ A glass, noted.
        {NUDGE}
    """)
    heard = reminded()
    assert play(chat, chat=heard) == chat
    assert counted(heard) == {"2026-11-24": 1}


def test_a_noted_glass_is_an_answer_so_nobody_is_asked_whether_fewer_would_do() -> None:
    chat = reminded()
    for _ in range(6):
        chat.hear("(2 hours later)")
        if any(not rung.noted for rung in chat.state.rung):
            chat.hear("[A glass]")
    drinking = chat.state.drinking
    assert drinking is not None
    assert drinking.unheeded == 0


def test_drink_sent_again_shows_today_and_draws_the_week() -> None:
    chat = cleandoc("""
        > /drink
        …
        > [A glass]
        ↻ What you noted of your drinking [A glass] [One less] [The week as a picture] [Change these reminders] [Close]
        > [One less]
        ↻ What you noted of your drinking [A glass] [The week as a picture] [Change these reminders] [Close]
        > [The week as a picture]
        (a picture: What you noted of your drinking)
        > [Change these reminders]
        Have you been told to limit fluids, …
    """)
    assert play(chat, chat=reminded()) == chat


@pytest.mark.parametrize(
    ("typed", "glasses"),
    [
        *(("a glass", 1), ("2 glasses", 2), ("half a litre", 2), ("500 ml", 2), ("0.75l", 3)),
        *(("I had two cups of tea", 2), ("a litre and a half", 6), ("un vaso de agua", 1)),
        *(("medio litro", 2), ("he bebido dos tazas de té", 2), ("a sip of 20 ml", 0)),
        *(
            ("2", 0),
            ("1000 glasses", 0),
            ("no glass", 0),
            ("0 glasses", 0),
            ("0 ml", 0),
            ("my glasses broke", 0),
        ),
    ],
)
def test_what_was_drunk_can_be_typed(typed: str, glasses: int) -> None:
    chat = reminded()
    chat.hear(typed)
    assert sum(counted(chat).values()) == glasses


def test_what_was_typed_answers_the_reminder_and_can_be_taken_back_as_a_whole() -> None:
    chat = cleandoc("""
        > (1 hour later)
        …
        > half a litre
        ✓ A glass, noted.
        (Noted: 2, in glasses or cups of 250 ml.) What you noted of your drinking [Undo] [A glass] [One less] …
        > [Undo]
        ↻ What you noted of your drinking [A glass] [The week as a picture] …
    """)
    heard = reminded()
    assert play(chat, chat=heard) == chat
    assert not counted(heard)
    assert not heard.state.rung


def test_in_the_middle_of_a_check_it_is_noted_and_the_question_stays() -> None:
    chat = reminded()
    chat.hear("(so far: none)")
    (line,) = chat.hear("a glass")
    assert line.startswith("(Noted: 1, in glasses or cups of 250 ml.) Who is this check for?")


def test_of_those_who_must_limit_fluids_nothing_typed_is_counted() -> None:
    chat = reminded("yes")
    assert not any("Noted" in line for line in chat.hear("2 glasses"))
    assert not counted(chat)


def test_notes_grow_too_old_without_anything_the_person_does() -> None:
    chat = reminded()
    chat.hear("2 glasses")
    chat.hear("/reminders")
    chat.tap("open:hydration")
    chat.hear("[Pause]")
    assert chat.hear("(8 days later)") == []
    assert not counted(chat)


def test_the_list_of_reminders_leads_there_too() -> None:
    chat = reminded()
    chat.tap("open:hydration")
    chat.hear("[What you noted]")
    assert chat.state.view == "glasses"


def test_the_week_is_told_in_words_beside_the_picture() -> None:
    chat = reminded()
    chat.happen(Commanded("drink"))
    chat.tap("glass")
    (picture,) = chat.tap("week")
    assert isinstance(picture, Picture)
    words = said(picture.caption)
    assert "Tue, Nov 24, 2026: 1" in words
    assert words.count("not noted") == 6
    assert len(words) < 1024


@pytest.mark.parametrize("limits", ["yes", "not sure"])
def test_whoever_may_have_to_limit_fluids_finds_nothing_to_count(limits: str) -> None:
    chat = reminded(limits)
    lines = chat.hear("(1 day later)")
    assert not any("glass" in line.lower() or "Noted" in line for line in lines)
    chat.happen(Tapped(chat.state.rung[0].card, "glass"))
    chat.happen(Commanded("drink"))
    assert chat.state.view != "glasses"
    assert chat.state.glasses == ()


def test_notes_are_forgotten_when_drinking_comes_to_be_left_out() -> None:
    chat = reminded()
    chat.hear("(1 hour later)")
    chat.hear("[A glass]")
    card = chat.state.rung[0].card
    chat.happen(Commanded("drink"))
    chat.tap("anew")
    answer(chat, "yes")
    assert counted(chat)
    chat.tap("remind")
    assert not counted(chat)
    chat.happen(Tapped(card, "glass"))
    assert not counted(chat)


@pytest.mark.parametrize(
    "ends", [["/erase", "[Delete everything]"], ["(taps open:hydration)", "[Delete]"]]
)
def test_notes_go_with_everything_else_and_with_the_reminders(ends: list[str]) -> None:
    chat = reminded()
    chat.hear("(1 hour later)")
    chat.hear("[A glass]")
    assert counted(chat)
    for line in ends:
        chat.hear(line)
    assert not counted(chat)


def test_after_a_week_older_notes_are_gone() -> None:
    chat = reminded()
    chat.hear("(1 hour later)")
    chat.hear("[A glass]")
    chat.hear("(6 days later)")
    assert counted(chat) == {"2026-11-24": 1}
    chat.hear("(1 day later)")
    assert counted(chat) == {}


def test_midnight_is_that_of_the_clock_the_reminders_come_by() -> None:
    chat = reminded(city="singapore")
    chat.happen(Commanded("drink"))
    chat.tap("glass")
    chat.now += timedelta(hours=5)  # past midnight there
    chat.tap("glass")
    assert counted(chat) == {"2026-11-24": 1, "2026-11-25": 1}


def test_the_amount_named_is_the_one_the_flow_has_its_source_for() -> None:
    (words,) = (
        i.say for i in LIBRARY.flows["hydration"].endings["drinking"].say if i.source == "eatwell"
    )
    assert "{} to {} glasses or cups".format(*AIM) in words
    assert "{} to {} glasses or cups".format(*AIM) in progress(0).english


def test_much_drinking_is_met_with_care_and_never_with_praise() -> None:
    assert "harm" in progress(AIM[1] + 1).english
    assert "harm" not in progress(AIM[1]).english
