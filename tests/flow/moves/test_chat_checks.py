"""Whole checks, from the first question to the ending."""

from textwrap import dedent

import pytest

from tests.chat import FLOW, TEXTS, Chat, play


def ending(**answers: str) -> str:
    """The words of the ending, where all is answered plainly but this."""
    return Chat().finish(**answers)


def test_a_textbook_cramp_is_over_in_eight_answers() -> None:
    chat = """
        > /start
        Leg cramp… [Agree and start] [This may be an emergency] [No, keep nothing]
        > [Agree and start]
        ✓ Leg cramp…
        First, the things that cannot wait. Do any of these apply right now? … [None of these] … [Why do you ask?]
        > [None of these]
        ✓ None of these
        Who is this check for? [Me…] [Someone else…] [Someone under 18…] [No trouble now…] [A DVT already…] …
        > [Me…]
        ✓ Me…
        How long has it lasted? [10 minutes or less…] … [I'm not sure] [Back] [Why do you ask?] [My answers]
        > [10 minutes or less…]
        ✓ 10 minutes or less…
        Is anything swollen… [No, no swelling] [Yes, one leg] [Yes, both legs] [Yes, one arm] [I can't tell] …
        > [No, no swelling]
        ✓ No, no swelling
        …skin… [☐ Redder or darker] [☐ Warmer] … [Nothing has changed] [☐ I can't tell] [Done] …
        > [Nothing has changed]
        ✓ Nothing has changed
        Where is it worst? [Calf] [Thigh] …
        > [Calf]
        ✓ Calf
        …movement? … [Stretching eased it] …
        > [Stretching eased it]
        ✓ Stretching eased it
        Do any of these apply to you? [☐ Earlier blood clot] … [None of these] [☐ I'm not sure] [Done] …
        > [None of these]
        ✓ None of these
        You can look after this yourself [Why?] … [Change an answer] [Start again] [Remind me in 24 hours]
    """
    assert play(chat) == dedent(chat).strip()


def test_the_whole_card_of_a_question_is_shown() -> None:
    chat = """
        > (so far: none, me)
        (Question 3 of about 8)
        How long has it lasted?
        You can also type it, like “3 days” or “since yesterday”.
        [10 minutes or less, …]
        [Short cramps …]
        [More than 10 minutes, up to a day]
        [1 to 14 days]
        [2 weeks to 3 months]
        [More than 3 months]
        [I'm not sure]
        [Back] [Why do you ask?] [My answers]
        > why
        (Question 3 of about 8)
        How long has it lasted?
        …
        | A cramp lets go within about ten minutes. Pain from a clot stays, …
        …
        > 3 days
        ✓ (How long has it lasted?)
        | 1 to 14 days
        (Question 4 of about …)
        Is anything swollen, compared with the other side?
        …
    """
    assert play(chat, full=True) == dedent(chat).strip()


@pytest.mark.parametrize(
    ("answers", "title", "because"),
    [
        ({"red_flags": "chest_pain"}, "Get an ambulance now", "Urgent signs: “Pain in the chest"),
        ({"skin": "cold"}, "Get an ambulance now", "Skin: “Cold or pale”. A cold"),
        ({"swelling": "one_leg"}, "Be seen by a clinician today", "“Yes, one leg”. New swelling"),
        ({"skin": "warm+bruise"}, "Be seen by a clinician today", "Skin: “Warmer"),
        ({"risk": "statin"}, "See a clinician in the next days", "Risks: “A statin"),
        ({"about": "travel"}, "You can look after this yourself", "• You have no trouble now"),
        ({"movement": "no_change"}, "You can look after this yourself", "• It was short"),
        (
            {"duration_class": "10min_to_24h", "after_cramp_tender_fading": "true", "side": "both"},
            "You can look after this yourself",
            "• A muscle may stay tender",
        ),
        (
            {"duration_class": "under_10min_again", "side": "alternating", "risk": "smoker"},
            "You can look after this yourself",
            "• Short cramps now and then",
        ),
    ],
)
def test_each_urgency_has_its_ending_and_quotes_the_persons_own_answers(
    answers: dict[str, str], title: str, because: str
) -> None:
    told = ending(**answers).splitlines()
    assert told[0] == title
    assert [line for line in told if because.removeprefix("• ") in line]


def test_advice_comes_before_reasons_and_reasons_before_the_safety_net() -> None:
    chat = """
        > (to the end: duration_class 1_to_14_days, swelling one_leg, skin red+warm)
        Be seen by a clinician today
        Today, …
        Call a doctor, …
        Say on the phone
        • “I need to be seen today …
        …
        Call an ambulance instead if
        …
        Why I say so
        • Swelling: “Yes, one leg”. New swelling of one leg, …
        • Skin: “Redder or darker …, Warmer than the other side”. Skin that is warm …
        …
        This is not a diagnosis, and it cannot rule out a clot. …
        …
        (…clinician…)
        (In 6 hours …)
        [Why?] …
        …
        [Change an answer] [Start again]
        [Don't ask me] [Not at night]
    """
    assert play(chat, full=True) == dedent(chat).strip()


