"""Filling the gaps of a text."""

import re

import pytest
from babel.core import Locale
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from bot.text import Text, text
from bot.texts.speaker import Speaker

ENGLISH = Speaker("en", Locale("en"), {})
NAMES = st.text("abcxyz_éא", min_size=1, max_size=4)
PIECES = st.lists(st.text("ab {}א\u202e%$\\1", max_size=8), min_size=1, max_size=5)


@given(NAMES, st.text(), PIECES)
def test_gaps_are_filled_with_just_the_value(name: str, value: str, pieces: list[str]) -> None:
    around = [re.sub(r"[{}]", "", piece) for piece in pieces]
    said = ENGLISH.say(Text(f"{{{name}}}".join(around), ((name, value),)))
    assert said.replace("\u2068", "").replace("\u2069", "") == value.replace("\u2068", "").replace(
        "\u2069", ""
    ).join(around)


@given(st.text("{}ab.[]0!:", max_size=20), st.text("{}ab", max_size=8))
def test_braces_never_do_more_than_fill_a_gap(english: str, value: str) -> None:
    said = ENGLISH.say(Text(english, (("a", value), ("b", "{a}"))))
    parts = re.split(r"(\{a\}|\{b\})", english)
    assert said == "".join({"{a}": value, "{b}": "{a}"}.get(part, part) for part in parts)


def test_a_gap_without_a_value_stays() -> None:
    assert ENGLISH.say(text("{a} {b.real} {0}", b=1)) == "{a} {b.real} {0}"


@pytest.mark.parametrize("name", ["דנה", "Dana دانا", "\u202eevil"])
def test_right_to_left_words_do_not_turn_the_sentence(name: str) -> None:
    assert ENGLISH.say(text("{name}, 3 days", name=name)) == f"\u2068{name}\u2069, 3 days"
    assert ENGLISH.say(text("{name}, 3 days", name="Zoë")) == "Zoë, 3 days"


@pytest.mark.parametrize("code", ["en", "es", "de_CH", "ar", "fa", "hi", "en_IN"])
@pytest.mark.parametrize("number", [0, 7, 999, 1000, 9999, -7])
def test_a_number_is_written_as_babel_does_whether_or_not_babel_is_asked(
    code: str, number: int
) -> None:
    speaker = Speaker(code.lower().replace("_", "-"), Locale.parse(code), {})
    assert speaker.say(text("{n}", n=number)) == format_decimal(number, locale=code)


def test_numbers_are_written_as_the_language_does() -> None:
    german = Speaker("de-ch", Locale.parse("de_CH"), {"{n} steps": "{n} Schritte"})
    assert german.say(text("{n} steps", n=12345)) == "12’345 Schritte"
    assert ENGLISH.say(text("{n} steps", n=-12345)) == "-12,345 steps"
