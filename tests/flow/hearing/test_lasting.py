"""Typed where a ride's arrival is asked: how long it takes, or days counted from that of leaving.

It is Tuesday, 24 November 2026; the ride leaves on Tuesday, 1 December.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.blank import span
from bot.flow.hearing.filled import Around, Doubt, Filled, Lasting, Wrong
from bot.flow.hearing.filling import fill
from bot.text import Clock, Day, Length, text
from tests.chat import LIBRARY, TEXTS

TRIP = LIBRARY.flows["trip"].questions
LEAVES = date(2026, 12, 1)
LASTING = Lasting("arrive_day", "by_length", TRIP["takes"])
SPEAKERS = [TEXTS.speaker(code, ()) for code in TEXTS.languages]
ASKED = st.sampled_from(["arrive_day", "arrive_time"])


def heard(
    words: str, asked: str = "arrive_day", written_by: int = 0, usual: int = 12
) -> Filled | Doubt | Wrong | None:
    around = Around(
        now=datetime(2026, 11, 24, 12, tzinfo=UTC),
        day=LEAVES if asked == "arrive_time" else None,
        time_question="arrive_time" if asked == "arrive_day" else None,
        before=LEAVES,
        tongues=LIBRARY.tongues,
        lasting=LASTING,
        written_by=written_by,
        usual=usual,
    )
    blank = TRIP[asked].blank
    assert blank is not None
    return fill(TRIP[asked], blank, words, around)


def answers(words: str, asked: str = "arrive_day") -> dict[str, tuple[str, ...]]:
    found = heard(words, asked)
    assert isinstance(found, Filled), found
    return dict(found.answers)


@pytest.mark.parametrize("asked", ["arrive_day", "arrive_time"])
@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        *(("13 hours", 780), ("13h 20", 800), ("about two and a half hours", 150)),
        *(("it takes 13 hours 5", 785), ("a 45 min ride", None), ("90 minutes", 90)),
        *(("13-hour flight", 780), ("13 hours later", 780), ("half an hour or so", 30)),
        *(("unas 13 horas", 780), ("dura hora y media", 90), ("13 horas y 20 minutos", 800)),
        *(("más o menos dos horas y media", 150), ("2 horas más tarde", 120)),
    ],
)  # fmt: skip
def test_a_length_is_when_the_ride_arrives(asked: str, words: str, minutes: int | None) -> None:
    if minutes is None:
        assert heard(words, asked) is None
    else:
        assert answers(words, asked) == {"arrive_day": ("by_length",), "takes": (span(minutes),)}


@pytest.mark.parametrize("words", ["13h", "13h20", "8 hrs"])
def test_what_may_be_a_time_or_a_length_is_asked_about(words: str) -> None:
    found = heard(words, "arrive_time")
    assert isinstance(found, Doubt)
    assert [value.startswith("PT") for value in found.offered] == [False, True]
    assert isinstance(heard(words, "arrive_day"), Doubt)


@pytest.mark.parametrize("words", ["in 13 hours", "dentro de 13 horas", "13 hours from now"])
def test_a_length_from_now_is_not_taken_for_one_from_leaving(words: str) -> None:
    found = heard(words)
    assert isinstance(found, Doubt)
    assert found.offered == ("PT780M",)


@pytest.mark.parametrize("words", ["a few hours", "unas horas", "2-3 hours", "soon", "not long"])
def test_a_length_that_is_not_exact_is_none(words: str) -> None:
    assert heard(words) is None


@pytest.mark.parametrize("words", ["60 hours", "5 minutes", "100 horas"])
def test_a_length_out_of_bounds_is_told_so(words: str) -> None:
    assert isinstance(heard(words), Wrong)


@pytest.mark.parametrize("asked", ["arrive_day", "arrive_time"])
@pytest.mark.parametrize(
    ("words", "day", "clock"),
    [
        ("same day 19:30", "2026-12-01", "19:30"),
        ("next morning at 6", "2026-12-02", "06:00"),
        ("the next day, 7 pm", "2026-12-02", "19:00"),
        ("next evening at 8", "2026-12-02", "20:00"),
        ("06:10+1", "2026-12-02", "06:10"),
        ("06:10 (+2)", "2026-12-03", "06:10"),
        ("two days later at 18:00", "2026-12-03", "18:00"),
        ("el mismo día a las 19:30", "2026-12-01", "19:30"),
        ("a la mañana siguiente a las 6", "2026-12-02", "06:00"),
        ("al día siguiente a las 7 de la tarde", "2026-12-02", "19:00"),
        ("2 december 7pm", "2026-12-02", "19:00"),
    ],
)
def test_days_are_counted_from_that_of_leaving(
    asked: str, words: str, day: str, clock: str
) -> None:
    assert answers(words, asked) == {"arrive_day": (day,), "arrive_time": (clock,)}


def test_a_time_without_its_day_asks_for_the_day_and_a_day_before_leaving_is_none() -> None:
    for words in ("19:30", "a las 19:30", "tomorrow 7pm", "mañana a las 19:30"):
        assert isinstance(heard(words), Wrong), words


@pytest.mark.parametrize(
    ("words", "written_by", "usual", "taken", "instead"),
    [
        ("10:45", 0, 12, "10:45", "22:45"),
        ("12:30", 0, 12, "12:30", "00:30"),
        ("10:45", 24, 12, "10:45", ""),
        ("10:45", 12, 24, None, ""),
        ("9:45", 0, 12, None, ""),
        ("9:45", 0, 24, "09:45", "21:45"),
        ("9:45", 24, 12, "09:45", "21:45"),
        ("9", 24, 24, None, ""),
        ("10", 24, 24, None, ""),
        ("a las 10", 24, 24, None, ""),
        ("09:45", 12, 12, "09:45", ""),
        ("9:45 pm", 24, 24, "21:45", ""),
        ("09:45 pm", 24, 24, "21:45", ""),
    ],
)
def test_a_time_is_read_as_this_person_writes_times_and_the_other_stays_one_tap_away(
    words: str, written_by: int, usual: int, taken: str | None, instead: str
) -> None:
    found = heard(words, "arrive_time", written_by, usual)
    if taken is None:
        assert isinstance(found, Doubt)
        assert len(found.offered) == 2
    else:
        assert isinstance(found, Filled)
        assert (found.answers["arrive_time"], found.instead) == ((taken,), instead)


@given(st.integers(10, 48 * 60), ASKED)
def test_a_length_as_the_bot_writes_it_is_that_length(minutes: int, asked: str) -> None:
    for speaker in SPEAKERS:
        said = speaker.say(text("{length}", length=Length(minutes)))
        assert answers(said, asked)["takes"] == (span(minutes),)


@given(st.integers(0, 20), st.times(), ASKED)
def test_a_day_and_a_time_as_the_bot_writes_them_are_no_others(
    ahead: int, clock: object, asked: str
) -> None:
    day = LEAVES + timedelta(days=ahead)
    for speaker in SPEAKERS:
        face = f"{clock:%H:%M}"
        said = speaker.say(text("{day} {clock}", day=Day(day.isoformat()), clock=Clock(face)))
        found = heard(said, asked)
        assert isinstance(found, Filled)
        assert found.answers["arrive_day"] == (day.isoformat(),)
        possible = (*found.answers.get("arrive_time", found.offered), found.instead)
        assert face in possible


PIECES = (
    *("13", "6", "2", "20", "10:45", "21:35", "7pm", "am", "pm", "h", "24h", "+1", ":", ",", "-"),
    *("next", "same", "day", "morning", "at", "hours", "minutes", "about", "later", "in", "takes"),
    *(
        "tomorrow",
        "december",
        "friday",
        "no",
        "a",
        "las",
        "de",
        "la",
        "mañana",
        "siguiente",
        "unas",
    ),
    *("horas", "y", "media", "el"),
)
TYPED = st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join)


@given(st.text(max_size=30) | TYPED, ASKED, st.sampled_from([0, 12, 24]))
def test_whatever_is_typed_is_kept_in_its_form_or_asked_about(
    words: str, asked: str, written_by: int
) -> None:
    match heard(words, asked, written_by):
        case Filled(found, _, main, instead):
            assert (main or asked) in found
            for name, kept in found.items():
                blank = TRIP[name].blank
                assert kept == ("by_length",) or (blank is not None and blank.takes(kept))
            assert not instead or len(instead) == 5
        case Doubt(offered):
            assert offered
        case _:
            pass
