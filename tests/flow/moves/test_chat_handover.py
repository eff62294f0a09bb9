"""The card for a clinician, as it is shown, turned into other languages, drawn and printed."""

from inspect import cleandoc

import pytest

from bot.flow.state import State
from tests.chat import Chat, mistakes, play


def test_the_card_is_in_the_order_a_clinician_hears_it() -> None:
    chat = cleandoc("""
        > (to the end: duration_class 1_to_14_days, swelling one_leg, swelling_extent calf, skin red+warm)
        …
        > [Card for a clinician]
        ↻ Card for a clinician
        (What one person told a chat bot. Nobody was examined.)
        Answered 2026-11-24 12:01 to 12:03 UTC. Card made 2026-11-24 12:03 UTC.
        Situation
        • How long: “1 to 14 days”
        • Swelling: “Yes, one leg”
        • Swelling reaches: “The calf or lower leg”
        Background
        • This check is for: “Me, and I'm 18 or over”
        Assessment
        • Urgent signs: “None of these”. Denied: Trouble breathing; Pain in the chest, …; A new cough
        • Skin: “Redder or darker than usual, Warmer than the other side”. Listed, not ticked: …
        • Not asked: …; Risks; Left or right; Other medicines and allergies
        Recommendation
        • Advised by the bot: “Be seen by a clinician today”. Today, even at night …
        (Legwise …, questions “leg-check” version 2.)
        (No clinician has reviewed this advice yet.)
        [As a picture] [As a PDF]
        [Español]
        [Back to the result]
    """)
    assert play(chat, full=True) == chat


def test_risks_that_were_denied_stand_in_the_background() -> None:
    card = hand_over("swelling none")
    background = card[card.index("Background") : card.index("Assessment")]
    assert any(
        "Risks: “None of these”. Denied: Earlier blood clot; " in line for line in background
    )


def test_no_more_is_called_denied_than_was_asked() -> None:
    card = hand_over("swelling none")
    assert any("; Cancer, now or treated in the last 6 months; " in line for line in card)
    assert not any("; Cancer; " in line for line in card)


def test_risks_that_were_not_ticked_are_not_called_denied() -> None:
    (line,) = [line for line in hand_over("risk smoker") if "Risks: " in line]
    assert "“Smoking”. Listed, not ticked: Earlier blood clot" in line
    assert "Denied" not in line


def test_whoever_was_not_sure_has_denied_nothing() -> None:
    (line,) = [line for line in hand_over("risk not_sure") if "Risks: " in line]
    assert line == "• Risks: “I'm not sure”"


def test_a_sign_that_ended_the_check_says_nothing_of_the_others() -> None:
    card = hand_over("red_flags chest_pain")
    assert not any("Denied" in line or "not ticked" in line for line in card)
    assert any("The others of that list were not asked." in line for line in card)
    assert "• Advised by the bot: “Get an ambulance now”. Now. …"[:44] in "\n".join(card)


def test_danger_that_was_typed_says_nothing_of_what_was_not_on_the_screen() -> None:
    chat = Chat(full=True)
    chat.hear("my chest hurts")
    card = chat.lines(chat.tap("handover"))
    assert not any("Denied" in line or "not ticked" in line for line in card)


def hand_over(answers: str) -> list[str]:
    chat = Chat(full=True)
    chat.hear(f"(to the end: {answers})")
    return chat.lines(chat.tap("handover"))


def test_the_card_is_shown_in_another_language_with_buttons_in_ones_own() -> None:
    chat = cleandoc("""
        > (to the end: swelling one_leg)
        …
        > [Ficha para un profesional de la salud]
        ↻ Ficha para un profesional de la salud [Como imagen] [Como PDF] [English] [Volver al resultado]
        > [English]
        ↻ Card for a clinician [Como imagen] [Como PDF] [Español] [Volver al resultado]
        > [Como imagen]
        (a picture: Card for a clinician)
        > [Como PDF]
        (a file: Card for a clinician)
        > [Español]
        ↻ Ficha para un profesional de la salud [Como imagen] [Como PDF] [English] [Volver al resultado]
        > [Como imagen]
        (a picture: Ficha para un profesional de la salud)
        > volver
        Que te vea hoy un profesional de la salud …
    """)
    assert play(chat, language="es-MX") == chat


def test_a_language_the_bot_does_not_speak_is_spoken_to_in_english() -> None:
    chat = cleandoc("""
        > (to the end: swelling one_leg)
        …
        > [Card for a clinician]
        ↻ Card for a clinician [As a picture] [As a PDF] [Español] [Back to the result]
    """)
    assert play(chat, language="de") == chat


def test_the_card_is_there_in_an_emergency_and_leads_nowhere_else() -> None:
    chat = cleandoc("""
        > (to the end: red_flags chest_pain)
        Get an ambulance now [Which number do I call here?] [Card for a clinician] [Start again] …
        > [Card for a clinician]
        ↻ Card for a clinician [As a picture] [As a PDF] [Español] [Back to the result]
        > [As a picture]
        (a picture: Card for a clinician)
        > what now
        (This stays until you tap “Start again”. …) Get an ambulance now …
        > [Card for a clinician]
        ↻ Card for a clinician …
        > [Back to the result]
        ↻ Get an ambulance now …
    """)
    assert play(chat) == chat


def test_an_older_card_gives_no_picture() -> None:
    chat = cleandoc("""
        > (to the end: swelling one_leg)
        …
        > [Card for a clinician]
        ↻ …
        > [Back to the result]
        ↻ …
        > [Start again]
        …
        > [As a picture] on an older card
        (That button is from earlier. Here is where we are.)
        …
    """)
    assert play(chat) == chat


def test_nothing_of_the_card_is_kept() -> None:
    chat = Chat()
    chat.hear("(to the end: swelling one_leg)")
    before = chat.state
    for choice in ("handover", "in:es", "picture", "pdf", "back"):
        chat.tap(choice)
    assert chat.state == before


def test_after_erase_there_is_no_card_any_more() -> None:
    chat = Chat()
    chat.hear("(to the end: swelling one_leg)")
    chat.hear("/erase")
    chat.tap("erase")
    assert chat.state == State()
    assert "picture" not in "".join(chat.lines(chat.tap("picture")))


@pytest.mark.parametrize(
    "answer", ["red_flags chest_pain", "skin red+warm", "risk smoker+injury", "about diagnosed"]
)
def test_the_card_fits_one_message_in_every_language(answer: str) -> None:
    chat = Chat()
    chat.hear(f"(to the end: {answer})")
    for side in ("handover", "in:es", "in:en"):
        assert not list(mistakes(chat, chat.tap(side)))
