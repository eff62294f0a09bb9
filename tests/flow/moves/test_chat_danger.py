"""Signs of danger, tapped or typed, and what follows: help at once, and no way back to calmer advice."""

from textwrap import dedent

import pytest

from bot.flow.events import Said
from bot.flow.moves.desk import Desk
from tests.chat import LIBRARY, Chat, play


def in_emergency(*lines: str, language: str | None = None) -> bool:
    """Does the chat stand at the emergency card after this?"""
    chat = Chat(language=language)
    for line in lines:
        chat.hear(line)
    return chat.state.view == "result" and Desk(LIBRARY, chat.now, chat.state).in_emergency()


def test_a_red_flag_is_one_tap_away_from_the_emergency_card() -> None:
    chat = """
        > (so far: )
        First, …
        > [☐ Chest pain]
        ✓ Pain in the chest…
        Get an ambulance now [Which number do I call here?] [Card for a clinician] [Start again] [Don't ask me]
    """
    assert play(chat) == dedent(chat).strip()


def test_whoever_fears_an_emergency_says_so_before_any_question_or_consent() -> None:
    chat = """
        > /start
        …
        > [This may be an emergency]
        Get an ambulance now [Which number do I call here?] [Card for a clinician] [Start again] [Don't ask me]
    """
    assert play(chat) == dedent(chat).strip()


@pytest.mark.parametrize(
    "so_far",
    [
        [],
        ["/start"],
        ["/check"],
        ["(so far: none, me)"],
        ["(so far: none, me)", "[My answers]"],
        ["(so far: none, me)", "[My answers]", "[Urgent signs]"],
        ["(so far: none, me, 1_to_14_days, one_leg, calf, red)"],
        ["(so far: none)", "cancel"],
        ["/language"],
        ["/erase"],
        ["(so far: none, me)", "(5 days later)", "/start"],
    ],
)
def test_danger_is_heard_at_any_point(so_far: list[str]) -> None:
    for line in ("I can't breathe", "(edits: I can't breathe)", "(sticker: I can't breathe)"):
        assert in_emergency(*so_far, line)


@pytest.mark.parametrize(
    "words",
    [
        "I can't breathe",
        "i cant breath",
        "I CANNOT BREATHE!!!",
        "I can’t   breathe",
        "i cant breahte",
        "my chest really hurts",
        "chestpain, no: chest pain",
        "coughing up blood",
        "no no I can't breathe",
        "no, I can't breathe",
        "No. Chest pain",
        "my leg is fine but I have chest pain",
        "no fever but chest pain since noon",
        "he passed out",
        "my heart is racing",
        "no puedo respirar",
        "No puedo  RESPIRAR",
        "me duele mucho el pecho",
        "toso sangre",
        "me he desmayado, creo: desmayo",
        "no tengo fiebre pero me falta el aire",
    ],
)
def test_danger_is_understood_in_both_languages_whichever_is_spoken(words: str) -> None:
    assert in_emergency(words)
    assert in_emergency("(so far: none, me)", words, language="es")


@pytest.mark.parametrize(
    "words",
    [
        "no chest pain",
        "I have no chest pain",
        "no chest pain or palpitations",
        "I don't have any chest pain",
        "without chest pain",
        "my leg is not cold",
        "sin dolor de pecho",
        "no tengo dolor en el pecho",
        "no tengo dolor de pecho ni palpitaciones",
        "my calf hurts",
        "grasping a pole",
        "breathe",
        "me duele la pierna",
        "¿qué tal?",
    ],
)
def test_what_is_denied_or_something_else_is_no_danger(words: str) -> None:
    assert not in_emergency(words)
    assert not in_emergency("(so far: none, me)", words)


def test_typed_danger_joins_what_was_ticked_and_answered_before() -> None:
    chat = """
        > (so far: )
        …
        > [☐ Fever…]
        ↻ First, … [☑ Fever or vomiting] …
        > and my chest hurts
        Get an ambulance now …
    """
    assert play(chat) == dedent(chat).strip()
    chat_ = Chat()
    chat_.answer(["new_cough", "me"])
    chat_.happen(Said("I coughed up blood"))
    assert chat_.state.run is not None
    assert chat_.state.run.answers["red_flags"].values == ("new_cough", "coughing_blood")


def test_a_typed_red_flag_takes_back_the_none_that_was_answered() -> None:
    chat = Chat()
    chat.answer(["none", "me", "under_10min"])
    chat.happen(Said("chest pain"))
    assert chat.state.run is not None
    assert chat.state.run.answers["red_flags"].values == ("chest_pain",)


