"""A call's parameters leave as Telegram reads them: words as they are, all else as JSON, files beside."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outbound.form import Upload, form

words = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers(-(2**53), 2**53)
nested = st.recursive(
    words | numbers | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(words, nested, max_size=6))
def test_telegram_reads_what_was_meant(params: dict[str, Any]) -> None:
    written = form(params).json_parameters
    for name, value in params.items():
        assert (written[name] if isinstance(value, str) else json.loads(written[name])) == value
    assert written.keys() == params.keys()
    assert not form(params).contains_files


@pytest.mark.parametrize(
    ("name", "kind"), [("card.png", "image/png"), ("card.pdf", "application/pdf")]
)
def test_a_file_travels_beside_the_words(name: str, kind: str) -> None:
    written = form({"chat_id": 5, "caption": "yours", "photo": Upload(name, b"bytes")})
    assert written.contains_files
    assert written.json_parameters == {"chat_id": "5", "caption": "yours"}
    assert written.multipart_data == {"photo": (name, b"bytes", kind)}
