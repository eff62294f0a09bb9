"""Telegram's HTML, read and written."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import utf16
from bot.sandbox.errors import ApiError
from bot.sandbox.markup import escape, parse_html, render, tidy

TAGS = ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "blockquote"]
plain = st.text(max_size=12).map(escape)


def nested(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Markup around markup."""
    tagged = st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", st.sampled_from(TAGS), inside)
    linked = inside.map(lambda text: f'<a href="https://example.org/?a=1&amp;b=2">{text}</a>')
    return st.lists(tagged | linked | plain, max_size=4).map("".join)


markup = st.recursive(plain, nested, max_leaves=8)


@given(markup)
def test_balanced_markup_is_read_and_offsets_fit(source: str) -> None:
    text, entities = parse_html(source)
    assert text == text.strip()
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16(text)


@given(markup)
def test_what_is_written_is_read_back_the_same(source: str) -> None:
    text, entities = parse_html(source)
    again = parse_html(render(text, entities))
    assert again[0] == text
    assert _styles(*again) == _styles(text, entities)


def _styles(text: str, entities: list[dict[str, Any]]) -> list[set[str]]:
    """How each UTF-16 unit is styled: one entity or its halves look the same."""
    units: list[set[str]] = [set() for _ in range(utf16(text))]
    for entity in entities:
        for at in range(entity["offset"], entity["offset"] + entity["length"]):
            units[at].add(entity["type"])
    return units


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_never_worse(source: str) -> None:
    with suppress(ApiError):
        text, entities = parse_html(source)
        assert all(entity["length"] <= utf16(text) for entity in entities)


@given(st.text(max_size=200))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    read, entities = parse_html(escape(text))
    assert (read, entities) == (tidy(text).strip(), [])


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("<B>x</B>", "x", ["bold"]),
        ("a < b", None, []),
        ('<span class="tg-spoiler">x</span>', "x", ["spoiler"]),
        ("<span>x</span>", None, []),
        ("<blockquote expandable>x</blockquote>", "x", ["expandable_blockquote"]),
        ("<a href='https://a.example/'>x</a>", "x", ["text_link"]),
        ("<a>x</a>", "x", []),
        ("<pre>  x\n</pre>", "x", ["pre"]),
        ("&lt;&#128512;&#x41;&unknown;&#0;", "<😀A&unknown;&#0;", []),
        ("<b></b>x", "x", []),
        ("x</b>", None, []),
        ("<b x", None, []),
        ("<br>", None, []),
    ],
)
def test_telegrams_grammar(source: str, text: str | None, kinds: list[str]) -> None:
    if text is None:
        with pytest.raises(ApiError):
            parse_html(source)
    else:
        read, entities = parse_html(source)
        assert (read, [entity["type"] for entity in entities]) == (text, kinds)
