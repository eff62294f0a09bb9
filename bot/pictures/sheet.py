"""A sheet of words as a picture for a phone: large, black on white, as tall as it needs to be."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from bot.flow.drawings import Sheet
from bot.pictures.letters import Hand
from bot.texts.speaker import Speaker

WIDTH, MARGIN = 1080, 60  # pixels: what a phone's screen is wide
WHITE, GREY, RULE = (255, 255, 255), (70, 70, 70), (170, 170, 170)
TALLEST = 8_900  # pixels; Telegram takes 10,000 of width and height together


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of paragraph looks; lengths in pixels."""

    hand: Hand
    above: int  # free room
    indent: int = 0
    mark: str = ""  # stands before the first line
    ruled: bool = False  # a line above it


LOOKS = {
    "title": Look(Hand(50, bold=True), 0),
    "heading": Look(Hand(37, bold=True), 46, ruled=True),
    "plain": Look(Hand(33), 16),
    "item": Look(Hand(33), 10, 38, "•"),
    "note": Look(Hand(28, colour=GREY), 18),
    "quote": Look(Hand(33), 12, 38, "|"),
}


def draw_sheet(sheet: Sheet, speaker: Speaker) -> Image.Image:
    """Draw a page of words."""
    paragraphs = [_laid_out(LOOKS[block.kind], speaker.say(block.text)) for block in sheet.doc]
    height = sum(paragraph.height for paragraph in paragraphs) - paragraphs[0].look.above
    picture = Image.new("RGB", (WIDTH, min(height + 2 * MARGIN, TALLEST)), WHITE)
    pen = ImageDraw.Draw(picture)
    y = MARGIN - paragraphs[0].look.above
    for paragraph in paragraphs:
        _write(pen, paragraph, y)
        y += paragraph.height
    return picture


@dataclass(frozen=True, slots=True)
class _Paragraph:
    look: Look
    lines: list[str]

    @property
    def height(self) -> int:
        return self.look.above + len(self.lines) * self.look.hand.leading


def _laid_out(look: Look, words: str) -> _Paragraph:
    return _Paragraph(look, look.hand.lines(words, WIDTH - 2 * MARGIN - look.indent))


def _write(pen: ImageDraw.ImageDraw, paragraph: _Paragraph, y: int) -> None:
    look = paragraph.look
    if look.ruled:
        at = y + look.above // 2
        pen.line((MARGIN, at, WIDTH - MARGIN, at), fill=RULE, width=3)
    y += look.above
    look.hand.write(pen, MARGIN, y, look.mark)
    for line in paragraph.lines:
        look.hand.write(pen, MARGIN + look.indent, y, line)
        y += look.hand.leading
