"""Whole checks in English, tapped and typed."""

from bot.flow.state import State
from tests.end_to_end.chats import play
from tests.end_to_end.conftest import Stage

A_CRAMP = """
    > /check
    [Agree and start]
    ? red_flags
    [None of these]
    ? about
    [Me, and I'm 18 or over]
    ? duration_class
    [o:under_10min]
    ? swelling
    [No, no swelling]
    ? skin
    [Nothing has changed]
    ? location
    [Calf]
    ? movement
    [o:eases_with_stretch]
    ? risk
    [None of these]
    ! self_care
"""


NEXT = [
    "Why?",
    "What would change this?",
    "Card for a clinician",
    "Change an answer",
    "Start again",
]


async def test_a_cramp_is_checked_by_tapping(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, "> /start\n(begin:leg-check)")
        ending = await play(ana, A_CRAMP)
        assert "cannot rule out a clot" in ending.text
        assert ending.labels[:-1] == NEXT
        await stage.sandbox.quiet(0.1)
        assert [m for m in ana.from_bot if m.labels] == [ending]
        assert not stage.refused()


async def test_a_sore_calf_is_checked_by_typing(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        ending = await play(
            ana,
            """
            > hello
            (Agree and start)
            > agree and start
            ? red_flags
            > none
            ? about
            > 1
            ? duration_class
            > about 3 days
            ? swelling
            > why
            New swelling of one leg
            > not swollen
            ? skin
            > nothing has changed
            ? side
            > the green side
            I didn't understand that.
            > back
            ? skin
            > nothing
            ? side
            > left leg
            ? location
            > calf
            Why I say so
            """,
        )
        assert "“1 to 14 days”" in ending.text
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()


async def test_an_answer_is_changed_from_the_list_and_the_ending_with_it(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, A_CRAMP)
        ending = await play(
            ana,
            """
            [Change an answer]
            Your answers
            [edit:swelling]
            ? swelling
            [o:one_leg]
            ? swelling_extent
            [o:calf]
            “Yes, one leg”
            """,
        )
        assert ending.labels[:-2] == NEXT
        assert "look after this yourself" not in ending.text
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()


async def test_cancelled_begun_again_interrupted_and_erased(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(
            ana,
            """
            > /check
            [Agree and start]
            ? red_flags
            [o:none]
            ? about
            > /cancel
            Stopped.
            [New check]
            ? red_flags
            [o:none]
            ? about
            > /help
            How to use me
            ? about
            > /start
            Continue where you were?
            [Continue]
            ? about
            > /erase
            [erase]
            Everything I kept about you is deleted.
            """,
        )
        await stage.sandbox.quiet(0.1)
        assert not [m.text for m in ana.from_bot if m.labels]
        assert not stage.refused()
    assert await stage.remembered(ana) == State()
