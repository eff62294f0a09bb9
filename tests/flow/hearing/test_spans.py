"""Lengths of time as people type them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.hearing.spans import Span, read_span
from bot.flow.hearing.tongue import fold
from tests.chat import LIBRARY

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


def read(words: str) -> Span | None:
    return read_span(fold(words), LIBRARY.tongues)


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("10 min", HOUR / 6),
        ("10min", HOUR / 6),
        ("an hour", HOUR),
        ("half an hour", HOUR / 2),
        ("an hour and a half", HOUR * 1.5),
        ("two hours and a half", HOUR * 2.5),
        ("three hours and a half", HOUR * 3.5),
        ("two and a half days", DAY * 2.5),
        ("1,5 horas", HOUR * 1.5),
        ("una hora y media", HOUR * 1.5),
        ("media hora", HOUR / 2),
        ("2 hours 30 minutes", HOUR * 2.5),
        ("1 day and 2 hours", DAY + 2 * HOUR),
        ("3-4 days", DAY * 4),
        ("3 – 4 days", DAY * 4),
        ("a couple of weeks", WEEK * 2),
        ("a few days", DAY * 3),
        ("un par de días", DAY * 2),
        ("about three weeks", WEEK * 3),
        ("days", DAY * 3),
        ("a fortnight", WEEK),
    ],
)
def test_a_length_is_read(words: str, length: timedelta) -> None:
    span = read(words)
    assert span is not None
    assert span.length == length


@pytest.mark.parametrize(
    ("words", "ongoing"),
    [
        ("2 hours", False),
        ("since 2 hours", True),
        ("2 hours ago", True),
        ("desde hace 2 horas", True),
        ("yesterday", True),
        ("more than a week", True),
    ],
)
def test_what_began_and_did_not_end_is_told_apart(words: str, *, ongoing: bool) -> None:
    span = read(words)
    assert span is not None
    assert span.ongoing is ongoing


@pytest.mark.parametrize(
    "words", ["", "3", "calf", "3 calves", "two", "since", "3 days calf", "about"]
)
def test_words_about_something_else_are_no_length(words: str) -> None:
    assert read(words) is None


@given(st.text() | st.text("0123456789 .,-/½dhmwy", max_size=12))
def test_any_words_are_a_length_or_not(words: str) -> None:
    span = read(words)
    assert span is None or timedelta(0) <= span.length < timedelta(days=365 * 10_000 * 3)
