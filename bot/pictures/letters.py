"""Letters: which font has a sign, how wide words are, where a line ends, and putting it on a picture.

DejaVu Sans has the alphabets of Europe and the Near East; Unifont has nearly every other sign there is.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont

FOLDER = Path(__file__).parent / "fonts"
PLAIN, BOLD, RARE = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "unifont.otf"

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Hand:
    """One way of writing; `size` in pixels."""

    size: int
    bold: bool = False
    colour: Colour = (0, 0, 0)

    @property
    def leading(self) -> int:
        """From one line to the next, in pixels."""
        return round(self.size * 1.4)

    def width(self, words: str) -> float:
        """How wide words are on one line, in pixels."""
        return sum(font.getlength(run) for font, run in self._runs(words))

    def lines(self, words: str, room: float) -> list[str]:
        """Break words into lines no wider than `room` pixels; a word wider than a line is broken too."""
        found: list[str] = []
        for paragraph in words.split("\n"):
            line = ""
            for word in paragraph.split():
                longer = f"{line} {word}" if line else word
                if self.width(longer) <= room:
                    line = longer
                    continue
                *full, line = self._broken(word, room)
                found += [longer[: -len(word) - 1]] * (longer != word) + full
            found.append(line)
        return found

    def write(self, picture: ImageDraw.ImageDraw, x: float, y: float, words: str) -> None:
        """Write one line; `y` is the top of its tallest letters."""
        base = y + self.size
        for font, run in self._runs(words):
            picture.text((x, base), run, fill=self.colour, font=font, anchor="ls")
            x += font.getlength(run)

    def _broken(self, word: str, room: float) -> list[str]:
        pieces = [""]
        for sign in _clusters(word):
            if pieces[-1] and self.width(pieces[-1] + sign) > room:
                pieces.append("")
            pieces[-1] += sign
        return pieces

    def _runs(self, words: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        common = BOLD if self.bold else PLAIN
        for name, signs in groupby(words, lambda sign: common if usual(sign) else RARE):
            yield _font(name, self.size), "".join(signs)


def _clusters(word: str) -> Iterator[str]:
    """A word's signs, each with the accents that sit on it."""
    cluster = ""
    for sign in word:
        if cluster and not unicodedata.combining(sign):
            yield cluster
            cluster = ""
        cluster += sign
    yield cluster


def usual(sign: str) -> bool:
    """Does DejaVu Sans have it? Asked without opening the font for what Europe writes."""
    return sign < "\u0530" or "\u2000" <= sign < "\u2070" or ord(sign) in _signs()


@lru_cache(maxsize=1)
def _signs() -> frozenset[int]:
    # Only rare signs need the font's own list of what it has.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(FOLDER / PLAIN, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=24)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FOLDER / name, size)
