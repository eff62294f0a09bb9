"""Days and times to come, as people type them. It is Tuesday, 24 November 2026, noon."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.flow.hearing.days import NoSuchDayError
from bot.flow.hearing.moments import Moments, read_moments
from bot.flow.hearing.token import Wanted
from bot.flow.hearing.tongue import fold
from bot.text import Clock, Day, text
from tests.chat import LIBRARY, TEXTS

NOON = datetime(2026, 11, 24, 12)  # noqa: DTZ001  a clock on the wall
SPEAKERS = [TEXTS.speaker(code, ()) for code in TEXTS.languages]
DAYS = st.dates(date(2026, 11, 24), date(2040, 12, 31))


def read(words: str, wanted: Wanted = "day", now: datetime = NOON) -> Moments | None:
    return read_moments(fold(words), LIBRARY.tongues, now, wanted)


def days(words: str) -> list[str]:
    """The days that may be meant; a question mark behind them where that must be asked."""
    found = read(words)
    assert found is not None
    return [day.isoformat() for day in found.days] + ["?"] * (not found.sure_of_day)


def times(words: str) -> list[str]:
    found = read(words, "time")
    assert found is not None
    return [f"{clock:%H:%M}" for clock in found.times] + ["?"] * (not found.sure_of_time)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-24"),
        ("hoy", "2026-11-24"),
        ("tomorrow", "2026-11-25"),
        ("mañana", "2026-11-25"),
        ("the day after tomorrow", "2026-11-26"),
        ("pasado mañana", "2026-11-26"),
        ("a week tomorrow", "2026-12-02"),
        ("Friday", "2026-11-27"),
        ("this friday", "2026-11-27"),
        ("este viernes", "2026-11-27"),
        ("on Monday", "2026-11-30"),
        ("3 December", "2026-12-03"),
        ("December 3rd", "2026-12-03"),
        ("3 de diciembre", "2026-12-03"),
        ("Thursday, 3 December", "2026-12-03"),
        ("1 March 2027", "2027-03-01"),
        ("may 5", "2027-05-05"),
        ("2030-12-01", "2030-12-01"),
        ("15/12", "2026-12-15"),
        ("12/15", "2026-12-15"),
        ("12/12", "2026-12-12"),
        ("31.12.2026", "2026-12-31"),
        ("1/1", "2027-01-01"),
        ("in 3 days", "2026-11-27"),
        ("dentro de dos semanas", "2026-12-08"),
    ],
)
def test_a_day_is_understood(words: str, day: str) -> None:
    assert days(words) == [day]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("3/12", ["2026-12-03", "2027-03-12", "?"]),
        ("3/12/2026", ["2026-12-03", "2026-03-12", "?"]),
        ("next Friday", ["2026-11-27", "2026-12-04", "?"]),
        ("el próximo viernes", ["2026-11-27", "2026-12-04", "?"]),
        ("el viernes que viene", ["2026-11-27", "2026-12-04", "?"]),
        ("Tuesday", ["2026-11-24", "2026-12-01", "?"]),
        ("23 November", ["2027-11-23", "?"]),
        ("23/11", ["2027-11-23", "?"]),
        ("the 3rd", ["2026-12-03", "?"]),
        ("el 3", ["2026-12-03", "?"]),
    ],
)
def test_a_day_that_may_be_another_is_asked_about(words: str, asked: list[str]) -> None:
    assert days(words) == asked


@pytest.mark.parametrize(
    "words",
    ["30 February", "31/4", "29 feb", "2027-02-29", "Friday 3 December", "32.13.2030", "35/1"],
)
def test_a_day_that_no_calendar_has_is_no_day(words: str) -> None:
    with pytest.raises(NoSuchDayError):
        read(words)


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        ("19:30", ["19:30"]),
        ("19.30", ["19:30"]),
        ("19h30", ["19:30"]),
        ("19h", ["19:00"]),
        ("07:30", ["07:30"]),
        ("0:15", ["00:15"]),
        ("7pm", ["19:00"]),
        ("7 p.m.", ["19:00"]),
        ("7 p. m.", ["19:00"]),
        ("7:45 am", ["07:45"]),
        ("12 am", ["00:00"]),
        ("12 pm", ["12:00"]),
        ("noon", ["12:00"]),
        ("mediodía", ["12:00"]),
        ("7 in the evening", ["19:00"]),
        ("a las 7 de la tarde", ["19:00"]),
        ("a las ocho de la mañana", ["08:00"]),
        ("9 at night", ["21:00"]),
        ("a las 9 de la noche", ["21:00"]),
        ("21:30 at night", ["21:30"]),
        ("6 am in the morning", ["06:00"]),
        ("2 am at night", ["02:00"]),
        ("11 pm at night", ["23:00"]),
        ("2 at night", ["02:00", "?"]),
        ("12 at night", ["00:00", "?"]),
        ("a las doce de la noche", ["00:00", "?"]),
        ("a las 12 de la mañana", ["00:00", "12:00", "?"]),
        ("12:30 in the morning", ["00:30", "12:30", "?"]),
        ("7", ["07:00", "19:00", "?"]),
        ("at seven", ["07:00", "19:00", "?"]),
        ("a las siete", ["07:00", "19:00", "?"]),
        ("7:30", ["07:30", "19:30", "?"]),
        ("12:30", ["12:30", "00:30", "?"]),
    ],
)
def test_a_time_is_understood_and_its_half_of_the_day_never_guessed(
    words: str, clock: list[str]
) -> None:
    assert times(words) == clock


@pytest.mark.parametrize(
    "words", ["3 pm at 7 am", "12 pm at night", "15:00 at night", "1 pm in the morning"]
)
def test_a_time_that_its_half_of_the_day_does_not_have_is_none(words: str) -> None:
    assert read(words, "time") is None


@pytest.mark.parametrize(
    ("words", "day", "clock"),
    [
        ("tomorrow 7pm", "2026-11-25", "19:00"),
        ("pasado mañana a las 19:30", "2026-11-26", "19:30"),
        ("mañana a las 8 de la mañana", "2026-11-25", "08:00"),
        ("2030-12-01T21:35", "2030-12-01", "21:35"),
        ("Fri 4 Dec, 14:05", "2026-12-04", "14:05"),
        ("in 2 hours", "2026-11-24", "14:00"),
        ("dentro de una hora y media", "2026-11-24", "13:30"),
        ("13 hours from now", "2026-11-25", "01:00"),
    ],
)
def test_a_day_and_a_time_are_understood_in_one_breath(words: str, day: str, clock: str) -> None:
    assert days(words) == [day]
    assert times(words) == [clock]


@pytest.mark.parametrize(
    "words",
    [
        *("", "my leg hurts", "not tomorrow", "every friday", "tomorrow morning", "december 2030"),
        *("25:00", "tomorrow friday monday", "19:30 20:30", "next week", "pm", "at 31", "someday"),
    ],
)
def test_words_about_something_else_are_no_day(words: str) -> None:
    assert read(words) is None


@given(DAYS, st.times(), st.sampled_from(SPEAKERS), st.sampled_from(["{day}", "{day} {clock}"]))
def test_a_day_and_a_time_are_understood_as_the_bot_itself_writes_them(
    day: date, clock: time, speaker: object, form: str
) -> None:
    assert speaker in SPEAKERS
    for one in SPEAKERS:
        said = one.say(text(form, day=Day(day.isoformat()), clock=Clock(f"{clock:%H:%M}")))
        found = read(said)
        assert found is not None
        assert (found.days, found.sure_of_day) == ((day,), True)
        if "clock" in form:
            assert clock.replace(second=0, microsecond=0) in found.times


@given(DAYS, st.sampled_from(["{:%Y-%m-%d}", "{:%d %B %Y}", "{:%B %d, %Y}", "{:%A %d %b %Y}"]))
def test_a_whole_date_is_that_day_alone(day: date, form: str) -> None:
    found = read(form.format(day))
    assert found == Moments((day,))


@given(DAYS, st.sampled_from(["{0.day}/{0.month}/{0.year}", "{0.month}/{0.day}/{0.year}"]))
def test_a_date_in_numbers_is_sure_only_where_no_other_order_gives_a_day(
    day: date, form: str
) -> None:
    found = read(form.format(day))
    assert found is not None
    assert day in found.days
    assert found.sure_of_day == (day.day > 12 or day.day == day.month)


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_one_of_the_coming_seven_days(today: date, number: int) -> None:
    name = f"{date(2026, 11, 23) + timedelta(days=number):%A}"
    found = read(name, now=datetime.combine(today, time(12)))
    assert found is not None
    assert found.days[0].weekday() == number
    assert timedelta() <= found.days[0] - today < timedelta(days=7)


@given(
    st.text(max_size=30) | st.text("0123456789/.-: tapmhdec", max_size=16),
    st.sampled_from(["day", "time"]),
)
@example("²/3", "day")
@example("٣/١٢", "day")
@example("9999-12-31", "day")
@example("0-0-0", "day")
def test_whatever_is_typed_breaks_nothing(words: str, wanted: Wanted) -> None:
    try:
        found = read(words, wanted)
    except NoSuchDayError:
        return
    assert found is None or found.days or found.times
