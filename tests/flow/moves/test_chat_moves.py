"""Moving about in a check: back, why, changing an answer, stopping, starting again, coming back later."""

from datetime import timedelta
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.condition import Values
from bot.flow.events import Commanded
from bot.flow.moves.desk import Desk
from tests.chat import FLOW, LIBRARY, NOON, Chat, play
from tests.flow.sets_of_answers import answers


def test_back_asks_the_question_before_with_its_ticks() -> None:
    chat = """
        > (so far: none, me, under_10min, none)
        …skin… …
        > back
        Is anything swollen, …
        > [Back]
        ↻ How long has it lasted? …
        > back
        Who is this check for? …
        > [Back]
        ↻ First, … [None of these] …
        > back
        (This is the first question.) First, …
        > (so far: fever)
        Who is this check for? …
        > back
        First, … [☐ Chest pain] … [☑ Fever or vomiting] …
    """
    assert play(chat) == dedent(chat).strip()


def test_back_is_a_command_even_where_an_option_is_about_the_back() -> None:
    chat = """
        > (so far: none, me, under_10min, none, none)
        Where is it worst? … [From the back down] …
        > back
        …skin… …
    """
    assert play(chat) == dedent(chat).strip()


def test_the_record_of_an_answer_taken_back_goes_away() -> None:
    chat = Chat()
    chat.answer(["none", "me", "under_10min"])
    records = len(chat.shown)
    chat.hear("back")
    assert len(chat.shown) == records - 1


def test_every_question_says_why_it_is_asked() -> None:
    for words in ("why", "Why do you ask?", "por qué", "[Why do you ask?]"):
        chat = Chat(full=True)
        chat.hear("(so far: none, me)")
        told = chat.hear(words)
        assert [line for line in told if line.startswith("| A cramp lets go within about ten")]
        assert "[1 to 14 days]" in told


def test_an_earlier_answer_is_changed_from_the_list() -> None:
    chat = """
        > (so far: none, me, under_10min, none)
        …
        > [My answers]
        ↻ Your answers
        Tap one to change it.
        • Urgent signs: None of these
        • This check is for: Me…
        • How long: 10 minutes or less…
        • Swelling: No, no swelling
        [Urgent signs]
        [This check is for]
        [How long]
        [Swelling]
        [Back to the question]
        > [How long]
        ↻ (Changing an earlier answer)
        How long has it lasted?
        …
        [Back] [Why do you ask?]
        > [1 to 14 days]
        ✓ (How long has it lasted?)
        | 1 to 14 days
        (Question 5 of about …)
        …
    """
    assert play(chat, full=True) == dedent(chat).strip()


def test_a_change_can_be_left_alone() -> None:
    chat = """
        > (so far: none, me)
        How long…
        > [My answers]
        ↻ Your answers …
        > [Urgent signs]
        ↻ … First, …
        > [☐ Fever or vomiting]
        ↻ First, … [☑ Fever or vomiting] …
        > back
        How long…
        > [My answers]
        ↻ Your answers …
        > back
        How long…
        > [My answers]
        ↻ Your answers …
        > Back to the question
        How long…
    """
    assert play(chat) == dedent(chat).strip()


def test_a_changed_answer_may_change_the_ending() -> None:
    chat = """
        > (so far: none, me, under_10min, none, none, calf, no_change, none)
        You can look after this yourself [Why?] … [Change an answer] [Start again] [Remind me in 24 hours]
        > [Change an answer]
        ↻ Your answers …
        > [Back to the result]
        ↻ You can look after this yourself …
        > change an answer
        Your answers …
        > swelling
        Is anything swollen…
        > [Yes, one leg]
        ✓ Yes, one leg
        How far does the swelling reach? …
        > calf
        ✓ The calf or lower leg
        Be seen by a clinician today …
        > [Change an answer]
        ↻ Your answers …
        > [Urgent signs]
        ↻ … First, …
        > [☐ Chest pain]
        ✓ Pain in the chest…
        Get an ambulance now …
    """
    assert play(chat) == dedent(chat).strip()


