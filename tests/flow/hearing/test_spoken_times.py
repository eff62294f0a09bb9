"""Times of day as people speak them. It is Tuesday, 24 November 2026, noon."""

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.flow.hearing.days import NoSuchDayError
from bot.flow.hearing.moments import read_moments
from bot.flow.hearing.tongue import fold
from tests.chat import LIBRARY

NOON = datetime(2026, 11, 24, 12)  # noqa: DTZ001  a clock on the wall


def heard(words: str) -> list[str] | None:
    """The day, if one was said, and the times that may be meant, with a question mark where that must be asked."""
    try:
        found = read_moments(fold(words), LIBRARY.tongues, NOON, "time")
    except NoSuchDayError:
        return None
    if found is None:
        return None
    days = [f"{day:%d %b}" for day in found.days] + ["?"] * (not found.sure_of_day)
    return days + [f"{at:%H:%M}" for at in found.times] + ["?"] * (not found.sure_of_time)


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        *(("a quarter past 7 pm", "19:15"), ("half past eighteen", "18:30"), ("ten to six pm", "17:50")),
        *(("10 minutes to 6 pm", "17:50"), ("twenty-five to nine at night", "20:35")),
        *(("half past seven in the evening", "19:30"), ("quarter to midnight", "23:45")),
        *(("half past noon", "12:30"), ("quarter to one pm", "12:45"), ("six forty-five pm", "18:45")),
        *(("nineteen thirty", "19:30"), ("twenty one thirty", "21:30"), ("seven oh five am", "07:05")),
        *(("a las seis y media de la tarde", "18:30"), ("las 9 menos cuarto de la noche", "20:45")),
        *(("cuarto para las nueve de la noche", "20:45"), ("diez para las 20", "19:50")),
        *(("las siete y cuarenta y cinco de la tarde", "19:45"), ("a las veinte y cinco", "20:05")),
        ("las veintidós treinta", "22:30"),
        *(("6ish pm", "18:00"), ("6:30ish pm", "18:30"), ("around 6 pm", "18:00"), ("7pm sharp", "19:00")),
        *(("a eso de las 8 de la tarde", "20:00"), ("las 8 en punto de la tarde", "20:00")),
        *(("6:30p", "18:30"), ("6p", "18:00"), ("6:30a", "06:30"), ("1830", "18:30"), ("0630", "06:30")),
        *(("1830h", "18:30"), ("630pm", "18:30"), ("6 30 pm", "18:30"), ("12 noon", "12:00")),
        *(("6 pm local time", "18:00"), ("at 1930", "19:30"), ("18.30", "18:30"), ("18h30", "18:30")),
    ],
)  # fmt: skip
def test_a_spoken_time_is_understood(words: str, clock: str) -> None:
    assert heard(words) == [clock]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("half past six", ["06:30", "18:30", "?"]),
        ("quarter to nine", ["08:45", "20:45", "?"]),
        ("las seis y media", ["06:30", "18:30", "?"]),
        ("seven thirty", ["07:30", "19:30", "?"]),
        ("7 o'clock", ["07:00", "19:00", "?"]),
        ("siete en punto", ["07:00", "19:00", "?"]),
        ("6-ish", ["06:00", "18:00", "?"]),
        ("sixish", ["06:00", "18:00", "?"]),
        ("630", ["06:30", "18:30", "?"]),
        ("half six", ["06:30", "18:30", "05:30", "17:30", "?"]),
        ("half six pm", ["18:30", "17:30", "?"]),
        ("10 to 6 pm", ["17:50", "?"]),
        ("quarter to twelve pm", ["11:45", "23:45", "?"]),
        ("midnight", ["00:00", "?"]),
        ("medianoche", ["00:00", "?"]),
    ],
)
def test_a_spoken_time_that_may_be_another_is_asked_about(words: str, asked: list[str]) -> None:
    assert heard(words) == asked


