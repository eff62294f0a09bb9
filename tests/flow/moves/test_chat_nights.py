"""A follow-up that may come at night: beside it the time is asked; not answered, it makes no sound."""

from datetime import timedelta
from inspect import cleandoc

from bot.flow.effects import Show
from tests.chat import NOON, Chat, play

URGENT = "(to the end: duration_class 1_to_14_days, swelling one_leg)"


def test_with_one_tap_on_the_time_it_is_nobody_is_woken() -> None:
    chat = cleandoc(f"""
        > {URGENT}
        Be seen by a clinician today … [Don't ask me] [Not at night]
        > [Not at night]
        ↻ What time is it for you now? … [5:3… PM, Kolkata] [11:0… PM, Sydney] [Back]
        > [11:0… PM, Sydney]
        ↻ (I go by the clock of Sydney: it is 11:0… PM there.) Be seen by a clinician today … [Don't ask me]
        > (7 hours later)
        > (2 hours later)
        ✓ Be seen by a clinician today
        A few hours ago I said: be seen today. …
    """)
    assert play(chat, language="en") == chat


def test_the_time_can_be_typed_and_back_leads_to_the_advice() -> None:
    chat = cleandoc(f"""
        > {URGENT}
        …
        > [Not at night]
        ↻ What time is it for you now? …
        > back
        Be seen by a clinician today … [Not at night]
        > [Not at night]
        ↻ What time is it for you now? …
        > Tokyo
        (I go by the clock of Tokyo: …) Be seen by a clinician today … [Don't ask me]
    """)
    assert play(chat) == chat


def asked(chat: Chat) -> list[bool]:
    """Whether it makes no sound."""
    chat.now = chat.alarms[0].due
    return [effect.silent for effect in chat.ring() if isinstance(effect, Show)]


def test_where_nobody_knows_whether_it_is_night_it_makes_no_sound() -> None:
    chat = Chat()
    chat.finish(swelling="one_leg")
    assert asked(chat) == [True]


def test_after_an_ambulance_was_advised_it_is_worth_a_sound_at_any_hour() -> None:
    chat = Chat()
    assert "[Not at night]" not in chat.hear("I can't breathe")[0]
    assert chat.alarms[0].due < NOON + timedelta(hours=4)
    assert asked(chat) == [False]
