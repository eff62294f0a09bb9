"""The card for a clinician over real HTTP: shown, translated, drawn, printed, and forgotten."""

from io import BytesIO

from PIL import Image
from pypdf import PdfReader

from bot.flow.state import State
from bot.sandbox.faults import Drop, broken, flood
from bot.sandbox.shapes import File, Message
from tests.end_to_end.chats import play
from tests.end_to_end.conftest import Stage
from tests.end_to_end.test_a_whole_check import A_CRAMP


def a_picture(message: Message) -> bool:
    return message.photo is not None


def a_file(message: Message) -> bool:
    return message.document is not None


def width(photo: File | None) -> int:
    assert photo is not None
    with Image.open(BytesIO(photo.data)) as picture:
        picture.load()  # every byte arrived
        return picture.width


async def test_a_card_is_shown_drawn_and_printed_in_the_language_of_the_clinic(
    stage: Stage,
) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana", language="es")
        card = await play(
            ana,
            """
            > /check
            [begin:leg-check]
            ? red_flags
            [o:none]
            ? about
            [o:me]
            ? duration_class
            [o:1_to_14_days]
            ? swelling
            [o:one_leg]
            ? swelling_extent
            [o:calf]
            ? skin
            [o:none]
            ! urgent_same_day
            [handover]
            Niega:
            [English]
            Denied:
            """,
            language="es",
        )
        assert "Volver al resultado" in card.labels
        ana.press(card, card.buttons[0][0].data or "")
        picture = await ana.hears(a_picture)
        assert width(picture.photo) == 1080
        assert picture.text == "Card for a clinician"
        ana.press(card, card.buttons[0][1].data or "")
        paper = await ana.hears(a_file)
        assert paper.document is not None
        assert paper.document.name == "legwise-leg-check.pdf"
        said = " ".join(PdfReader(BytesIO(paper.document.data)).pages[0].extract_text().split())
        assert "Denied: Trouble breathing" in said
        assert "How long: “1 to 14 days”" in said
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()


async def test_a_picture_gets_through_on_a_bad_day(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, A_CRAMP + "    [handover]\n    Denied:\n    (picture)")
        for fault in (flood(0), broken(500), Drop(handled=False)):
            stage.sandbox.faults.next("sendPhoto", fault)
        card = ana.last
        ana.press(card, card.buttons[0][0].data or "")
        picture = await ana.hears(a_picture)
        assert width(picture.photo) == 1080
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()


async def test_after_erase_nothing_of_a_card_is_left(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, A_CRAMP + "    [handover]\n    Denied:\n    [picture]")
        await ana.hears(a_picture)
        await play(ana, "> /erase\n[erase]\nEverything I kept about you is deleted.")
        await stage.sandbox.quiet(0.1)
    assert await stage.remembered(ana) == State()
    async with stage.memory() as store:
        assert await store.pending() == []
