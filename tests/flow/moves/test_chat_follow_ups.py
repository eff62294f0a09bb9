"""Somebody who was told to get help is asked, hours later, whether they reached it."""

from inspect import cleandoc

from bot.flow.effects import Show
from tests.chat import Chat, play

URGENT = "(to the end: duration_class 1_to_14_days, swelling one_leg)"


def test_after_an_emergency_it_asks_three_hours_later_whether_somebody_was_reached() -> None:
    chat = cleandoc("""
        > I can't breathe
        Get an ambulance now [Which number do I call here?] [Card for a clinician] [Start again] [Don't ask me]
        > (3 hours later)
        ✓ Get an ambulance now
        A few hours ago I said: get an ambulance. Did you reach someone? [Yes] [Not yet] [It got worse]
        > [Yes]
        ✓ Yes
        (I'm glad. …) Get an ambulance now … [Start again] [Ask me in 3 hours]
        > (10 days later)
    """)
    assert play(chat) == chat


def test_who_has_reached_nobody_is_sent_back_to_the_advice_and_asked_once_more() -> None:
    chat = cleandoc(f"""
        > {URGENT}
        Be seen by a clinician today …
        > (6 hours later)
        ✓ Be seen by a clinician today
        A few hours ago I said: be seen today. … [Yes] [Not yet] [It got worse]
        > not yet
        ✓ Not yet
        (Please don't put it off. …) Be seen by a clinician today … [Don't ask me] [Not at night]
        > (6 hours later)
        ✓ Be seen by a clinician today
        A few hours ago I said: be seen today. …
        > [It got worse]
        ✓ It got worse
        (Then go now, to an emergency department. …) Be seen by a clinician today …
    """)
    assert play(chat) == chat


def test_who_does_not_answer_is_not_asked_again() -> None:
    chat = cleandoc(f"""
        > {URGENT}
        …
        > (6 hours later)
        …
        A few hours ago I said: be seen today. …
        > (60 days later)
    """)
    assert play(chat) == chat


def test_one_tap_and_nobody_asks_and_another_brings_it_back() -> None:
    chat = cleandoc(f"""
        > {URGENT}
        Be seen by a clinician today [Why?] … [Change an answer] [Start again] [Don't ask me] [Not at night]
        > [Don't ask me]
        ↻ Be seen by a clinician today [Why?] … [Change an answer] [Start again] [Ask me in 6 hours]
        > (20 hours later)
        > [Ask me in 6 hours]
        ↻ Be seen by a clinician today [Why?] … [Change an answer] [Start again] [Don't ask me] [Not at night]
        > (6 hours later)
        …
        A few hours ago I said: be seen today. …
    """)
    assert play(chat) == chat


def test_after_a_harmless_cramp_nobody_asks_unless_it_was_wished() -> None:
    chat = cleandoc("""
        > (to the end: skin none)
        You can look after this yourself … [Remind me in 24 hours]
        > (48 hours later)
        > [Remind me in 24 hours]
        ↻ You can look after this yourself … [Don't ask me]
        > (24 hours later)
        ✓ You can look after this yourself
        You wanted to look again after a day. How is it now? [It's gone] [Still sore] [It's worse]
        > [Still sore]
        ✓ Still sore
        Then be seen today: …
        First, …
    """)
    assert play(chat) == chat


def test_a_cramp_that_is_gone_leaves_the_advice_to_be_read() -> None:
    chat = cleandoc("""
        > (to the end: skin none)
        …
        > [Remind me in 24 hours]
        …
        > (24 hours later)
        …
        > [It's gone]
        ✓ It's gone
        (Good. …) You can look after this yourself …
    """)
    assert play(chat) == chat


def test_another_ending_takes_the_promise_back() -> None:
    chat = Chat()
    chat.finish(swelling="one_leg")
    assert len(chat.alarms) == 1
    chat.hear("[Start again]")
    assert len(chat.alarms) == 1  # who leaves halfway is still asked
    chat.finish(swelling="none")
    assert chat.alarms == []


def test_cancel_and_erase_end_it() -> None:
    for ending in (["/cancel"], ["/erase", "[Delete everything]"]):
        chat = Chat()
        chat.finish(swelling="one_leg")
        for said in ending:
            chat.hear(said)
        assert chat.alarms == []
        assert chat.state.following is None


def test_an_answer_changed_to_the_same_ending_moves_no_alarm() -> None:
    chat = Chat()
    chat.finish(swelling="one_leg")
    before = list(chat.alarms)
    chat.hear("(10 minutes later)")
    chat.hear("[Change an answer]")
    chat.hear("[Skin]")
    chat.tap("o:warm")
    chat.hear("[Done]")
    assert chat.alarms == before


def test_it_asks_in_the_middle_of_another_check_and_goes_on_with_that() -> None:
    chat = cleandoc(f"""
        > {URGENT}
        …
        > [Start again]
        ✓ Be seen by a clinician today
        First, …
        > [None of these]
        …
        Who is this check for? …
        > (6 hours later)
        A few hours ago I said: be seen today. …
        > [Yes]
        ✓ Yes
        (Good. …) Who is this check for? …
    """)
    assert play(chat) == chat


def test_a_bot_that_was_away_asks_late_once_and_after_two_days_no_more() -> None:
    chat = cleandoc(f"""
        > {URGENT}
        …
        > (the bot is away for 40 hours)
        ✓ Be seen by a clinician today
        (I was away, so this comes later than I said.) A few hours ago I said: be seen today. …
        > [Not yet]
        …
        > (the bot is away for 5 days)
        While I was away, reminders went by unsent: 1. …
    """)
    assert play(chat) == chat


def test_danger_typed_instead_of_an_answer_is_heard() -> None:
    chat = cleandoc(f"""
        > {URGENT}
        …
        > (6 hours later)
        …
        > I can't breathe
        Get an ambulance now …
    """)
    assert play(chat) == chat


def test_a_follow_up_goes_before_other_messages() -> None:
    chat = Chat()
    chat.finish(swelling="one_leg")
    chat.now = chat.alarms[0].due
    shown = [effect for effect in chat.ring() if isinstance(effect, Show)]
    assert [effect.urgent for effect in shown] == [True]
    assert not any(effect.nudge for effect in shown)
