"""Answers that are no options: a day, a time, a length, a place, a zone. Typed or picked, kept in one form.

kind    kept as                                             for example
day     ISO 8601                                            2030-12-01
time    24 hours, with the offset where it comes twice      21:35, 01:30+01:00
span    ISO 8601, in minutes                                PT90M
place   name, zone, position, country, region, code         Heathrow, Europe/London, "51.47,-0.45", GB, England, LHR
zone    IANA, and the town it was told by                   Europe/London, Leeds
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never, get_args

Kind = Literal["day", "time", "span", "place", "zone"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Kept = tuple[str, ...]

TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?:[+-]\d\d:\d\d)?")
SPAN = re.compile(r"PT(\d{1,5})M")
ZONE = re.compile(r"[A-Za-z0-9_+\-]+(?:/[A-Za-z0-9_+\-]+)*")
POSITION = re.compile(r"(?:-?\d{1,2}\.\d\d,-?\d{1,3}\.\d\d)?")
LONGEST_ZONE = 48  # characters; a button's data holds it

SAMPLES: dict[Kind, Kept] = {
    "day": ("2030-12-01",),
    "time": ("21:35",),
    "span": ("PT90M",),
    "place": ("London Heathrow", "Europe/London", "51.47,-0.45", "GB", "England", "LHR"),
    "zone": ("Europe/London",),
}


@dataclass(frozen=True, slots=True)
class Blank:
    """What a question leaves to be filled in.

    `least` and `most` are allowed themselves: days from today for a day, minutes for a span.
    """

    kind: Kind
    least: int = 0
    most: int = 24 * 60
    step: int = 1  # minutes, of a span
    quick: Kept = ()  # offered as buttons: minutes, or days from today; with a +, from the day before
    clock: str | None = None  # the question, on a place or a zone, by whose clock it is meant
    on: str | None = None  # of a time: the question that asks for its day
    unlike: str | None = None  # of a place: the question whose place it cannot be

    @property
    def sample(self) -> Kept:
        """Some answer, for where one is as good as another."""
        return (span(self.least),) if self.kind == "span" else SAMPLES[self.kind]

    def takes(self, kept: Kept) -> bool:
        """Say whether this is an answer in the form that is kept. Days are not compared with today."""
        if self.kind == "place":
            whole = len(kept) == len(SAMPLES["place"]) and kept[0] != ""
            return whole and _is_zone(kept[1]) and POSITION.fullmatch(kept[2]) is not None
        if self.kind == "zone" and len(kept) == 2:  # with the name of the town it was told by
            return _is_zone(kept[0]) and kept[1] != ""
        return len(kept) == 1 and self._takes(kept[0])

    def zone(self, kept: Kept) -> str:
        """The zone of a place, or of a zone, that was kept."""
        return kept[1] if self.kind == "place" else kept[0]

    def _takes(self, kept: str) -> bool:
        match self.kind:
            case "day":
                return _is_day(kept)
            case "time":
                return TIME.fullmatch(kept) is not None
            case "span":
                found = SPAN.fullmatch(kept)
                return found is not None and self.allows(int(found[1]))
            case "zone" | "place":
                return _is_zone(kept)
            case _:
                assert_never(self.kind)

    def allows(self, minutes: int) -> bool:
        """Say whether a span is within the limits."""
        return self.least <= minutes <= self.most and (minutes - self.least) % self.step == 0


def span(minutes: int) -> str:
    return f"PT{minutes}M"


def length_of(kept: str) -> int | None:
    """How long a span is; None where this is none."""
    return minutes(kept) if SPAN.fullmatch(kept) else None


def minutes(kept: str) -> int:
    """How long a span is that was kept.

    Raises:
        ValueError: It is none.
    """
    if (found := SPAN.fullmatch(kept)) is None:
        raise ValueError(kept)
    return int(found[1])


def _is_day(kept: str) -> bool:
    try:
        return len(kept) == 10 and date.fromisoformat(kept).isoformat() == kept
    except ValueError:
        return False


def _is_zone(kept: str) -> bool:
    return len(kept) <= LONGEST_ZONE and ZONE.fullmatch(kept) is not None
