"""Papers as a clinician gets them."""

from io import BytesIO

from pypdf import PdfReader

from bot.flow.drawings import Sheet
from bot.pictures.printing import print_out
from bot.pictures.sheet import LOOKS
from tests.pictures.sheets import ENGLISH, sheet


def reader(paper: Sheet) -> PdfReader:
    printed = print_out(paper, ENGLISH)
    assert printed.ending == ".pdf"
    return PdfReader(BytesIO(printed.data))


def test_a_paper_is_one_page_of_a4_and_its_words_can_be_selected() -> None:
    paper = reader(sheet("Swelling: “Yes, one leg”", "Подпись", "東京"))
    (page,) = paper.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    said = page.extract_text().replace("\0", "")  # the reader's own, between rare signs
    assert "Swelling: “Yes, one leg”" in said
    assert "Подпись" in said
    assert "東京" in said


def test_every_kind_of_paragraph_is_printed() -> None:
    for kind in LOOKS:
        assert "It hurts." in reader(sheet("It hurts.", kind=kind)).pages[0].extract_text()


def test_what_is_too_long_for_a_page_goes_on_the_next() -> None:
    paper = reader(sheet(*[f"line {number}" for number in range(200)]))
    assert len(paper.pages) > 1
    assert "line 199" in paper.pages[-1].extract_text()


def test_the_same_paper_is_printed_the_same_again() -> None:
    paper = sheet("It hurts.", "東京")
    assert print_out(paper, ENGLISH) == print_out(paper, ENGLISH)
