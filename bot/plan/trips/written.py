"""A leg as written on one line: `LHR 2030-12-01T21:35 SIN 2030-12-02T18:30`. Names may have spaces."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.plan.quiet import Quiet
from bot.plan.trips.check import TripProblem
from bot.text import Text, text

_TIME = r"\d{3,5}-\d{1,2}-\d{1,2}[Tt ]+\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?"
_LEG = re.compile(rf"\s*(\S.*?)[\s,]+({_TIME})[\s,]+(\S.*?)[\s,]+({_TIME})\s*")
_SLEEP = re.compile(r"\s*(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})\s*")
EXAMPLE = "LHR 2030-12-01T21:35 SIN 2030-12-02T18:30"


class InvalidTrip(Exception):
    """A trip cannot be planned as it is; `problems` has every reason."""

    def __init__(self, problems: tuple[TripProblem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.what.english for problem in problems))


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """`offset` is there where one was written: it chooses between two readings of a clock."""

    face: datetime  # without a zone
    offset: timedelta | None = None


@dataclass(frozen=True, slots=True)
class WrittenLeg:
    origin: str
    departs: WrittenTime
    destination: str
    arrives: WrittenTime


def read_line(line: str, number: int) -> WrittenLeg:
    """Part a line into places and times.

    Args:
        number: Which leg it is, from 1, for messages.

    Raises:
        InvalidTrip: It has another form, or names a date or a time that no calendar has.
    """
    parts = _LEG.fullmatch(line)
    if not parts:
        what = text(
            "Ride {leg} is “{line}”: write place, time, place, time, such as “{example}”.",
            leg=number,
            line=line,
            example=EXAMPLE,
        )
        raise InvalidTrip((TripProblem(number, "leg", what),))
    problems: list[TripProblem] = []
    times: list[WrittenTime] = []
    for field, written in (("departs", parts[2]), ("arrives", parts[4])):
        try:
            times.append(_time(written))
        except (ValueError, OverflowError):
            problems.append(TripProblem(number, field, _no_such(number, written)))
    if problems:
        raise InvalidTrip(tuple(problems))
    return WrittenLeg(parts[1], times[0], parts[3], times[1])


def read_sleep(written: str) -> Quiet | None:
    """Read `23:00-06:00`; None where it is not of that form, or holds no time at all."""
    parts = _SLEEP.fullmatch(written)
    begins, ends = (_minute(part) for part in parts.groups()) if parts else (None, None)
    return None if begins is None or ends is None or begins == ends else Quiet(begins, ends)


def _minute(face: str) -> int | None:
    hour, minute = map(int, face.split(":"))
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _time(written: str) -> WrittenTime:
    day, clock = re.split(r"[Tt ]+", written, maxsplit=1)
    year, month, date = (int(part) for part in day.split("-"))
    face, offset = re.fullmatch(r"([\d:]+)(.*)", clock).groups()  # type: ignore[union-attr]
    hour, minute, second = (int(part) for part in f"{face}:0".split(":")[:3])
    zone = datetime.fromisoformat(f"2000-01-01T00:00{offset}").utcoffset() if offset else None
    return WrittenTime(datetime(year, month, date, hour, minute, second), zone)  # noqa: DTZ001


def _no_such(number: int, written: str) -> Text:
    return text("Ride {leg}: there is no such date or time as {time}.", leg=number, time=written)
