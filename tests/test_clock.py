"""Clocks."""

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.clock import Clock, ScaledClock, SystemClock

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Stopwatch:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_the_systems_clock_knows_its_zone() -> None:
    clock: Clock = SystemClock()
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize("seconds", [-7200.0, 0.0, 86400.0])
def test_the_systems_clock_tells_how_far_it_was_set(
    seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, real = SystemClock(), time.time
    monkeypatch.setattr("time.time", lambda: real() + seconds)
    assert clock.put_by().total_seconds() == pytest.approx(seconds, abs=60)


@pytest.mark.parametrize(("speed", "minutes"), [(1, 1), (60, 60), (0, 0), (0.5, 0.5)])
def test_a_scaled_clock_runs_at_its_speed(speed: float, minutes: float) -> None:
    watch = Stopwatch()
    clock: Clock = ScaledClock(speed, NOON, watch)
    assert clock.now() == NOON
    watch.seconds += 60
    assert clock.now() == NOON + timedelta(minutes=minutes)


def test_a_clock_can_be_put_forward_but_not_back() -> None:
    clock = ScaledClock(0, NOON.astimezone(timezone(timedelta(hours=8))))
    clock.advance(timedelta(hours=5))
    assert clock.now() == NOON + timedelta(hours=5)
    assert clock.now().tzinfo is UTC
    with pytest.raises(ValueError, match="cannot be put back by 0:01:00"):
        clock.advance(timedelta(minutes=-1))


def test_a_clock_needs_a_zone_and_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        ScaledClock(1, NOON.replace(tzinfo=None))
    with pytest.raises(ValueError, match="0 or more"):
        ScaledClock(-1, NOON)
