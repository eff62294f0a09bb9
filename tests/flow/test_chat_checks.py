"""Whole checks, from the first question to the ending."""

from textwrap import dedent

import pytest

from bot.flow.effects import Show
from tests.chat import FLOW, TEXTS, Chat, play, said


def ending(answers: str, language: str | None = None) -> str:
    """The words of the ending that these options lead to, given in the order asked."""
    (shown,) = Chat(language=language).answer(answers.split(", "))
    assert isinstance(shown, Show)
    return said(shown.doc, language)


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
        How does it answer to movement? … [Stretching eased it] …
        > [Stretching eased it]
        ✓ Stretching eased it
        Do any of these apply to you? [☐ Earlier blood clot] … [None of these] [☐ I'm not sure] [Done] …
        > [None of these]
        ✓ None of these
        You can look after this yourself [Change an answer] [Start again]
    """
    assert play(chat) == dedent(chat).strip()


def test_the_whole_card_of_a_question_is_shown() -> None:
    chat = """
        > (so far: none, me)
        (Question 3 of about 8)
        How long has it lasted?
        You can also type it, like "3 days" or "since yesterday".
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
        (Question 4 of about 10)
        Is anything swollen, compared with the other side?
        …
    """
    assert play(chat, full=True) == dedent(chat).strip()


@pytest.mark.parametrize(
    ("answers", "title", "because"),
    [
        ("chest_pain", "Get an ambulance now", "Urgent signs: “"),
        ("none, me, 1_to_14_days, none, cold", "Get an ambulance now", "Skin: “Cold or pale”"),
        ("none, me, 1_to_14_days, one_leg, calf, none, one, calf, no_change, none",
         "Be seen by a clinician today", "Swelling: “Yes, one leg”. New swelling of one leg"),
        ("none, me, 10min_to_24h, none, warm", "Be seen by a clinician today", "Skin: “Warmer"),
        ("none, me, under_10min, none, none, calf, no_change, statin",
         "See a clinician in the next days", "Risks: “A statin or a water tablet”"),
        ("none, me, under_10min, none, none, calf, no_change, none",
         "You can look after this yourself", "It was short"),
        ("none, me, 10min_to_24h, none, none, both, calf, true, no, no_change, none",
         "You can look after this yourself", "Yours is fading"),
        ("none, me, under_10min_again, none, none, alternating, foot, now_and_then, no_change, smoker",
         "You can look after this yourself", "Short cramps now and then"),
    ],
)  # fmt: skip
def test_each_urgency_has_its_ending_and_quotes_the_persons_own_answers(
    answers: str, title: str, because: str
) -> None:
    told = ending(answers)
    assert told.splitlines()[0] == title
    assert because in told


def test_advice_comes_before_reasons_and_reasons_before_the_safety_net() -> None:
    chat = """
        > (so far: none, me, 1_to_14_days, one_leg, calf, red+warm)
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
        • How long: “1 to 14 days”: longer than a cramp lasts
        This is not a diagnosis, and it cannot rule out a clot. …
        (…clinician…)
        [Change an answer]
        [Start again]
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
        [Which number do I call here?]
        [Start again]
    """
    told = play(chat, full=True)
    assert told == dedent(chat).strip()
    assert "cannot rule out" not in told


# --- who is never calmed --------------------------------------------------------------------------

TEXTBOOK = "none, {who}, under_10min, none, none, calf, eases_with_stretch, {risk}"


@pytest.mark.parametrize(
    ("who", "risk", "title"),
    [
        ("me", "none", "You can look after this yourself"),
        ("someone_else", "none", "See a clinician in the next days"),
        ("child", "none", "See a clinician in the next days"),
        ("me", "anticoagulant", "See a clinician in the next days"),
        ("me", "prior_vte", "See a clinician in the next days"),
        ("me", "pregnant", "See a clinician in the next days"),
        ("me", "not_sure", "See a clinician in the next days"),
    ],
)
def test_the_same_cramp_is_called_harmless_for_few(who: str, risk: str, title: str) -> None:
    asked = TEXTBOOK.format(who=who, risk=risk)
    if who != "me":  # nothing asked of them could calm it, so it is asked no more
        chat = Chat()
        for answer in asked.split(", "):
            if chat.state.view != "result":
                chat.answer([answer])
        told = said(chat.shown[chat.state.card])
    else:
        told = ending(asked)
    assert told.splitlines()[0] == title


def test_someone_under_18_goes_with_an_adult() -> None:
    chat = Chat()
    for answer in ("none", "child", "1_to_14_days", "none", "none", "both", "calf", "no", "no_change", "none"):  # fmt: skip
        if chat.state.view != "result":
            chat.answer([answer])
    assert "an adult you trust" in said(chat.shown[chat.state.card])


def test_a_known_clot_without_news_brings_what_is_known_of_living_with_it() -> None:
    told = ending("none, diagnosed, no")
    assert told.splitlines()[0] == "See a clinician in the next days"
    for words in ("About a diagnosed DVT", "Blood thinners keep", "Stockings", "Walking and"):
        assert words in told
    assert "cannot rule out a clot" in told


@pytest.mark.parametrize("news", ["yes", "not_sure"])
def test_a_known_clot_with_news_is_seen_today(news: str) -> None:
    chat = Chat()
    chat.answer(["none", "diagnosed", news])
    for _ in range(16):
        if chat.state.view != "result":
            question = FLOW.questions[chat.state.view.removeprefix("question:")]
            chat.answer([question.usual])
    assert said(chat.shown[chat.state.card]).startswith("Be seen by a clinician today")


def test_a_journey_without_trouble_gets_advice_for_it() -> None:
    assert "every 45 minutes" in ending("none, travel, none")
    assert ending("none, travel, none").startswith("You can look after this yourself")
    told = ending("none, travel, active_cancer")
    assert told.startswith("See a clinician in the next days")
    assert "before you travel" in told


def test_a_swollen_arm_is_seen_today() -> None:
    told = ending("none, me, 1_to_14_days, one_arm, none, one_arm, arm, no_change, none")
    assert told.startswith("Be seen by a clinician today")
    assert "clot in the arm" in told


def test_skin_is_asked_about_in_words_that_hold_for_every_skin() -> None:
    chat = """
        > (so far: none, me, under_10min, none)
        …
        On brown or black skin a clot rarely looks red. … darker, …
        …
    """
    assert play(chat, full=True) == dedent(chat).strip()


def test_movement_is_quoted_and_never_said_to_be_a_good_sign() -> None:
    told = ending("none, me, under_10min, none, none, calf, eases_with_stretch, none")
    (line,) = [line for line in told.splitlines() if line.startswith("Movement: ")]
    assert line.startswith("Movement: “Stretching eased it”: noted, but")
    assert "Swelling: “No, no swelling”: fits a cramp" in told


def test_reassuring_hints_stand_on_calm_endings_only() -> None:
    told = ending("none, me, under_10min, none, none, calf, eases_with_stretch, statin")
    assert "fits a cramp" not in told
    assert "Movement: “Stretching eased it”: noted" in told


# --- in Spanish -----------------------------------------------------------------------------------


def test_a_check_is_held_in_spanish() -> None:
    chat = """
        > /check
        … [Aceptar y empezar] …
        > [Aceptar y empezar]
        ✓ …
        … [Nada de esto] …
        > nada
        ✓ Nada de esto
        …
        > 1
        ✓ …
        …
        > 5 minutos
        ✓ 10 minutos…
        …
        > no
        ✓ No, …
        …
        > ninguno
        …
    """
    asked = [TEXTS.translations(question.ask)[-1] for question in FLOW.questions.values()]
    told = play(chat, language="es")
    assert told.splitlines()[0] == "> /check"
    assert all(english.ask not in told for english in FLOW.questions.values())
    assert sum(ask in told for ask in asked) >= 5


def test_an_ending_in_spanish_is_spanish_throughout() -> None:
    chat = Chat(language="es-MX")
    (shown,) = chat.answer("none, me, under_10min, none, none, calf, no_change, none".split(", "))
    assert isinstance(shown, Show)
    told = said(shown.doc, "es-MX")
    title = FLOW.endings["self_care"].title
    assert told.startswith(TEXTS.translations(title)[1])
    assert not any(block.text.english in told for block in shown.doc if "{" not in block.text.english)  # fmt: skip
