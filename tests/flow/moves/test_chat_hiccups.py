"""A second flow: hiccups. What holds for the leg check holds for any flow."""

from textwrap import dedent

import pytest

from tests.chat import LIBRARY, play


def test_hiccups_that_are_nothing_are_told_so_in_four_taps() -> None:
    chat = """
        > /hiccups
        Trouble breathing, chest pain, or a face, … [Agree and start] [This may be an emergency] …
        > [Agree and start]
        ✓ Trouble breathing, …
        First, what cannot wait. …
        > [None of these]
        ✓ None of these
        Who has the hiccups? …
        > me
        ✓ Me, and I'm 18 or over
        How long have they lasted, …
        > 3 hours
        ✓ Two days or less
        Do they come back so often …
        > [No]
        ✓ No
        You can look after this yourself [Why?] … [Change an answer] [Start again]
        > what now
        If it goes on or anything has changed, … or send /hiccups. …
    """
    assert play(chat) == dedent(chat).strip()


def test_hiccups_for_days_are_worth_an_appointment() -> None:
    chat = """
        > /hiccups
        …
        > [Agree and start]
        …
        > none
        …
        > me
        …
        > since last week
        ✓ More than two days
        See a clinician in the next days …
        > [Change an answer]
        ↻ Your answers …
        > [How long]
        ↻ … How long have they lasted, …
        > [Two days or less]
        ✓ Two days or less
        Do they come back so often …
    """
    assert play(chat) == dedent(chat).strip()


@pytest.mark.parametrize(
    "said",
    ["my chest hurts", "his face is drooping", "me cuesta respirar", "he has slurred speech"],
)
def test_danger_typed_in_the_middle_brings_this_flows_own_emergency_card(said: str) -> None:
    chat = f"""
        > /hiccups
        …
        > [Agree and start]
        …
        > none
        …
        > {said}
        Get an ambulance now [Which number do I call here?] [Card for a clinician] [Start again] …
    """
    told = play(chat, full=True)
    assert "Don't eat or drink" in told
    assert "limb" not in told.splitlines()[-1]


def test_danger_that_only_the_leg_check_knows_is_heard_here_too() -> None:
    chat = """
        > /hiccups
        …
        > [Agree and start]
        …
        > I am coughing blood
        Get an ambulance now [Which number do I call here?] [Card for a clinician] [Start again] …
    """
    assert play(chat) == dedent(chat).strip()


def test_who_is_not_sure_before_the_first_question_gets_this_flows_card() -> None:
    chat = """
        > /hiccups
        …
        > [This may be an emergency]
        Get an ambulance now
        …
        • “I have hiccups, and I'm not sure whether this is an emergency.”
        …
    """
    assert play(chat, full=True) == dedent(chat).strip()


def test_who_wants_nothing_kept_reads_what_holds_for_everyone_with_hiccups() -> None:
    chat = """
        > /hiccups
        …
        > [No, keep nothing]
        ↻ Nothing about your health is kept.
        …
        • Other hiccups usually stop by themselves within minutes.
        [Start after all]
        > [Start after all]
        Trouble breathing, chest pain, or a face, …
        …
        > [Agree and start]
        …
        First, what cannot wait. …
        …
    """
    assert play(chat, full=True) == dedent(chat).strip()


def test_an_unfinished_check_is_not_thrown_away_for_another_unasked() -> None:
    chat = """
        > (so far: none, me)
        …
        > /hiccups
        Continue where you were? [Continue] [Instead: Hiccups that won't stop?]
        > [Continue]
        How long has it lasted? …
        > /hiccups
        …
        > [Instead: Hiccups that won't stop?]
        First, what cannot wait. …
        > [None of these]
        …
        > /check
        Continue where you were? [Continue] [Instead: Leg cramp or something more?]
        > /hiccups
        Continue where you were? [Continue] [Start again]
    """
    assert play(chat) == dedent(chat).strip()


def test_a_cancelled_check_is_offered_again_and_start_still_offers_the_leg_check() -> None:
    chat = """
        > /hiccups
        …
        > [Agree and start]
        …
        > cancel
        Stopped. [New check]
        > [New check]
        First, what cannot wait. …
        > cancel
        Stopped. [New check]
        > /start
        Leg cramp or something more? [Start the check] [This may be an emergency]
    """
    assert play(chat) == dedent(chat).strip()


def test_no_emergency_leads_away_to_another_check() -> None:
    chat = """
        > /hiccups
        …
        > [Agree and start]
        …
        > [☐ Chest pain]
        ✓ Chest pain
        Get an ambulance now …
        > /check
        (This stays until you tap “Start again”. …) Get an ambulance now …
        > start again
        ✓ Get an ambulance now
        First, what cannot wait. …
    """
    assert play(chat) == dedent(chat).strip()


def test_the_whole_check_is_there_in_spanish() -> None:
    chat = """
        > /hiccups
        ¿Te cuesta respirar, … [Aceptar y empezar] …
        > [Aceptar y empezar]
        ✓ ¿Te cuesta respirar, …
        Primero, lo que no puede esperar. …
        > ninguno
        ✓ Nada de esto
        ¿Quién tiene hipo? …
        > yo
        ✓ …
        ¿Cuánto lleva, …
        > 3 horas
        ✓ Dos días o menos
        ¿Vuelve tan a menudo …
        > no
        ✓ No
        Puedes … [Cambiar una respuesta] …
    """
    assert play(chat, language="es") == dedent(chat).strip()


def test_help_names_it_after_the_leg_check() -> None:
    told = play("> /help", full=True)
    assert told.index("/check") < told.index("/hiccups: Hiccups that last or keep coming back")
    assert next(iter(LIBRARY.flows)) == "leg-check"
