"""Pictures and files as they leave: a name and its bytes. Light to import; who draws is loaded when it is wanted."""

from dataclasses import dataclass

from bot.flow.effects import File, Picture
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Made:
    name: str  # its ending says of what kind it is
    data: bytes


def make(effect: Picture | File, texts: Texts, locale: str | None) -> Made:
    """Draw or print, in the effect's language or else the reader's. Takes tenths of a second."""
    match effect:
        case Picture(drawing):
            from bot.pictures.draw import draw  # noqa: PLC0415  10 MB

            speaker = texts.speaker(effect.language or locale, drawing.ids())
            return Made("legwise.png", draw(drawing, speaker))
        case File(paper, name):
            from bot.pictures.printing import print_out  # noqa: PLC0415  40 MB

            printed = print_out(paper, texts.speaker(effect.language or locale, paper.ids()))
            return Made(name + printed.ending, printed.data)
