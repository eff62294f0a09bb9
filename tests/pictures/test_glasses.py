"""The week of drinking, as it gets to a phone."""

from io import BytesIO

import msgspec
import pytest
from PIL import Image

from bot.flow.cards.glasses import week_of_glasses
from bot.flow.effects import Effect, Picture
from bot.flow.glasses import Noted
from bot.pictures.draw import draw
from bot.pictures.glasses import BAR
from bot.pictures.sheet import WHITE, WIDTH
from tests.chat import TEXTS

TODAY = "2026-11-24"


def drawn(*glasses: int, language: str = "en") -> Image.Image:
    notes = tuple(Noted(f"2026-11-{24 - back}", count) for back, count in enumerate(glasses))
    chart = week_of_glasses(notes, TODAY)
    return Image.open(BytesIO(draw(chart, TEXTS.speaker(language, chart.ids())))).convert("RGB")


def inked(picture: Image.Image) -> int:
    """How many pixels are those of bars."""
    return sum(count for count, colour in picture.getcolors(1 << 24) or () if colour == BAR)


def test_a_day_without_notes_has_no_bar_and_a_day_with_more_a_longer_one() -> None:
    assert inked(drawn()) == 0
    assert 0 < inked(drawn(1)) < inked(drawn(4)) < inked(drawn(4, 3))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("glasses", [0, 8, 999])
def test_bars_numbers_and_words_stay_inside_the_picture(language: str, glasses: int) -> None:
    picture = drawn(*[glasses] * 7, language=language)
    assert picture.width == WIDTH
    edge = picture.crop((WIDTH - 20, 0, WIDTH, picture.height))
    assert edge.getcolors() == [(20 * picture.height, WHITE)]


def test_the_week_speaks_other_languages() -> None:
    assert drawn(3).tobytes() != drawn(3, language="es").tobytes()


def test_a_week_that_was_kept_is_drawn_the_same() -> None:
    picture = Picture(week_of_glasses((Noted(TODAY, 5),), TODAY))
    kept = msgspec.msgpack.decode(msgspec.msgpack.encode(picture), type=Effect)
    assert kept == picture
