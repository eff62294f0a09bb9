"""Lines that fit, whatever is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.letters import Hand

HAND = Hand(36)
ROOM = 400


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_no_sign_is_lost_and_no_line_is_wider_than_its_room(words: str) -> None:
    lines = HAND.lines(words, ROOM)
    assert "".join("".join(lines).split()) == "".join(words.split())
    wide = [line for line in lines if HAND.width(line) > ROOM]
    assert all(len(line) == 1 or _is_one_cluster(line) for line in wide)


def _is_one_cluster(line: str) -> bool:
    """One letter with a tower of accents cannot be broken."""
    return len(HAND.lines(line, 1)) == 1


def test_words_stay_whole_where_they_fit() -> None:
    assert HAND.lines("one two three four five", ROOM) == ["one two three four", "five"]


def test_a_new_line_stays_one_and_an_accent_stays_on_its_letter() -> None:
    assert HAND.lines("one\ntwo", ROOM) == ["one", "two"]
    assert HAND.lines("e\u0301e\u0301", 30) == ["e\u0301", "e\u0301"]


@pytest.mark.parametrize(
    "words", ["Grüße", "Привет", "Ελλάδα", "שלום", "مرحبا", "東京", "नमस्ते", "สวัสดี", "한국어"]
)
def test_every_script_has_its_width(words: str) -> None:
    assert HAND.width(words) > HAND.size
