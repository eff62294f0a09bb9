"""Whole checks, tapped and typed, in English."""

from bot.flow.state import State
from tests.end_to_end.chats import play
from tests.end_to_end.conftest import Stage


async def test_a_cramp_is_checked_by_tapping(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        ending = await play(
            ana,
            """
            > /start
            Leg cramp, or something more?
            [Agree and start]
            Question 1 of about
            [None of these]
            Who is this check for?
            [Me, and I'm 18 or over]
            How long has it lasted?
            [10 minutes or less, once, and gone now]
            Is anything swollen
            [No, no swelling]
            What has changed about the skin there?
            [Nothing has changed]
            Where is it worst?
            [Calf]
            How does it answer to movement?
            [Stretching eased it]
            Do any of these apply to you?
            [None of these]
            You can look after this yourself
            """,
        )
        assert "cannot rule out a clot" in ending.text
        await stage.sandbox.quiet()
        assert not stage.refused()
        assert [m.labels for m in ana.from_bot if m.labels] == [ending.labels]


async def test_a_swollen_leg_is_checked_by_typing(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        ending = await play(
            ana,
            """
            > hello
            Leg cramp, or something more?
            > agree and start
            Question 1 of about
            > none
            Who is this check for?
            > 1
            How long has it lasted?
            > about 3 days
            Is anything swollen
            > why
            New swelling of one leg
            > one leg
            How far does the swelling reach?
            > calf
            What has changed about the skin there?
            > warm, red
            Which side is it?
            > left leg
            Where is it worst?
            > back
            Which side is it?
            > always the left
            I didn't understand that.
            > one
            Where is it worst?
            > clf
            How does it answer to movement?
            > 1
            Do any of these apply to you?
            > smoking, over 60
            today
            """,
        )
        assert "Swelling: “Yes, one leg”" in ending.text
        await stage.sandbox.quiet()
        assert not stage.refused()


async def test_an_answer_is_changed_from_the_list_and_the_ending_with_it(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        ending = await play(
            ana,
            """
            > /check
            Trouble breathing, chest pain
            [Agree and start]
            Question 1 of about
            [None of these]
            Who is this check for?
            [o:me]
            How long has it lasted?
            [o:under_10min]
            Is anything swollen
            [o:none]
            What has changed about the skin there?
            [o:none]
            Where is it worst?
            [o:calf]
            How does it answer to movement?
            [o:no_change]
            Do any of these apply to you?
            [o:none]
            You can look after this yourself
            [Change an answer]
            Your answers
            [edit:swelling]
            Changing an earlier answer
            [o:one_leg]
            How far does the swelling reach?
            [o:calf]
            Swelling: “Yes, one leg”
            """,
        )
        assert "look after this yourself" not in ending.text
        await stage.sandbox.quiet()
        assert not stage.refused()


async def test_cancelled_and_begun_again(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(
            ana,
            """
            > /check
            Trouble breathing, chest pain
            [Agree and start]
            Question 1 of about
            [o:none]
            Who is this check for?
            > /cancel
            Stopped.
            [New check]
            Question 1 of about
            [o:none]
            Who is this check for?
            > /help
            How to use me
            Who is this check for?
            > /start
            Continue where you were?
            [Continue]
            Who is this check for?
            > /erase
            [erase]
            Everything I kept about you is deleted.
            """,
        )
        await stage.sandbox.quiet()
        assert not stage.refused()
    assert await stage.remembered(ana) == State()
