"""A week of drinking as bars, from top to bottom: a phone is narrow. Every bar has its day and its number beside it."""

from datetime import date

from babel.dates import format_skeleton
from PIL import Image, ImageDraw

from bot.flow.drawings import WeekOfGlasses
from bot.flow.glasses import Noted
from bot.pictures.letters import Hand
from bot.pictures.sheet import MARGIN, WHITE, WIDTH
from bot.texts.speaker import Speaker

INK, PALE = (20, 28, 38), (92, 100, 112)
BAR, BAND = (0, 102, 153), (222, 233, 240)
TITLE, DAY, NUMBER = Hand(50, bold=True, colour=INK), Hand(36, colour=INK), Hand(42, True, INK)
SMALL = Hand(32, colour=PALE)
BARS, ROW, THICK, GAP = 330, 104, 60, 30  # pixels; BARS is where they begin
ROOM = WIDTH - MARGIN - BARS - 90  # for the longest bar; its number stands behind it


def draw_week(chart: WeekOfGlasses, speaker: Speaker) -> Image.Image:
    """Draw it, white behind, as tall as its words need."""
    title = TITLE.lines(speaker.say(chart.title), WIDTH - 2 * MARGIN)
    band = SMALL.lines(speaker.say(chart.band), WIDTH - MARGIN - BARS)
    note = SMALL.lines(speaker.say(chart.note), WIDTH - 2 * MARGIN)
    bars = MARGIN + len(title) * TITLE.leading + GAP + len(band) * SMALL.leading
    below = bars + len(chart.days) * ROW + GAP
    height = below + len(note) * SMALL.leading + MARGIN
    picture = Image.new("RGB", (WIDTH, height), WHITE)
    pen = ImageDraw.Draw(picture)
    _write(pen, TITLE, title, MARGIN, MARGIN)
    _write(pen, SMALL, band, BARS, bars - len(band) * SMALL.leading)
    step = ROOM / max(chart.aim[1] + 1, *(day.glasses for day in chart.days))
    least, most = (BARS + round(step * glasses) for glasses in chart.aim)
    pen.rectangle((least, bars, most, below - GAP), fill=BAND)
    for number, day in enumerate(chart.days):
        _day(pen, day, bars + number * ROW, step, chart, speaker)
    _write(pen, SMALL, note, MARGIN, below)
    return picture


def _day(
    pen: ImageDraw.ImageDraw,
    day: Noted,
    y: int,
    step: float,
    chart: WeekOfGlasses,
    speaker: Speaker,
) -> None:
    said = format_skeleton("MMMEd", date.fromisoformat(day.day), locale=speaker.locale)
    middle = y + ROW // 2
    DAY.write(pen, MARGIN, middle - DAY.leading // 2, said)
    if not day.glasses:
        SMALL.write(pen, BARS, middle - SMALL.leading // 2, speaker.say(chart.unnoted))
        return
    end = BARS + round(step * day.glasses)
    pen.rectangle((BARS, middle - THICK // 2, end, middle + THICK // 2), fill=BAR)
    NUMBER.write(pen, end + 14, middle - NUMBER.leading // 2, str(day.glasses))


def _write(pen: ImageDraw.ImageDraw, hand: Hand, lines: list[str], x: int, y: int) -> None:
    for count, line in enumerate(lines):
        hand.write(pen, x, y + count * hand.leading, line)