@pytest.mark.parametrize(
    ("words", "both"),
    [
        ("in 3 days at 9 pm", ["27 Nov", "21:00"]),
        ("at half past nine pm in three days", ["27 Nov", "21:30"]),
        ("3 days from now at 9 pm", ["27 Nov", "21:00"]),
        ("en tres días a las 9 de la noche", ["27 Nov", "21:00"]),
        ("a las 21 h dentro de una semana", ["01 Dec", "21:00"]),
        ("next Friday at noon", ["27 Nov", "04 Dec", "?", "12:00"]),
        ("el viernes que viene a las 8", ["27 Nov", "04 Dec", "?", "08:00", "20:00", "?"]),
        ("the day after tomorrow at half past six pm", ["26 Nov", "18:30"]),
        ("tonight at 9", ["24 Nov", "21:00"]),
        ("esta noche a las nueve y media", ["24 Nov", "21:30"]),
        ("this afternoon at 3", ["24 Nov", "15:00"]),
        ("tonight at 5", ["24 Nov", "05:00", "17:00", "?"]),
        ("this evening at 8", ["24 Nov", "20:00"]),
        ("this evening at 12", ["24 Nov", "00:00", "?"]),
        ("friday 27 at 7.30 pm", ["27 Nov", "19:30"]),
        ("viernes 27 a las 19h", ["27 Nov", "19:00"]),
        ("3 december 1830", ["03 Dec", "18:30"]),
        ("3 december 2026 1830", ["03 Dec", "18:30"]),
        ("veintiuno de diciembre a las nueve de la noche", ["21 Dec", "21:00"]),
        ("december three, seven thirty pm", ["03 Dec", "19:30"]),
        ("in 2½ hours", ["24 Nov", "14:30"]),
    ],
)
def test_a_day_beside_a_spoken_time_is_understood(words: str, both: list[str]) -> None:
    assert heard(words) == both


@pytest.mark.parametrize(
    "words",
    [
        *("not before 7 pm", "not at half past six", "no antes de las 7", "after 7 pm", "before 7 pm"),
        *("between 6 and 7", "between half past six and seven", "6 to 7 pm", "6-7 pm", "9 to 18"),
        *("entre las seis y las siete", "de 10 a 6", "6 pm or 7 pm", "siete o cinco", "half past six 19:00"),
        *("6 pm London time", "las 7 y pico", "2 hours after 7", "december twenty seven thirty"),
        *("december three twenty thirty", "el 3 y 10 de diciembre", "8 y 20", "two and half six"),
        *("in 2 hours at 9 pm", "not in 3 days", "in 3 days on friday", "half past 6.30", "quarter past"),
        *("a las 11 del mediodía", "los lunes a las 21:00", "hours late at 6 pm"),
        *("6½", "seven thirty five ten", "ten past twenty five"),
    ],
)  # fmt: skip
def test_a_time_is_never_half_heard(words: str) -> None:
    assert heard(words) is None


HOURS = [
    "twelve",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
]
HORAS = [
    "doce",
    "una",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
]
SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
SMALL += "seventeen eighteen nineteen"
POCOS = "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
POCOS += "diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco "
POCOS += "veintiséis veintisiete veintiocho veintinueve"


