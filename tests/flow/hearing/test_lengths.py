"""Lengths of time to be kept to: exact, or not understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.hearing.lengths import read_length
from bot.flow.hearing.tongue import fold
from bot.text import Length, text
from tests.chat import LIBRARY, TEXTS


def length(words: str, bare: str = "minute") -> int | None:
    return read_length(fold(words), LIBRARY.tongues, bare=bare)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("45min", 45),
        ("every 45 minutes", 45),
        ("cada 45 minutos", 45),
        ("an hour", 60),
        ("half an hour", 30),
        ("media hora", 30),
        ("an hour and a half", 90),
        ("hora y media", 90),
        ("una hora y media", 90),
        ("two and a half hours", 150),
        ("dos horas y media", 150),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1h50m", 110),
        ("1h 5m", 65),
        ("it takes 2 h 15 m", 135),
        ("1:30", 90),
        ("13 hours 5", 785),
        ("2 hours and 15 minutes", 135),
        ("2.5 hours", 150),
        ("1,5 h", 90),
        ("a day", 1440),
    ],
)
def test_a_length_is_understood_to_the_minute(words: str, minutes: int) -> None:
    assert length(words) == minutes


@pytest.mark.parametrize(
    "words",
    [
        "",
        "a few hours",
        "unas horas",
        "2-3 hours",
        "soon",
        "0 min",
        "an",
        "1.3333 minutes",
        "3 4 h",
    ],
)
def test_a_length_that_is_not_exact_is_not_guessed(words: str) -> None:
    assert length(words) is None


def test_a_bare_number_is_a_length_only_where_its_unit_is_known() -> None:
    assert length("45", bare="") is None


@given(st.integers(1, 5000), st.sampled_from(list(TEXTS.languages)))
def test_a_length_is_understood_as_the_bot_itself_writes_it(minutes: int, code: str) -> None:
    said = TEXTS.speaker(code, ()).say(text("{length}", length=Length(minutes)))
    assert length(said) == minutes


@given(st.text(max_size=30) | st.text("0123456789 hm:.,aminohrdy½", max_size=20))
def test_whatever_is_typed_is_a_length_or_none(words: str) -> None:
    found = length(words)
    assert found is None or found > 0


@pytest.mark.parametrize("words", ["hours", "minutes", "horas", "days", "an hour minutes"])
def test_many_are_no_number(words: str) -> None:
    assert length(words) is None
