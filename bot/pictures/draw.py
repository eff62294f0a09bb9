"""Each drawing to its picture. A new kind of drawing is a new case here."""

from io import BytesIO
from typing import assert_never

from PIL import Image

from bot.flow.drawings import Drawing, Sheet, WeekOfGlasses
from bot.pictures.glasses import draw_week
from bot.pictures.sheet import draw_sheet
from bot.texts.speaker import Speaker


def draw(drawing: Drawing, speaker: Speaker) -> bytes:
    """Draw as PNG. The same drawing in the same language gives the same bytes."""
    return as_png(_drawn(drawing, speaker))


def _drawn(drawing: Drawing, speaker: Speaker) -> Image.Image:
    match drawing:
        case Sheet():
            return draw_sheet(drawing, speaker)
        case WeekOfGlasses():
            return draw_week(drawing, speaker)
        case _:
            assert_never(drawing)


def as_png(picture: Image.Image) -> bytes:
    # Words need few colours: a palette makes a third of the bytes, for people on a weak signal.
    file = BytesIO()
    picture.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()
