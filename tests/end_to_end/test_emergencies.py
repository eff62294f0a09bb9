"""What cannot wait: by tap, by typed words, from anywhere, with the number of where the person is."""

import pytest

from bot.flow.state import State
from tests.end_to_end.chats import data_of, news, play
from tests.end_to_end.conftest import Stage


async def test_one_tap_on_a_red_flag_is_enough_and_the_number_follows(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        card = await play(
            ana,
            """
            > /check
            [Agree and start]
            ? red_flags
            [o:sudden_breathlessness]
            ! emergency
            """,
        )
        for number in ("112", "999", "911"):
            assert number in card.text
        card = await play(ana, "[where]\n[iso:GB]\nUnited Kingdom: call 999")
        assert "your local emergency number" in card.text
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()


async def test_typed_danger_is_heard_before_any_consent(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, "> I can't breathe\n! emergency\n> Japan\nJapan: call 119")
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()
    kept = await stage.remembered(ana)
    assert kept.consented is None
    assert kept.run is not None
    assert kept.run.answers["red_flags"].values == ("sudden_breathlessness",)


async def test_typed_danger_interrupts_a_check_and_only_starting_again_leads_away(
    stage: Stage,
) -> None:
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
            > wait, my chest hurts
            ! emergency
            > it is better now
            ! emergency
            > /check
            ! emergency
            > /cancel
            ! emergency
            [again]
            ? red_flags
            """,
        )
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()


@pytest.mark.parametrize("said_by", ["edit", "forward", "caption"])
async def test_danger_is_heard_in_edited_and_forwarded_words_and_captions(
    stage: Stage, said_by: str
) -> None:
    async with stage.bot():
        ana, ben = stage.sandbox.user("Ana"), stage.sandbox.user("Ben")
        await play(ana, "> /start\n(begin:leg-check)")
        fresh = news(ana)
        match said_by:
            case "edit":
                ana.edit(ana.messages[0], "I have chest pain")
            case "forward":
                ana.forward(ben.send("I have chest pain"))
            case _:
                ana.send_photo("I have chest pain")
        await ana.hears(lambda m: fresh(m) and bool(data_of(m, "where")))
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()


async def test_this_may_be_an_emergency_needs_no_consent(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, "> /start\n[sos]\n! emergency\n[where]\n[back]\n! emergency")
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()


async def test_no_thanks_keeps_nothing_but_the_refusal(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, "> /start\n[decline]\nNothing about your health is kept.")
    kept = await stage.remembered(ana)
    assert kept == State(client_language="en", card=kept.card, view="declined:leg-check")
