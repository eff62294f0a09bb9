"""Any message becomes HTML that Telegram takes, whole, in pieces that are not too long."""

import re

import pytest
from babel.core import Locale
from hypothesis import given
from hypothesis import strategies as st

from bot.outbound.markup import LONGEST, fixed_paragraph, pages
from bot.sandbox.entities import utf16
from bot.sandbox.markup import parse_html
from bot.text import Block, Text, text
from bot.texts.speaker import Speaker

ENGLISH = Speaker("en", Locale("en"), {})
KINDS = ("title", "heading", "note", "quote", "item", "plain")

# No lone surrogates: neither Telegram's JSON nor ours can hold them.
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)
long_words = st.builds(lambda word, times: word * times, words, st.integers(1, 4000))
blocks = st.builds(
    Block,
    st.sampled_from(KINDS),
    st.builds(text, st.just("{words}"), words=words | long_words) | st.builds(Text, words),
)
docs = st.lists(blocks, min_size=1, max_size=12).map(tuple)


def shown(page: str) -> str:
    """What a person sees of a page; also that Telegram takes it."""
    return parse_html(page)[0]


def solid(string: str) -> str:
    """Without white space and bullets, which the pages add or Telegram cuts off."""
    return re.sub(r"[\s•\u2068\u2069]", "", string)


@given(docs)
def test_every_page_fits_and_is_taken(doc: tuple[Block, ...]) -> None:
    for page in pages(doc, ENGLISH):
        assert 0 < utf16(shown(page)) <= LONGEST


@given(st.lists(blocks.filter(lambda b: utf16(ENGLISH.say(b.text)) < 4000), min_size=1).map(tuple))
def test_nothing_is_lost_between_pages(doc: tuple[Block, ...]) -> None:
    said = "".join(ENGLISH.say(block.text) for block in doc)
    assert solid("".join(shown(page) for page in pages(doc, ENGLISH))) == solid(said)


def test_a_paragraph_too_long_for_any_message_loses_its_end_and_says_so() -> None:
    (page,) = pages((Block("plain", Text("🦵" * 3000)),), ENGLISH)
    assert shown(page).endswith("🦵…")
    assert utf16(shown(page)) <= LONGEST


@pytest.mark.parametrize("kind", KINDS)
def test_what_looks_like_markup_is_shown_as_it_is(kind: str) -> None:
    given_words = "<b>&amp;</b> <script> </blockquote> & \" '"
    block = Block(kind, text("{words}", words=given_words))
    (page,) = pages((block,), ENGLISH)
    assert shown(page).removeprefix("• ") == given_words


def test_paragraphs_stand_apart_and_lists_together() -> None:
    doc = tuple(
        Block(kind, Text(words))
        for kind, words in [
            ("title", "T"),
            ("plain", "p"),
            ("heading", "H"),
            ("item", "1"),
            ("item", "2"),
        ]
    )
    assert pages(doc, ENGLISH) == ["<b>T</b>\n\np\n\n<b>H</b>\n• 1\n• 2"]


def test_what_somebody_typed_is_not_remembered_once_it_is_written() -> None:
    before = fixed_paragraph.cache_info().currsize
    pages((Block("quote", text("{words}", words="my own words, said once")),), ENGLISH)
    assert fixed_paragraph.cache_info().currsize == before
