"""Days and times in a reader's language."""

from datetime import date, time

import pytest
from babel.core import Locale
from hypothesis import given
from hypothesis import strategies as st

from bot.text import Clock, Day, Length, Month, Weekday
from bot.texts.times import Time, said_time
from tests.chat import TEXTS

LOCALES = [Locale.parse(code.replace("-", "_")) for code in TEXTS.languages]


@pytest.mark.parametrize(
    ("value", "english", "spanish"),
    [
        (Day("2030-12-01"), "Sun, Dec 1, 2030", "dom, 1 dic 2030"),
        (Month("2030-12-01"), "December 2030", "diciembre de 2030"),
        (Weekday(0), "Mo", "LU"),
        (Clock("21:35"), "9:35 PM", "21:35"),
        (Clock("01:30+01:00"), "1:30 AM (UTC+01:00)", "1:30 (UTC+01:00)"),
        (Length(90), "1 hour 30 minutes", "1 hora 30 minutos"),
        (Length(120), "2 hours", "2 horas"),
        (Length(0), "0 minutes", "0 minutos"),
    ],
)
def test_each_language_has_its_own_form(value: Time, english: str, spanish: str) -> None:
    assert said_time(value, Locale("en")) == english
    assert said_time(value, Locale("es")) == spanish


@given(st.dates(), st.times(), st.integers(0, 20_000), st.sampled_from(LOCALES))
def test_any_day_and_time_can_be_said(day: date, clock: time, minutes: int, locale: Locale) -> None:
    for value in (Day(day.isoformat()), Clock(f"{clock:%H:%M}"), Length(minutes)):
        assert said_time(value, locale).strip()
