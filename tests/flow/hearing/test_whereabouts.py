"""Places named in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.hearing.whereabouts import find_place, named_place, tells_where
from tests.chat import LIBRARY

TONGUES = LIBRARY.tongues
TOWNS = ("Berlin", "New York", "São Paulo", "LHR", "San José, Costa Rica", "Köln")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("I'm in Berlin", "Berlin"),
        ("i’m in Berlin now.", "Berlin"),
        ("Now in Tokyo", "Tokyo"),
        ("We just landed", "We just landed"),
        ("landed in LHR", "LHR"),
        ("from New York", "New York"),
        ("I'm leaving from New York", "New York"),
        ("estoy en São Paulo ahora mismo", "São Paulo"),
        ("ya en Tokio", "Tokio"),
        ("salimos de Madrid", "Madrid"),
        ("Berlin", "Berlin"),
        ("in", "in"),
        ("", ""),
    ],
)
def test_the_words_around_a_place_are_left_out(words: str, named: str) -> None:
    assert named_place(words, TONGUES) == named


@pytest.mark.parametrize(
    ("words", "country"),
    [
        *(("I'm in Munich", "DE"), ("to Singapore", "SG"), ("In Salah", "DZ"), ("De Aar", "ZA")),
        *(("ya en Londres, Reino Unido", "GB"), ("from LHR", "GB"), ("flying to Nueva York", "US")),
    ],
)
def test_what_was_named_is_found(words: str, country: str) -> None:
    assert LIBRARY.atlas is not None
    found = find_place(words, TONGUES, LIBRARY.atlas)
    assert {place.country for place in found} == {country}


def test_a_bare_name_or_a_preposition_does_not_say_where_somebody_is() -> None:
    told = [
        words for words in ("Berlin", "in Berlin", "a Madrid", "") if tells_where(words, TONGUES)
    ]
    assert told == []
    assert all(tells_where(words, TONGUES) for words in ("I'm in Berlin", "ya en Madrid"))


PHRASES = sorted({phrase for tongue in TONGUES for phrase in tongue.here})
ENDS = ["", *sorted({phrase for tongue in TONGUES for phrase in tongue.by_now})]


@given(st.sampled_from(PHRASES), st.sampled_from(TOWNS), st.sampled_from(ENDS))
def test_every_way_to_say_it_leaves_the_name_as_it_was_written(
    before: str, town: str, behind: str
) -> None:
    assert named_place(f"{before} {town} {behind}".strip(), TONGUES) == town


@given(st.text(max_size=40))
def test_whatever_is_typed_loses_words_at_its_ends_only(words: str) -> None:
    assert named_place(words, TONGUES) in " ".join(words.split())
