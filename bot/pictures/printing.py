"""Each paper to its file. A new kind of paper is a new case here."""

from dataclasses import dataclass
from typing import assert_never

from bot.flow.drawings import Paper, Sheet, TripCalendar, TripCard
from bot.pictures.calendar import print_calendar
from bot.pictures.draw import as_png
from bot.pictures.page import print_sheet
from bot.pictures.trip import draw_trip
from bot.texts.speaker import Speaker


@dataclass(frozen=True, slots=True)
class Printed:
    data: bytes
    ending: str  # of its name: ".pdf"


def print_out(paper: Paper, speaker: Speaker) -> Printed:
    """Make the file. The same paper in the same language gives the same bytes."""
    match paper:
        case Sheet():
            return Printed(print_sheet(paper, speaker), ".pdf")
        case TripCalendar():
            return Printed(print_calendar(paper, speaker), ".ics")
        case TripCard():
            return Printed(as_png(draw_trip(paper, speaker)), ".png")
        case _:
            assert_never(paper)