def test_ticks_that_make_an_emergency_together_need_no_done() -> None:
    chat = """
        > (so far: )
        …
        > [☐ A new cough]
        ↻ …
        > 1
        ✓ Trouble breathing, A new cough
        Get an ambulance now …
    """
    assert play(chat) == dedent(chat).strip()


def test_after_an_emergency_nothing_but_start_again_leads_elsewhere() -> None:
    card = "… Get an ambulance now [Which number do I call here?] [Card for a clinician] [Start again] …"
    chat = f"""
        > (so far: none)
        …
        > I can't breathe
        Get an ambulance now [Which number do I call here?] [Card for a clinician] [Start again] …
        > /check
        {card}
        > /start
        {card}
        > /cancel
        {card}
        > /anything
        {card}
        > cancel
        {card}
        > back
        {card}
        > no chest pain, I feel better
        {card}
        > continue
        {card}
        > (sticker)
        (I can't see or hear that. Call now.) Get an ambulance now …
        > [Me…] on an older card
        (That button is from earlier. …)
        {card}
        > (taps list)
        (That button is from earlier. …)
        {card}
        > (taps edit:red_flags)
        (That button is from earlier. …)
        {card}
        > (5 days later)
        …
        > hello
        {card}
        > start again
        ✓ Get an ambulance now
        First, …
    """
    assert play(chat) == dedent(chat).strip()


def test_the_commands_about_the_chat_itself_still_work_in_an_emergency() -> None:
    chat = """
        > I can't breathe
        Get an ambulance now …
        > /help
        How to use me
        > /privacy
        Privacy
        > /about
        About Legwise …
        …
        > /language
        Which language shall we use? [English] [Español]
        > [Español]
        ✓ …
        … [Empezar de nuevo] …
        > /language
        …
        > hola
        … [Empezar de nuevo] …
        > /erase
        … [Borrar todo] …
        > [Borrar todo]
        ✓ …
        (everything is forgotten)
        …
        > /check
        … [Agree and start] …
    """
    assert play(chat) == dedent(chat).strip()


def test_start_again_without_consent_asks_for_it_first() -> None:
    chat = """
        > I can't breathe
        Get an ambulance now …
        > [Start again]
        ✓ Get an ambulance now
        Trouble breathing, … [Agree and start] [This may be an emergency] [No, keep nothing]
    """
    assert play(chat) == dedent(chat).strip()


# --- which number ---------------------------------------------------------------------------------


def test_the_number_is_that_of_the_country_tapped_or_typed() -> None:
    chat = """
        > I can't breathe
        Get an ambulance now
        Call 112 (Europe), …
        …
        > [Which number do I call here?]
        ↻ Call your local emergency number now, if you know it.
        …
        [United Kingdom] [United States]
        [Spain] [France]
        [Germany] [India]
        [Back]
        > [Back]
        ↻ Get an ambulance now
        Call 112 (Europe), …
        …
        > [Which number do I call here?]
        …
        > [France]
        ↻ Get an ambulance now
        France: call …, or your local emergency number.
        …
        > Japan
        Get an ambulance now
        Japan: call 119, or your local emergency number.
        …
        > Reino Unido
        Get an ambulance now
        United Kingdom: call 999…
        …
        > Atlantis
        …
        United Kingdom: call 999…
        …
        > /language
        …
        > [Español]
        ✓ …
        …
        Reino Unido: …
        …
    """
    assert play(chat, full=True) == dedent(chat).strip()


def test_a_country_without_a_checked_number_gets_the_general_one() -> None:
    unknown = next(name for name, iso in LIBRARY.countries.items() if iso not in LIBRARY.ambulances)
    chat = Chat(full=True)
    chat.hear("I can't breathe")
    told = chat.hear(unknown)
    assert [line for line in told if "I have no checked number" in line]


def test_a_country_that_is_not_offered_is_an_old_button() -> None:
    chat = """
        > I can't breathe
        …
        > [Which number do I call here?]
        …
        > (taps iso:XX)
        (That button is from earlier. …)
        Call your local emergency number now…
    """
    assert play(chat) == dedent(chat).strip()


@pytest.mark.parametrize(
    "words",
    ["My husband fainted", "my wife almost fainted", "she has fainted", "should I call 911?"],
)
def test_danger_told_of_somebody_else_is_heard(words: str) -> None:
    assert any(line.startswith("Get an ambulance now") for line in Chat().hear(words))


def test_who_never_fainted_is_not_sent_an_ambulance() -> None:
    assert not any(
        line.startswith("Get an ambulance now") for line in Chat().hear("my wife has never fainted")
    )