@settings(deadline=None, max_examples=40)
@given(answers(FLOW), answers(FLOW), st.data())
def test_an_answer_changed_later_leads_where_it_would_have_led_at_first(
    first: dict[str, Values], second: dict[str, Values], data: st.DataObject
) -> None:
    changed, straight = Chat(), Chat()
    changed.answer(())
    wanted = dict(first)
    for _ in range(data.draw(st.integers(1, 4), "changes")):
        for _ in range(data.draw(st.integers(0, 9), "answers")):
            _answer_next(changed, wanted)
        desk = Desk(LIBRARY, changed.now, changed.state)
        if not desk.place().given or desk.in_emergency():
            continue
        at = data.draw(st.sampled_from(list(desk.place().given)), "changed")
        wanted[at] = second[at]
        changed.tap("list")
        changed.tap(f"edit:{at}")
        _tap(changed, wanted[at])
    straight.answer(())
    while _answer_next(changed, wanted):
        pass
    while _answer_next(straight, wanted):
        pass
    assert Desk(LIBRARY, NOON, changed.state).ended()
    # A tick that makes an emergency is the answer at once, so that later ticks may never come.
    urgent = [Desk(LIBRARY, NOON, chat.state).in_emergency() for chat in (changed, straight)]
    assert urgent[0] == urgent[1]
    if not urgent[0]:
        assert changed.shown[changed.state.card] == straight.shown[straight.state.card]


def _answer_next(chat: Chat, wanted: dict[str, Values]) -> bool:
    question = Desk(LIBRARY, chat.now, chat.state).asking()
    if question is not None:
        _tap(chat, wanted[question.id])
    return question is not None


def _tap(chat: Chat, values: Values) -> None:
    """Tick just these of the question asked, whatever is ticked already, until it is answered."""
    view, run = chat.state.view, chat.state.run
    for ticked in run.picked if run else ():
        if ticked not in values:
            chat.tap(f"o:{ticked}")
    for value in values:
        run = chat.state.run
        if chat.state.view == view and run is not None and value not in run.picked:
            chat.tap(f"o:{value}")
    run = chat.state.run
    if chat.state.view == view and run is not None and run.picked:
        chat.tap("done")


# --- stopping and starting again ------------------------------------------------------------------


@pytest.mark.parametrize("words", ["/cancel", "cancel", "stop", "cancelar", "CANCEL."])
def test_a_check_can_be_cancelled_and_its_answers_are_deleted(words: str) -> None:
    chat = Chat()
    chat.hear("(so far: none, me, 1_to_14_days)")
    assert chat.hear(words) == ["Stopped. [New check]"]
    assert chat.state.run is None
    assert chat.hear("[New check]")[0].startswith("First, ")


def test_what_was_cancelled_is_not_cancelled_twice() -> None:
    chat = """
        > /cancel
        Nothing is under way. Send /check to begin.
        > (so far: none)
        …
        > cancel
        Stopped. [New check]
        > continue
        Stopped. [New check]
        > /cancel
        Nothing is under way. Send /check to begin.
    """
    assert play(chat) == dedent(chat).strip()


@pytest.mark.parametrize(
    "leave", ["/check", "/start", "cancel", "/cancel", "start again", "[Start again]"]
)
def test_an_ending_stays_in_the_chat_to_be_read(leave: str) -> None:
    chat = Chat()
    chat.finish(skin="warm")
    advice = chat.state.card
    told = chat.hear(leave)
    assert told[0] == "✓ Be seen by a clinician today"
    assert advice in chat.shown


def test_start_again_begins_at_the_first_question() -> None:
    chat = """
        > (so far: none, me)
        How long…
        > start over
        First, …
        > (so far: none, me)
        How long…
        > [My answers]
        …
        > empezar de nuevo
        First, …
    """
    assert play(chat) == dedent(chat).strip()


