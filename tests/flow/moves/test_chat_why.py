"""Why a question is asked, why the advice is so, and what would change it."""

from inspect import cleandoc

import pytest

from tests.chat import Chat, mistakes, play


def test_a_question_says_why_it_is_asked_and_what_the_answer_can_still_decide() -> None:
    chat = cleandoc("""
        > (so far: none, me)
        …
        > [Why do you ask?]
        …
        | A cramp lets go within about ten minutes. …
        Your answer helps to decide between: “Be seen by a clinician today”, “See a …”, “You can …”.
        …
    """)
    assert play(chat, full=True) == chat


def test_the_result_is_turned_over_and_back_on_the_same_card() -> None:
    chat = cleandoc("""
        > (to the end: swelling one_leg)
        Be seen by a clinician today [Why?] [What would change this?] …
        > [Why?]
        ↻ Why: Be seen by a clinician today [Back to the result]
        > [Back to the result]
        ↻ Be seen by a clinician today [Why?] …
        > [What would change this?]
        ↻ What would make it more urgent [Back to the result]
        > back
        Be seen by a clinician today [Why?] …
        > why
        Why: Be seen by a clinician today [Back to the result]
        > hm
        Why: Be seen by a clinician today [Back to the result]
        > [Back to the result]
        ↻ Be seen by a clinician today …
    """)
    assert play(chat) == chat


def test_why_quotes_what_decided_with_its_source_and_apart_from_what_did_not() -> None:
    chat = cleandoc("""
        > (to the end: swelling one_leg)
        …
        > [Why?]
        ↻ Why: Be seen by a clinician today
        • Swelling: “Yes, one leg”. New swelling of one leg, painful or not, … (NHS: deep vein thrombosis (DVT))
        What did not decide it
        • Urgent signs: “None of these”
        …
        (/about has the sources in full.)
        (No clinician has reviewed this advice yet.)
        [Back to the result]
    """)
    assert play(chat, full=True) == chat


def test_what_would_change_the_advice_is_told_the_most_urgent_first_and_briefly() -> None:
    chat = cleandoc("""
        > (to the end: swelling none)
        …
        > [What would change this?]
        ↻ What would make it more urgent
        If all else stays as you said, and this were your answer:
        Get an ambulance now
        • Urgent signs: “Trouble breathing”, “Chest pain”, “Coughing up blood”, “Fainted, …” or “I'm not sure”
        • Skin: “Cold or pale”
        Be seen by a clinician today
        • Urgent signs: …
        • Skin: “Redder or darker”, “Warmer”, …
        • How long: …
        • Swelling: “Yes, one leg”, “Yes, one arm” or “I can't tell”
        • other answers to: …Movement…
        See a clinician in the next days
        …
        If any of this happens, do at once what stands above it. If that is an ambulance, call first: /check can wait.
        This list is not complete. If you get worse in any other way, be seen without waiting.
        …
        [Back to the result]
    """)
    assert play(chat, full=True) == chat


def test_who_the_check_is_for_is_nothing_that_could_become_worse() -> None:
    said = play("> (to the end: swelling none)\n> [What would change this?]", full=True)
    assert "Risks: “" in said
    assert "This check is for" not in said.partition("What would make it more urgent")[2]


def test_an_emergency_offers_nothing_that_would_change_it() -> None:
    chat = cleandoc("""
        > (to the end: red_flags chest_pain)
        Get an ambulance now [Which number do I call here?] [Card for a clinician] [Start again] [Don't ask me]
        > (taps changes)
        (That button is from earlier. Here is where we are.)
        Get an ambulance now …
        > (taps why)
        (That button is from earlier. Here is where we are.)
        Get an ambulance now …
    """)
    assert play(chat) == chat


def test_whoever_begins_anew_from_the_reasons_keeps_the_result_to_read() -> None:
    chat = cleandoc("""
        > (to the end: swelling one_leg)
        …
        > [Why?]
        ↻ Why: …
        > /check
        ✓ Be seen by a clinician today
        First, the things that cannot wait. …
    """)
    assert play(chat) == chat


def test_a_sign_of_danger_is_heard_over_the_reasons() -> None:
    chat = cleandoc("""
        > (to the end: swelling one_leg)
        …
        > [What would change this?]
        ↻ …
        > I can't breathe
        Get an ambulance now …
    """)
    assert play(chat) == chat


@pytest.mark.parametrize(
    "answer",
    ["swelling one_leg", "skin red+warm", "risk statin", "location groin", "about diagnosed"],
)
def test_every_side_of_an_ending_fits_one_message_in_every_language(answer: str) -> None:
    chat = Chat()
    chat.hear(f"(to the end: {answer})")
    for side in ("why", "back", "changes"):
        assert not list(mistakes(chat, chat.tap(side)))
