"""A trip as one picture: each ride from top to bottom, on both clocks, with what to do and when to sleep."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from PIL import Image, ImageDraw

from bot.flow.drawings import TripCard
from bot.pictures.figures import draw_figure
from bot.pictures.letters import Colour, Hand
from bot.pictures.sheet import MARGIN, WIDTH
from bot.pictures.trip_rows import Days, Ends, Heading, Line, Night, Point, Row, rows_of
from bot.plan.trips.trip import Leg, Place
from bot.text import text
from bot.texts.speaker import Speaker

LINE = 280  # where the ride runs, between the clocks of both ends
OTHER = 314  # the clock of the destination
FIGURE, FIGURE_AT = 120, 522
WORDS = 654  # what to do
GAP = 24
SMALL = 32  # legible on a phone of 360 points
DOT = 13  # of a departure or an arrival
TALLEST = 8_000  # pixels
SLEEP = text("Sleep: no nudges")


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a card."""

    paper: Colour
    ink: Colour
    pale: Colour  # small words, and things
    accent: Colour
    night: Colour  # behind the hours of sleep


LIGHT = Look((255, 255, 255), (20, 28, 38), (92, 100, 112), (0, 102, 153), (218, 226, 240))
DARK = Look((18, 22, 30), (236, 240, 246), (160, 170, 184), (102, 190, 240), (48, 58, 88))


def draw_trip(card: TripCard, speaker: Speaker) -> Image.Image:
    """Draw the card, as tall as it needs to be; a long trip goes on in columns to the right."""
    painter = _Painter(DARK if card.dark else LIGHT, speaker)
    columns = [painter.column(rows) for rows in _columns(rows_of(card.plan), painter)]
    size = (WIDTH * len(columns), max(column.height for column in columns))
    picture = Image.new("RGB", size, painter.look.paper)
    for number, column in enumerate(columns):
        picture.paste(column, (number * WIDTH, 0))
    return picture


def _columns(rows: Iterable[Row], painter: "_Painter") -> Iterator[list[Row]]:
    """Part the rows where a column would become too tall for the viewers of phones."""
    column: list[Row] = []
    room = TALLEST
    for row in rows:
        height = painter.height(row)
        if height > room:
            yield column
            column, room = [], TALLEST
        column.append(row)
        room -= height
    yield column


def _ends(leg: Leg) -> list[tuple[Place, int]]:
    """Whose clocks are shown, and where; one is enough where both are the same."""
    both = [(leg.origin, MARGIN), (leg.destination, OTHER)]
    return both if leg.origin.zone != leg.destination.zone else both[:1]