def test_an_emergency_is_one_short_screen() -> None:
    chat = """
        > (so far: sudden_breathlessness)
        Get an ambulance now
        Call 112 …, 999 …, 911 …, or your local emergency number.
        Now. …
        Do now
        • Stop, sit or lie down, …
        …
        Say on the phone
        • “It may be a blood clot in the lungs.”
        Don't
        …
        • Urgent signs: “Trouble breathing”. These can be signs …
        (In 3 hours …)
        [Which number do I call here?]
        [Card for a clinician]
        [Start again]
        [Don't ask me]
    """
    told = play(chat, full=True)
    assert told == dedent(chat).strip()
    assert "cannot rule out" not in told


# --- who is never calmed --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        ({}, "You can look after this yourself"),
        ({"about": "someone_else"}, "See a clinician in the next days"),
        ({"about": "child"}, "See a clinician in the next days"),
        ({"risk": "anticoagulant"}, "See a clinician in the next days"),
        ({"risk": "prior_vte"}, "See a clinician in the next days"),
        ({"risk": "pregnant"}, "See a clinician in the next days"),
        ({"risk": "not_sure"}, "See a clinician in the next days"),
        ({"red_flags": "not_sure"}, "Get an ambulance now"),
    ],
)
def test_the_same_cramp_is_called_harmless_for_few(answers: dict[str, str], title: str) -> None:
    assert ending(**answers).splitlines()[0] == title


def test_someone_under_18_goes_with_an_adult() -> None:
    assert "an adult you trust" in ending(about="child")


def test_a_known_clot_without_news_brings_what_is_known_of_living_with_it() -> None:
    told = ending(about="diagnosed")
    assert told.splitlines()[0] == "See a clinician in the next days"
    for words in ("About a diagnosed DVT", "Blood thinners keep", "Stockings", "Walking and"):
        assert words in told
    assert "cannot rule out a clot" in told


@pytest.mark.parametrize("news", ["yes", "not_sure"])
def test_a_known_clot_with_news_is_seen_today(news: str) -> None:
    told = ending(about="diagnosed", new_symptoms=news)
    assert told.startswith("Be seen by a clinician today")


def test_a_journey_without_trouble_gets_advice_for_it() -> None:
    assert "every 45 minutes" in ending(about="travel")
    told = ending(about="travel", risk="active_cancer")
    assert told.startswith("See a clinician in the next days")
    assert "before you travel" in told


def test_a_swollen_arm_is_seen_today() -> None:
    told = ending(swelling="one_arm", side="one_arm", location="arm")
    assert told.startswith("Be seen by a clinician today")
    assert "clot in the arm" in told


@pytest.mark.parametrize(
    "answers", [{}, {"risk": "statin"}, {"swelling": "one_leg"}, {"about": "travel"}]
)
def test_no_ending_but_the_emergency_goes_without_its_safety_net(answers: dict[str, str]) -> None:
    assert "cannot rule out a clot" in ending(**answers)


def test_skin_is_asked_about_in_words_that_hold_for_every_skin() -> None:
    chat = """
        > (so far: none, me, under_10min, none)
        …
        On brown or black skin a clot rarely looks red. … darker, …
        …
    """
    assert play(chat, full=True) == dedent(chat).strip()


def test_movement_is_quoted_and_never_said_to_be_a_good_sign() -> None:
    told = ending(movement="eases_with_stretch")
    (line,) = [line for line in told.splitlines() if line.startswith("Movement: ")]
    assert line.startswith("Movement: “Stretching eased it” – noted, but")
    assert "Swelling: “No, no swelling” – fits a cramp" in told


def test_reassuring_hints_stand_on_calm_endings_only() -> None:
    told = ending(movement="eases_with_stretch", risk="statin")
    assert "fits a cramp" not in told
    assert "Movement: “Stretching eased it” – noted" in told


# --- in Spanish -----------------------------------------------------------------------------------


def test_a_check_is_held_in_spanish() -> None:
    chat = """
        > /check
        … [Aceptar y empezar] …
        > [Aceptar y empezar]
        ✓ …
        Primero, … [☐ Dolor en el pecho] … [Nada de esto] …
        > nada
        ✓ Nada de esto
        ¿Para quién … [Volver] [¿Por qué lo preguntas?]
        > 1
        ✓ Para mí…
        ¿Cuánto … [De 1 a 14 días] …
        > hace una semana
        ✓ De 1 a 14 días
        ¿… [Sí, una pierna] …
        > una pierna
        ✓ Sí, una pierna
        ¿Hasta dónde …
        > por qué
        ¿Hasta dónde …
        > la pantorilla
        ✓ La pantorrilla…
        …
        > nada
        ✓ Nada…
        …
    """
    assert play(chat, language="es") == dedent(chat).strip()


def test_an_ending_in_spanish_is_spanish_throughout() -> None:
    chat = Chat(language="es-MX")
    told = chat.finish(risk="smoker").splitlines()
    english = {block.text.english for block in chat.shown[chat.state.card]}
    assert told[0] == TEXTS.translations(FLOW.endings["self_care"].title)[1]
    assert english.isdisjoint(told)
