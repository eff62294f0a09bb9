"""Taps that come twice, too late, or from nowhere: nothing breaks and nothing is answered twice."""

from dataclasses import replace
from textwrap import dedent

import msgspec
import pytest

from bot.flow.events import Tapped
from bot.flow.moves.desk import Desk
from bot.flow.state import Run, State
from tests.chat import FLOW, LIBRARY, Chat, play

EARLIER = "(That button is from earlier. Here is where we are.)"


def test_a_double_tap_answers_once() -> None:
    chat = f"""
        > (so far: none)
        Who is this check for? …
        > [Me…] x2
        ✓ Me…
        How long has it lasted? …
        {EARLIER}
        How long has it lasted? …
        > [1 to 14 days] x2
        ✓ 1 to 14 days
        Is anything swollen…
        {EARLIER}
        Is anything swollen…
    """
    assert play(chat) == dedent(chat).strip()


def test_a_double_tap_on_the_last_answer_shows_the_ending_once_more() -> None:
    chat = f"""
        > (so far: none, me, under_10min, none, none, calf, no_change)
        Do any of these apply to you? …
        > [None of these] x2
        ✓ None of these
        You can look after this yourself …
        {EARLIER}
        You can look after this yourself …
    """
    assert play(chat) == dedent(chat).strip()


@pytest.mark.parametrize("button", ["Agree and start", "This may be an emergency"])
def test_a_double_tap_on_the_first_card_begins_once(button: str) -> None:
    once, twice = Chat(), Chat()
    for chat, times in ((once, ""), (twice, " x2")):
        chat.hear("/start")
        chat.hear(f"[{button}]{times}")
    assert once.state.run is not None
    assert twice.state.run is not None
    assert once.state.view == twice.state.view
    assert once.state.run.answers.keys() == twice.state.run.answers.keys()


def test_a_button_of_an_answered_question_changes_nothing() -> None:
    chat = f"""
        > (so far: none, me, 1_to_14_days)
        Is anything swollen…
        > [10 minutes or less…] on an older card
        {EARLIER}
        Is anything swollen…
        > [My answers]
        ↻ Your answers …
        > [Yes, one leg] on an older card
        {EARLIER}
        Your answers …
    """
    assert play(chat) == dedent(chat).strip()


def test_a_button_from_before_everything_was_erased_begins_nothing() -> None:
    chat = f"""
        > (so far: none, me)
        …
        > /erase
        Delete everything I keep about you? [Delete everything] [Keep it]
        > [Delete everything]
        ✓ Delete everything I keep about you?
        (everything is forgotten)
        …
        > [1 to 14 days] on an older card
        {EARLIER}
        Leg cramp… [Agree and start] [This may be an emergency] [No, keep nothing]
    """
    assert play(chat) == dedent(chat).strip()


@pytest.mark.parametrize(
    "choice",
    [
        *("", ":", "o", "o:", "o:nonsense", "o:none:none", "edit:about", "edit:", "begin:leg-check"),
        *("go", "erase", "lang:es", "iso:GB", "sos", "decline", "keep", "where", "again", "\U0001f9b5"),
    ],
)  # fmt: skip
def test_data_that_no_button_of_this_card_has_is_an_earlier_button(choice: str) -> None:
    chat = Chat()
    chat.hear("(so far: none, me, 1_to_14_days)")
    before = chat.state
    told = chat.hear(f"(taps {choice})")
    assert told[0] == EARLIER
    assert told[1].startswith("Is anything swollen")
    assert msgspec.structs.replace(chat.state, card=before.card) == before


def test_a_tap_that_could_not_be_read_shows_where_we_are() -> None:
    chat = Chat()
    earlier, start = chat.lines(chat.happen(Tapped(0, "")))
    assert earlier == EARLIER
    assert start.endswith(" [Agree and start] [This may be an emergency] [No, keep nothing]")


@pytest.mark.parametrize("choice", ["edit:nonsense", "edit:risk", "again", "o:none"])
def test_the_list_changes_only_what_was_answered(choice: str) -> None:
    chat = Chat()
    chat.hear("(so far: none, me)")
    chat.hear("[My answers]")
    told = chat.hear(f"(taps {choice})")
    assert told[0] == EARLIER
    assert told[1].startswith("Your answers")