def number(n: int) -> str:
    small = SMALL.split()
    tens = ["twenty", "thirty", "forty", "fifty"][n // 10 - 2]
    return small[n] if n < 20 else f"{tens}-{small[n % 10]}" if n % 10 else tens


def numero(n: int) -> str:
    pocos = POCOS.split()
    tens = ["treinta", "cuarenta", "cincuenta"][n // 10 - 3]
    return pocos[n] if n < 30 else f"{tens} y {pocos[n % 10]}" if n % 10 else tens


def english(hour: int, minute: int) -> list[str]:
    """Every way to say it by the clock of 12 hours, without the half of the day."""
    now, then = HOURS[hour % 12], HOURS[(hour + 1) % 12]
    left = 60 - minute
    minutes = "minute" if 1 in {minute, left} else "minutes"
    said = [f"{hour % 12 or 12}:{minute:02}", f"{hour % 12 or 12}.{minute:02}"]
    said += (
        [f"{number(minute)} {minutes} past {now}", f"{number(left)} {minutes} to {then}"]
        if minute
        else []
    )
    said += [f"{now} {number(minute)}"] if minute > 9 else []
    said += [f"{now} oh {number(minute)}"] if 0 < minute < 10 else []
    named = {
        0: f"{now} o'clock",
        15: f"quarter past {now}",
        30: f"half past {now}",
        45: f"a quarter to {then}",
    }
    return said + ([named[minute]] if minute in named else [])


def spanish(hour: int, minute: int) -> list[str]:
    now, then = HORAS[hour % 12], HORAS[(hour + 1) % 12]
    left = 60 - minute
    said = [f"a las {hour % 12 or 12}:{minute:02}", f"las {now} y {numero(minute)}"][
        : 1 + (minute > 0)
    ]
    said += [f"a las {then} menos {numero(left)}"] if 0 < left <= 29 else []
    said += [f"{numero(left)} minutos para las {then}"] if 1 < left <= 29 else []
    said += [f"las {now} {numero(minute)}"] if minute > 9 else []
    named = {0: f"las {now} en punto", 15: f"las {now} y cuarto", 30: f"las {now} y media"}
    named[45] = f"las {then} menos cuarto"
    return said + ([named[minute]] if minute in named else [])


ANY_TIME = some.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(ANY_TIME)
def test_every_time_of_day_comes_back_from_every_way_to_say_it(at: time) -> None:
    for said in (*english(at.hour, at.minute), *spanish(at.hour, at.minute)):
        both = {f"{hour:02}:{at.minute:02}" for hour in (at.hour % 12, at.hour % 12 + 12)}
        found = heard(said)
        assert found is not None, said
        assert set(found) == both | {"?"} or (found == [f"{at:%H:%M}"] and at.hour < 10), said


@given(ANY_TIME)
def test_with_its_half_of_the_day_it_is_that_time_alone(at: time) -> None:
    for said in english(at.hour, at.minute):
        found = heard(f"{said} {at:%p}")
        crosses = " to twelve" in said  # "quarter to twelve pm" may be of either
        assert found == [f"{at:%H:%M}"] or (crosses and f"{at:%H:%M}" in (found or [])), said
    half = "de la mañana" if 6 <= at.hour < 12 else "de la tarde" if 13 <= at.hour < 20 else ""
    for said in spanish(at.hour, at.minute) if half else ():
        crosses = "a las doce" in said or "las doce menos" in said or "para las doce" in said
        found = heard(f"{said} {half}")
        assert found == [f"{at:%H:%M}"] or (crosses and f"{at:%H:%M}" in (found or [])), said


@given(ANY_TIME)
def test_the_clock_of_24_hours_leaves_no_doubt(at: time) -> None:
    for said in (f"{at:%H%M}h", f"{at.hour}h{at:%M}", f"{at:%Hh%M}"):
        assert heard(said) == [f"{at:%H:%M}"]
    if at.hour > 12:
        assert heard(f"{at:%H%M}") == heard(f"{at:%H.%M}") == [f"{at:%H:%M}"]
        assert at.minute < 10 or heard(f"{number(at.hour)} {number(at.minute)}") == [f"{at:%H:%M}"]


WORDS = sorted(
    {
        *(
            "half",
            "past",
            "quarter",
            "to",
            "six",
            "twenty",
            "five",
            "y",
            "media",
            "menos",
            "cuarto",
            "and",
        ),
        *(
            "not",
            "or",
            "o",
            "between",
            "pm",
            "at",
            "a las",
            "in",
            "days",
            "3",
            "18:30",
            "1830",
            "friday",
        ),
        *(
            "december",
            "noon",
            "ish",
            "de la tarde",
            "para las",
            "from now",
            "hours",
            "-",
            ",",
            "½",
            "1/2",
        ),
    }
)


@given(some.lists(some.sampled_from(WORDS), max_size=9).map(" ".join))
def test_whatever_is_said_breaks_nothing_and_is_one_time_at_most_unless_asked(words: str) -> None:
    found = heard(words)
    if found is not None and {"not", "or", "o", "between"} & set(words.split()):
        raise AssertionError(words)


@pytest.mark.parametrize(
    "word", ["and", "six", "half", "y", "in", "from now", "past", "twenty", "1/2", "to six"]
)
def test_a_sentence_full_of_one_word_comes_to_an_end(word: str) -> None:
    assert heard(" ".join([word] * 800)) is None