class _Painter:
    def __init__(self, look: Look, speaker: Speaker) -> None:
        self.look, self._speaker = look, speaker
        self._title = Hand(50, bold=True, colour=look.ink)
        self._bold = Hand(38, bold=True, colour=look.ink)
        self._plain = Hand(36, colour=look.ink)
        self._small = Hand(SMALL, colour=look.pale)

    def column(self, rows: list[Row]) -> Image.Image:
        """Paint rows one below the other."""
        height = sum(map(self.height, rows)) + 2 * MARGIN
        picture = Image.new("RGB", (WIDTH, height), self.look.paper)
        y = MARGIN
        for row in rows:
            self.paint(row, picture, y)
            y += self.height(row)
        return picture

    def height(self, row: Row) -> int:
        match row:
            case Heading() | Line() | Days():
                hand, words = self._written(row)
                lines = hand.lines(words, WIDTH - 2 * MARGIN)
                return self._above(row) + len(lines) * hand.leading + GAP
            case Ends(leg):
                tall = max(len(self._end(place)) for place, _ in _ends(leg))
                return tall * self._small.leading + GAP
            case Point(figure=figure):
                return FIGURE + 8 if figure else self._clock_height + GAP
            case Night():
                return 2 * self._clock_height + 2 * GAP
            case _:
                assert_never(row)

    def paint(self, row: Row, picture: Image.Image, y: int) -> None:
        pen = ImageDraw.Draw(picture)
        match row:
            case Heading() | Line() | Days():
                hand, words = self._written(row)
                self._write(pen, hand, words, MARGIN, y + self._above(row), WIDTH - 2 * MARGIN)
            case Ends(leg):
                for place, x in _ends(leg):
                    for count, line in enumerate(self._end(place)):
                        self._small.write(pen, x, y + count * self._small.leading, line)
            case Point():
                self._point(row, picture, pen, y)
            case Night():
                self._night(row, pen, y)
            case _:
                assert_never(row)

    def _above(self, row: Row) -> int:
        return 2 * GAP if isinstance(row, Heading) else 0

    @property
    def _clock_height(self) -> int:
        return self._bold.leading + self._small.leading

    def _written(self, row: Heading | Line | Days) -> tuple[Hand, str]:
        """Words that take the whole width, and how they are written."""
        say = self._speaker.say
        match row:
            case Heading(words):
                return self._title, say(words)
            case Line(words, small):
                return (self._small if small else self._plain), say(words)
            case Days(days, words):
                shown = (
                    format_datetime(day, "EEE d MMM", locale=self._speaker.locale) for day in days
                )
                return self._plain, f"{' · '.join(shown)}: {say(words)}"

    def _end(self, place: Place) -> list[str]:
        return self._small.lines(place.name, LINE - MARGIN - GAP)

    def _point(self, row: Point, picture: Image.Image, pen: ImageDraw.ImageDraw, y: int) -> None:
        height = self.height(row)
        self._ride(pen, y, height)
        middle = y + height // 2
        self._clocks(pen, row.at, row.leg, middle - self._clock_height // 2)
        size = DOT if row.strong else 9
        pen.ellipse((LINE - size, middle - size, LINE + size, middle + size), fill=self.look.accent)
        if row.figure:
            look = self.look
            figure = draw_figure(row.figure, FIGURE, look.ink, look.accent, look.pale)
            picture.paste(figure, (FIGURE_AT, y + 4), figure)
        hand = self._bold if row.strong else self._plain
        x = WORDS if row.figure else FIGURE_AT
        words = self._speaker.say(row.words)
        lines = hand.lines(words, WIDTH - MARGIN - x)
        self._write(
            pen, hand, words, x, middle - len(lines) * hand.leading // 2, WIDTH - MARGIN - x
        )

    def _night(self, row: Night, pen: ImageDraw.ImageDraw, y: int) -> None:
        height = self.height(row)
        pen.rectangle((0, y, WIDTH, y + height), fill=self.look.night)
        self._ride(pen, y, height)
        for at, top in ((row.at, y + GAP // 2), (row.until, y + GAP + self._clock_height)):
            self._clocks(pen, at, row.leg, top)
        words = self._speaker.say(SLEEP)
        self._write(
            pen, self._plain, words, FIGURE_AT, y + height // 2 - 25, WIDTH - MARGIN - FIGURE_AT
        )

    def _ride(self, pen: ImageDraw.ImageDraw, y: int, height: int) -> None:
        pen.line((LINE, y, LINE, y + height), fill=self.look.accent, width=5)

    def _clocks(self, pen: ImageDraw.ImageDraw, at: datetime, leg: Leg, y: int) -> None:
        """What both clocks show, and which day it is there."""
        for place, x in _ends(leg):
            local, locale = at.astimezone(ZoneInfo(place.zone)), self._speaker.locale
            self._bold.write(pen, x, y, format_datetime(local, "HH:mm", locale=locale))
            day = format_datetime(local, "EEE d MMM", locale=locale)
            self._small.write(pen, x, y + self._bold.leading, day)

    def _write(
        self, pen: ImageDraw.ImageDraw, hand: Hand, words: str, x: int, y: int, room: int
    ) -> None:
        for count, line in enumerate(hand.lines(words, room)):
            hand.write(pen, x, y + count * hand.leading, line)
