"""How words are brought to one form and compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files import data_folder
from bot.flow.errors import InvalidFlow
from bot.flow.hearing.tongue import ends_with, fold, read_tongue, same_word, sentences, words

ENGLISH = (data_folder("locales") / "en" / "words.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("  CAN’T `Breathe` ", "can't 'breathe'"),
        ("Opresión", "opresion"),
        ("Straße", "strasse"),
        ("ｆｕｌｌ", "full"),
        ("a\u200bb\u00adc\u202e", "abc"),
        ("a\u00a0b\tc", "a b c"),
        ("a\nb", "a\nb"),
        ("\u200f", ""),
    ],
)
def test_what_is_typed_is_brought_to_one_form(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert once == once.strip()
    assert fold(once) == once


def test_words_and_sentences() -> None:
    assert words(fold("I can't, really_not 2")) == ("i", "can't", ",", "really", "not", "2")
    assert sentences(fold("No. Chest pain! ok?\nbye")) == [
        ("no",),
        ("chest", "pain"),
        ("ok",),
        ("bye",),
    ]
    assert sentences("...") == []


@pytest.mark.parametrize(
    ("typed", "meant", "same"),
    [
        ("breathe", "breathe", True),
        ("breath", "breathe", True),
        ("breahte", "breathe", True),
        ("palpitatoins", "palpitations", True),
        ("wreathe", "breathe", False),
        ("beard", "breathe", False),
        ("leg", "lag", False),
        ("", "breathe", False),
        ("12345", "12346", False),
    ],
)
def test_a_small_slip_is_forgiven_in_long_words_only(typed: str, meant: str, *, same: bool) -> None:
    assert same_word(typed, meant) is same


def test_the_longest_of_the_phrases_at_the_end_counts() -> None:
    assert ends_with(("i", "do", "not", "have"), ("have", "not have", "do not have")) == 3
    assert ends_with(("have",), ("do not have",)) == 0
    assert ends_with((), ("no",)) == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("name: English", "nome: English"), "nome"),
        (("back: [", "back: [["), "yaml|while|expected|flow"),
        (("half: 0.5", "half: much"), "numbers"),
        (("back: [back", "back: {back: x}\nbacks: [back"), "backs|Expected|expected"),
    ],
)
def test_a_file_of_words_that_is_wrong_is_told(change: tuple[str, str], told: str) -> None:
    broken = ENGLISH.replace(*change, 1)
    assert broken != ENGLISH
    with pytest.raises(InvalidFlow, match=f"^words.yaml:1:1: .*({told})"):
        read_tongue(broken, "words.yaml")


def test_every_phrase_of_a_language_is_folded() -> None:
    tongue = read_tongue(ENGLISH.replace("[back, go back", "[BÁCK, go back"), "words.yaml")
    assert "back" in tongue.back
    assert tongue.numbers["half"] == 0.5
