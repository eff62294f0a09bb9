"""A sheet of words as a PDF: A4, to print or to file; its text can be selected and read aloud."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from bot.flow.drawings import Sheet
from bot.pictures.letters import BOLD, FOLDER, PLAIN, RARE, usual
from bot.texts.speaker import Speaker

MARGIN = 20  # millimetres
GREY = 70
LEADING = 1.4
logging.getLogger("fontTools").setLevel(logging.ERROR)  # it warns of a font without a date

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)  # when it was made: nobody here knows a clock


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of paragraph looks: points, and millimetres."""

    size: float
    above: float  # free room
    bold: bool = False
    indent: float = 0
    mark: str = ""
    grey: int = 0


LOOKS = {
    "title": Look(17, 0, bold=True),
    "heading": Look(12, 3, bold=True),
    "plain": Look(11, 1.5),
    "item": Look(11, 1, indent=5, mark="•"),
    "note": Look(9, 1.5, grey=GREY),
    "quote": Look(11, 1, indent=5, mark="|"),
}


def print_sheet(sheet: Sheet, speaker: Speaker) -> bytes:
    """Print a page of words; what does not fit on one goes on the next."""
    pdf = FPDF("portrait", "mm", "A4")
    pdf.set_creation_date(UNDATED)
    pdf.set_lang(speaker.code)
    pdf.set_title(speaker.say(sheet.doc[0].text))
    pdf.set_margin(MARGIN)
    pdf.set_auto_page_break(auto=True, margin=MARGIN)
    pdf.add_font("plain", fname=FOLDER / PLAIN)
    pdf.add_font("plain", "B", FOLDER / BOLD)
    paragraphs = [(LOOKS[block.kind], speaker.say(block.text)) for block in sheet.doc]
    if not all(usual(sign) for _, words in paragraphs for sign in words):
        pdf.add_font("rare", fname=FOLDER / RARE)
        pdf.set_fallback_fonts(["rare"], exact_match=False)
    pdf.add_page()
    for look, words in paragraphs:
        _write(pdf, look, words)
    return bytes(pdf.output())


def _write(pdf: FPDF, look: Look, words: str) -> None:
    pdf.set_font("plain", "B" if look.bold else "", look.size)
    pdf.set_text_color(look.grey)
    pdf.ln(look.above)
    if look.mark:
        pdf.cell(look.indent, text=look.mark)
    line = look.size * LEADING / pdf.k
    pdf.set_x(pdf.l_margin + look.indent)
    pdf.multi_cell(0, line, words, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
