"""Pictures as people and Telegram get them."""

from io import BytesIO

import pytest
from PIL import Image

from bot.flow.drawings import Sheet
from bot.pictures.draw import draw
from bot.pictures.sheet import LOOKS, MARGIN, TALLEST, WIDTH
from bot.text import Block, text
from tests.chat import TEXTS
from tests.pictures.sheets import ENGLISH, sheet


def drawn(one: Sheet, language: str = "en") -> Image.Image:
    return Image.open(BytesIO(draw(one, TEXTS.speaker(language, one.ids())))).convert("L")


def test_a_sheet_is_as_wide_as_a_phone_and_black_on_white() -> None:
    picture = drawn(sheet("It hurts."))
    assert picture.width == WIDTH
    assert picture.getextrema() == (0, 255)


def test_the_same_sheet_is_drawn_the_same_again() -> None:
    assert draw(sheet("It hurts."), ENGLISH) == draw(sheet("It hurts."), ENGLISH)


def test_every_kind_of_paragraph_is_drawn_inside_the_margins() -> None:
    long = "a very long line that has to be broken somewhere, more than once in all of it, " * 3
    for kind in LOOKS:
        edge = drawn(sheet(long, "w" * 400, kind=kind)).crop((WIDTH - MARGIN + 4, 0, WIDTH, 400))
        assert edge.getextrema() == (255, 255)


@pytest.mark.parametrize(("one", "other"), ["дж", "שם", "بح", "東京", "कख", "กข", "가나"])
def test_signs_of_every_script_differ_so_none_is_an_empty_box(one: str, other: str) -> None:
    assert draw(sheet(one), ENGLISH) != draw(sheet(other), ENGLISH)


def test_a_sheet_speaks_the_language_asked_for() -> None:
    back = Sheet((Block("plain", text("Back")),))
    assert drawn(back, "es").tobytes() == drawn(sheet("Volver")).tobytes()


def test_a_sheet_without_end_is_cut_where_telegram_would_refuse_it() -> None:
    assert drawn(sheet(*["again and again"] * 400)).height == TALLEST
