"""Several times of a day, and how often within which hours."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.flow.hearing.rhythms import Rhythm, read_rhythm, read_times
from bot.flow.hearing.tongue import Tongue, fold
from tests.chat import LIBRARY

TIMES = some.integers(0, 24 * 60 - 1)


def shown(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("8:00, 14:00 and 20:00", (480, 840, 1200)),
        ("8, 14, 20", (480, 840, 1200)),
        ("every day at 8 am and 6 pm", (480, 1080)),
        ("9am, noon, 6pm", (540, 720, 1080)),
        ("a las 8, 14 y 20", (480, 840, 1200)),
        ("todos los días a las 9 de la mañana y a las 6 de la tarde", (540, 1080)),
        ("20:00 and 08:00", (480, 1200)),
        ("8:00 y 20:00", (480, 1200)),
        ("a las 9 y a las 21", (540, 1260)),
        ("a las 9 y 15", ()),  # a quarter past nine, or two times
        ("las 7 y 20 de la tarde", ()),
        ("9 y " * 2_000, None),  # nobody waits for so long a list
        ("8:00 and 9:00", ()),
        ("9, noon and 6", ()),
        ("tomorrow, 8:00", None),
        ("my pills", None),
        ("", None),
    ],
)
def test_times_are_read_and_never_guessed(words: str, times: tuple[int, ...] | None) -> None:
    assert read_times(fold(words), LIBRARY.tongues) == times


@pytest.mark.parametrize(
    ("words", "rhythm"),
    [
        ("every 90 minutes", Rhythm(90)),
        ("every 2 hours between 9 and 18", Rhythm(120, (540, 1080))),
        ("between 9:00 and 18:00 every hour", Rhythm(60, (540, 1080))),
        ("every hour from 9 am to 5 pm", Rhythm(60, (540, 1020))),
        ("every 45 min from 9-18", Rhythm(45, (540, 1080))),
        ("every half hour between 9 and 6", Rhythm(30, (540, 1080))),
        ("every hour between 8 and 10", Rhythm(60, sure=False)),
        ("cada 2 horas de 9 a 18", Rhythm(120, (540, 1080))),
        ("cada media hora entre las 9 y las 18", Rhythm(30, (540, 1080))),
        ("cada hora y media desde las 9 hasta las 20", Rhythm(90, (540, 1200))),
        ("2 hours", None),
        ("every day", None),
        ("8:00 and 20:00", None),
    ],
)
def test_a_step_and_its_hours_are_read(words: str, rhythm: Rhythm | None) -> None:
    found = read_rhythm(fold(words), LIBRARY.tongues)
    assert (found if found is None or found.step != 24 * 60 else None) == rhythm


@given(some.lists(TIMES, min_size=1, max_size=8, unique=True), some.sampled_from([", ", " and "]))
def test_times_of_24_hours_come_back(minutes: list[int], joint: str) -> None:
    said = joint.join(map(shown, minutes))
    found = read_times(fold(said), LIBRARY.tongues)
    assert found in {tuple(sorted(minutes)), ()}
    if any(minute >= 13 * 60 for minute in minutes):
        assert found == tuple(sorted(minutes))


@given(some.integers(1, 720), TIMES, TIMES)
def test_a_step_and_hours_come_back(step: int, begins: int, ends: int) -> None:
    said = f"every {step} minutes between {shown(begins)} and {shown(ends)}"
    found = read_rhythm(fold(said), LIBRARY.tongues)
    assert found is not None
    assert found.step == step
    if max(begins, ends) >= 13 * 60:
        assert found.window == (begins, ends)


@given(some.text(max_size=60), some.booleans())
def test_anything_at_all_is_read_or_not(words: str, asked: bool) -> None:
    read_times(fold(words), LIBRARY.tongues)
    read_rhythm(fold(words), LIBRARY.tongues, asked=asked)


@pytest.mark.parametrize("read", [read_times, read_rhythm])
def test_a_sentence_full_of_ands_keeps_nobody_waiting(
    read: Callable[[str, Sequence[Tongue]], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []

    def counted(part: str, *rest: Any) -> None:
        tries.append(part)

    monkeypatch.setattr("bot.flow.hearing.rhythms.read_moments", counted)
    monkeypatch.setattr("bot.flow.hearing.rhythms.read_length", counted)
    said = " and ".join(["every bread"] * 40)
    assert read(said, LIBRARY.tongues) is None
    assert len(tries) <= len(said.split())
