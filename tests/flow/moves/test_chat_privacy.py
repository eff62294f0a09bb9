"""Consent, what is kept and deleted, languages, commands, groups."""

from dataclasses import replace
from textwrap import dedent

import pytest

from bot.flow.cards.about import about_docs, privacy_doc, unreviewed
from bot.flow.events import CalledInPublic, Commanded, Wordless
from tests.chat import FLOW, LIBRARY, Chat, play, said


def test_nothing_is_asked_before_consent_and_help_stands_above_it() -> None:
    chat = """
        > /check
        Trouble breathing, … Call an ambulance now: …
        If you tap “Agree and start”, …
        [Agree and start]
        [This may be an emergency]
        [No, keep nothing]
        > [No, keep nothing]
        ↻ Nothing … is kept.
        …
        • Trouble breathing, …: call an ambulance.
        • One leg newly swollen, …: be seen today.
        …
        > hello
        Nothing … is kept.
        …
    """
    assert play(chat, full=True) == dedent(chat).strip()


def test_who_declined_is_told_what_is_kept_before_it_is() -> None:
    chat = """
        > /check
        …
        > [No, keep nothing]
        ↻ Nothing … is kept. …
        > (taps begin:leg-check)
        Trouble breathing, … [Agree and start] …
        > [Agree and start]
        ✓ Trouble breathing, …
        First, …
    """
    assert play(chat) == dedent(chat).strip()


@pytest.mark.parametrize("line", ["/start", "/check", "hello", "none", "2 days", "/cancel", "back"])
def test_no_answer_is_kept_before_consent(line: str) -> None:
    chat = Chat()
    chat.hear(line)
    chat.hear("(taps o:none)")
    chat.hear("3 days")
    assert chat.state.run is None


def test_consent_is_asked_once() -> None:
    chat = """
        > (so far: none)
        …
        > cancel
        …
        > /check
        First, …
        > /start
        Leg cramp… [Start the check] [This may be an emergency]
        > [Start the check]
        First, …
    """
    assert play(chat) == dedent(chat).strip()


def test_everything_is_forgotten_on_request() -> None:
    chat = """
        > (so far: none, me, 1_to_14_days)
        …
        > /erase
        Delete everything I keep about you? [Delete everything] [Keep it]
        > [Keep it]
        ✓ Nothing was deleted.
        Is anything swollen…
        > /erase
        …
        > delete everything
        ✓ Delete everything I keep about you?
        (everything is forgotten)
        Everything I kept about you is deleted. …
        > [Keep it] on an older card
        (That button is from earlier. …)
        Leg cramp… [Agree and start] …
    """
    assert play(chat) == dedent(chat).strip()


def test_keeping_what_there_is_without_a_check_shows_nothing_more() -> None:
    chat = """
        > /erase
        Delete everything I keep about you? [Delete everything] [Keep it]
        > [Keep it]
        ✓ Nothing was deleted.
    """
    assert play(chat) == dedent(chat).strip()


def test_privacy_and_about_say_who_runs_the_bot_and_what_was_reviewed() -> None:
    named = replace(LIBRARY, operator="Ana's clinic", contact="ana@example.org", keep_days=9)
    assert "Ana's clinic" in said(privacy_doc(named))
    assert "ana@example.org" in said(privacy_doc(named))
    assert "9 days" in said(privacy_doc(named))
    assert "has not given a name" in said(privacy_doc(LIBRARY))
    assert "No clinician has reviewed it yet" in said(about_docs(LIBRARY)[0])
    reviewed = replace(FLOW, reviewed=replace(FLOW.reviewed, by="Dr. Ruiz"))
    assert unreviewed(FLOW)
    assert not unreviewed(reviewed)
    told = said(about_docs(replace(LIBRARY, flows={FLOW.id: reviewed}))[0])
    assert "Dr. Ruiz" in told
    assert "2027-11-22" in told


@pytest.mark.parametrize("command", ["/help", "/privacy", "/about", "/nonsense"])
def test_what_is_said_beside_a_check_leaves_the_question_at_the_end(command: str) -> None:
    chat = Chat()
    chat.hear("(so far: none, me)")
    told = chat.hear(command)
    assert len(told) == (3 if command == "/about" else 2)
    assert told[-1].startswith("How long has it lasted?")


def test_help_names_every_command() -> None:
    chat = Chat(full=True)
    told = "\n".join(chat.hear("/help"))
    for command in ("/check", "/cancel", "/language", "/privacy", "/erase", "/about"):
        assert command in told


# --- languages ------------------------------------------------------------------------------------


def test_the_language_is_the_clients_until_one_is_chosen() -> None:
    chat = Chat(language="es-MX")
    assert "[Aceptar y empezar]" in chat.hear("/check")[0]
    assert chat.hear("/language") == ["¿En qué idioma hablamos? [English] [Español]"]
    assert chat.hear("[English]")[0].startswith("✓ From now on")
    assert "[Agree and start]" in chat.hear("/check")[0]
    chat.hear("/language")
    assert chat.hear("español")[0].startswith("✓ ")
    assert "Aceptar" in chat.hear("/check")[0]


@pytest.mark.parametrize("client", ["fr", "xx", None, "EN-gb"])
def test_an_unknown_language_reads_english(client: str | None) -> None:
    assert "[Agree and start]" in Chat(language=client).hear("/check")[0]


# --- groups, pictures, odd commands ---------------------------------------------------------------


def test_in_a_group_nobody_is_questioned() -> None:
    chat = """
        > (in a group: /check)
        I answer in private, … [Open a private chat]
        > (in a group: /start)
        I answer in private, … [Open a private chat]
        > (in a group: /nonsense)
        > (in a group: /cancel)
    """
    assert play(chat) == dedent(chat).strip()
    chat_ = Chat()
    (shown,) = chat_.happen(CalledInPublic("check"))
    assert chat_.state == Chat().state
    assert shown.keyboard[0][0].start == "check"  # type: ignore[union-attr]


def test_what_has_no_words_is_answered_kindly() -> None:
    chat = """
        > (sticker)
        I can only read text and taps. …
        > (so far: none)
        …
        > (sticker: my leg)
        (I can only read text and taps. …) Who is this check for? …
        > (forwards: my leg hurts)
        > (edits: me)
    """
    assert play(chat) == dedent(chat).strip()
    assert Chat().happen(Wordless())


def test_a_start_parameter_leads_to_its_flow_or_to_the_start() -> None:
    for argument, begins in (("check", "Trouble breathing, "), ("nonsense", "Leg cramp")):
        chat = Chat()
        assert chat.lines(chat.happen(Commanded("start", argument)))[0].startswith(begins)


def test_an_unknown_command_is_owned_up_to() -> None:
    assert Chat().hear("/dance") == ["I don't know that command. /help lists those I know."]