def test_words_after_an_ending_point_to_the_way_on() -> None:
    chat = """
        > (to the end: swelling one_leg)
        Be seen by a clinician today …
        > thank you
        You're welcome.
        > how long do I wait?
        What I said stands: Be seen by a clinician today. Today, even at night …
        > (sticker)
        (I can only read text and taps. …) Be seen by a clinician today …
    """
    assert play(chat) == dedent(chat).strip()


# --- coming back later ----------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["/check", "/start", "/start check"])
def test_an_unfinished_check_is_not_thrown_away_unasked(command: str) -> None:
    chat = f"""
        > (so far: none, me)
        (Question 3 of about 8)
        …
        > (10 minutes later)
        > {command}
        Continue where you were?
        You have an unfinished check: Leg cramp…
        [Continue]
        [Start again]
        > continue
        (Question 3 of about 8)
        How long has it lasted?
        …
        > {command}
        …
        > [Start again]
        (Question 1 of about 8)
        First, …
        …
    """
    assert play(chat, full=True) == dedent(chat).strip()


@pytest.mark.parametrize(("hours", "again"), [(0.5, False), (2, True)])
def test_once_the_clock_is_set_back_nobody_knows_how_old_an_answer_is(
    hours: float, again: bool
) -> None:
    chat = Chat(full=True)
    chat.hear("(so far: none, me, under_10min, none, none)")
    chat.now -= timedelta(hours=hours)
    assert ("(Some time has passed, so I ask this again.)" in chat.hear("calf")) == again


@pytest.mark.parametrize(
    ("later", "again"),
    [
        ("55 minutes", []),
        ("61 minutes", ["red_flags"]),
        ("23 hours", ["red_flags"]),
        ("25 hours", ["red_flags", "duration_class", "swelling", "skin"]),
        ("5 days", ["red_flags", "duration_class", "swelling", "skin"]),
    ],
)
@pytest.mark.parametrize("back", ["resumed", "answered", "informed", "listed"])
def test_what_may_have_changed_is_asked_again(later: str, again: list[str], back: str) -> None:
    plain = {question.id: (question.usual,) for question in FLOW.questions.values()}
    chat = Chat(full=True)
    chat.hear("(so far: none, me, under_10min, none, none)")
    chat.hear(f"({later} later)")
    match back:
        case "resumed":
            told = chat.hear("/check")
            assert bool(again) == any("Some time has passed" in line for line in told)
            told = chat.hear("[Continue]")
        case "answered":
            told = chat.hear("calf")
        case "informed":
            told = chat.hear("/help")
        case _:
            chat.hear("[My answers]")
            chat.hear("[This check is for]")
            told = chat.hear("1")
    assert bool(again) == ("(Some time has passed, so I ask this again.)" in told)
    asked = []
    while (question := Desk(LIBRARY, chat.now, chat.state).asking()) is not None:
        asked.append(question.id)
        _tap(chat, plain[question.id])
    assert asked[: len(again)] == again
    assert not set(asked[len(again) :]) & {"red_flags", "duration_class", "swelling", "skin"}


def test_an_ending_looked_at_a_day_later_is_not_calmer_for_it() -> None:
    chat = """
        > (to the end: swelling one_leg)
        Be seen by a clinician today …
        > [Don't ask me]
        …
        > (25 hours later)
        > /help
        How to use me
        > (taps nonsense)
        (That button is from earlier. …)
        Be seen by a clinician today …
        > [Change an answer]
        ↻ … First, …
    """
    assert play(chat) == dedent(chat).strip()


def test_a_list_that_was_left_open_for_a_day_asks_again_before_it_is_believed() -> None:
    chat = Chat()
    chat.finish(skin="warm")
    chat.tap("list")
    chat.hear("(25 hours later)")
    chat.tap("go")
    chat.happen(Commanded("check"))
    assert chat.state.view in {"resume", "question:red_flags"}