@pytest.mark.parametrize("choice", ["lang:xx", "lang:", "begin:nonsense"])
def test_names_that_are_unknown_are_earlier_buttons(choice: str) -> None:
    chat = Chat()
    chat.hear("/language" if choice.startswith("lang") else "/start")
    assert chat.hear(f"(taps {choice})")[0] == EARLIER


def test_none_beside_a_tick_has_to_be_decided() -> None:
    chat = """
        > (so far: )
        First, …
        > [☐ A new cough]
        ↻ First, … [☑ A new cough] [None of these] …
        > [None of these]
        (You have ticked something above. Untick it first, or tap Done.)
        > [☑ A new cough]
        ↻ First, … [☐ A new cough] …
        > [Done]
        (Tick what applies first, or choose “None of these”.)
        > [None of these]
        ✓ None of these
        …
    """
    assert play(chat) == dedent(chat).strip()


def test_ticks_are_dropped_when_the_list_is_opened() -> None:
    chat = Chat()
    chat.hear("(so far: none, me, under_10min, none)")
    chat.tap("o:warm")
    chat.hear("[My answers]")
    assert chat.state.run is not None
    assert chat.state.run.picked == ()


def test_a_done_where_one_answer_is_enough_says_so() -> None:
    chat = """
        > (so far: none)
        Who is this check for? …
        > (taps done)
        (One answer is enough here: tap it, or type it.) Who is this check for? …
        > done
        (One answer is enough here: tap it, or type it.) Who is this check for? …
    """
    assert play(chat) == dedent(chat).strip()


# --- a flow that was edited meanwhile -------------------------------------------------------------


@pytest.mark.parametrize("said", ["hello", "(taps o:none)", "/help", "(sticker)", "/check", "back"])
def test_a_question_that_is_gone_breaks_nothing(said: str) -> None:
    chat = Chat()
    chat.hear("(so far: none, me, under_10min)")
    shorter = {id_: q for id_, q in FLOW.questions.items() if id_ != "swelling"}
    flow = replace(FLOW, questions=shorter)
    chat.library = replace(LIBRARY, flows={flow.id: flow})
    chat.hear(said)
    chat.hear("/check")
    assert chat.hear("continue")[0].startswith("Has the skin")


@pytest.mark.parametrize("said", ["hello", "(taps list)", "(taps where)", "/help", "(sticker)"])
def test_an_ending_that_lacks_an_answer_now_is_not_shown_again(said: str) -> None:
    chat = Chat()
    chat.finish(risk="statin")
    state = chat.state
    assert state.run is not None
    answers = {id_: a for id_, a in state.run.answers.items() if id_ != "skin"}
    chat.state = msgspec.structs.replace(
        state, run=msgspec.structs.replace(state.run, answers=answers)
    )
    told = " ".join(chat.hear(said))
    assert "See a clinician" not in told
    assert Desk(LIBRARY, chat.now, chat.state).asking() is not None or said in {
        "/help",
        "(sticker)",
    }


def test_options_that_are_gone_are_neither_kept_nor_shown() -> None:
    chat = Chat()
    chat.hear("(so far: )")
    for option in ("fever", "new_cough"):
        chat.tap(f"o:{option}")
    options = {id_: o for id_, o in FLOW.questions["red_flags"].options.items() if id_ != "fever"}
    question = replace(FLOW.questions["red_flags"], options=options)
    flow = replace(FLOW, questions={**FLOW.questions, "red_flags": question})
    chat.library = replace(LIBRARY, flows={flow.id: flow})
    chat.hear("I can't breathe")
    assert chat.state.run is not None
    assert chat.state.run.answers["red_flags"].values == ("new_cough", "sudden_breathlessness")


@pytest.mark.parametrize("view", ["question:skin", "result", "where", "review", "resume", "start"])
def test_a_chat_whose_flow_is_gone_begins_anew(view: str) -> None:
    chat = Chat(state=State(consented=1, run=Run("gone"), card=9, view=view), shown={9: ()})
    (told,) = chat.hear("hello")
    assert told.startswith("(The check you had begun is no longer offered.")
    assert told.endswith(
        "Leg cramp or something more? [Start the check] [This may be an emergency]"
    )
    assert chat.hear("[Start the check]")[0].startswith("First, ")
