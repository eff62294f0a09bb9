"""Line figures for the exercises. Coordinates run from 0 to 100, to the right and down; the person looks right."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, pi, sin

from PIL import Image, ImageDraw

Line = tuple[tuple[float, float], ...]
Colour = tuple[int, int, int]

FINE = 4  # times as large while drawing: Pillow's lines have steps
HEAD = 9  # its radius
SEAT: tuple[Line, ...] = (
    ((22, 30), (22, 69), (58, 69)),
    ((24, 69), (24, 96)),
    ((56, 69), (56, 96)),
)
TRUNK: Line = ((35, 28), (32, 62))
ARM: Line = ((35, 38), (50, 54))
LEG: Line = ((32, 62), (64, 62), (64, 93), (80, 93))
POST: Line = ((76, 24), (76, 96))


@dataclass(frozen=True, slots=True)
class Figure:
    """`moving` is what the exercise is about, with arrows that say where to."""

    head: tuple[float, float]
    body: tuple[Line, ...]
    moving: tuple[Line, ...] = ()
    arrows: tuple[Line, ...] = ()
    things: tuple[Line, ...] = ()


def _sitting(*moving: Line, arrows: tuple[Line, ...] = (), body: tuple[Line, ...] = ()) -> Figure:
    return Figure((38, 17), (TRUNK, ARM, *body), moving, arrows, SEAT)


def _arc(x: float, y: float, radius: float, begin: float, end: float) -> Line:
    """Part of a circle, in turns clockwise from the right."""
    steps = [begin + (end - begin) * step / 16 for step in range(17)]
    return tuple((x + radius * cos(2 * pi * at), y + radius * sin(2 * pi * at)) for at in steps)


_THIGH: Line = ((32, 62), (64, 62), (64, 93))

FIGURES: Mapping[str, Figure] = {
    "toes": _sitting(((64, 93), (79, 82)), arrows=(((89, 94), (89, 76)),), body=(_THIGH,)),
    "heels": _sitting(
        ((64, 82), (79, 93)), arrows=(((46, 94), (46, 77)),), body=(((32, 60), (64, 56), (64, 82)),)
    ),
    "circles": _sitting(
        ((70, 80), (86, 77)),
        arrows=(_arc(78, 77, 14, 0.6, 1.35),),
        body=(((32, 62), (64, 60), (70, 80)),),
    ),
    "knees": _sitting(
        ((64, 62), (92, 58), (95, 44)),
        arrows=(_arc(64, 62, 30, 0.22, 0.03),),
        body=(((32, 62), (64, 62)),),
    ),
    "thighs": _sitting(
        ((34, 62), (62, 62)), arrows=(((50, 38), (50, 54)), ((50, 90), (50, 74))), body=(LEG,)
    ),
    "march": _sitting(
        ((32, 62), (60, 46), (63, 76), (78, 76)), arrows=(((88, 70), (88, 50)),), body=(LEG,)
    ),
    "walk": Figure(
        (50, 12),
        (((50, 22), (48, 54)), ((50, 30), (64, 46)), ((50, 30), (36, 47))),
        (((48, 54), (63, 72), (70, 94), (81, 94)), ((48, 54), (40, 76), (25, 86), (22, 92))),
        (((80, 54), (96, 54)),),
    ),
    "tiptoes": Figure(
        (44, 10),
        (((44, 20), (44, 52), (44, 82)), ((44, 30), (74, 40))),
        (((44, 82), (57, 94)),),
        (((26, 94), (26, 72)),),
        (POST,),
    ),
    "calf": Figure(
        (50, 13),
        (((47, 23), (40, 56)), ((47, 31), (88, 36)), ((40, 56), (62, 70), (60, 94), (72, 94))),
        (((40, 56), (15, 94), (28, 94)),),
        (((8, 72), (8, 92)),),
        (((90, 8), (90, 96)),),
    ),
    "steps": Figure(
        (40, 11),
        (((40, 21), (40, 54), (40, 94), (51, 94)), ((40, 30), (74, 40))),
        (((40, 54), (60, 54), (60, 78), (70, 78)),),
        (((88, 78), (88, 56)),),
        (POST,),
    ),
}


@lru_cache(maxsize=64)
def draw_figure(name: str, size: int, ink: Colour, accent: Colour, grey: Colour) -> Image.Image:
    """Draw one exercise, `size` pixels square, on nothing."""
    figure = FIGURES[name]
    large = size * FINE
    picture = Image.new("RGBA", (large, large), (*ink, 0))
    pen = _Pen(ImageDraw.Draw(picture), large / 100)
    for line in figure.things:
        pen.line(line, grey, 3)
    for line in figure.body:
        pen.line(line, ink, 5)
    x, y = figure.head
    pen.dot(x, y, HEAD, ink)
    for line in figure.moving:
        pen.line(line, accent, 7)
    for line in figure.arrows:
        pen.arrow(line, accent)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


@dataclass(frozen=True, slots=True)
class _Pen:
    draw: ImageDraw.ImageDraw
    scale: float

    def dot(self, x: float, y: float, radius: float, colour: Colour) -> None:
        corners = (x - radius, y - radius, x + radius, y + radius)
        self.draw.ellipse([part * self.scale for part in corners], fill=colour)

    def line(self, line: Line, colour: Colour, width: float) -> None:
        points = [(x * self.scale, y * self.scale) for x, y in line]
        self.draw.line(points, fill=colour, width=round(width * self.scale))
        for x, y in line:  # round ends and joints
            self.dot(x, y, width / 2, colour)

    def arrow(self, line: Line, colour: Colour) -> None:
        self.line(line, colour, 2.5)
        (x, y), (back_x, back_y) = line[-1], line[-2]
        angle = atan2(y - back_y, x - back_x)
        for side in (-2.5, 2.5):
            tip = (x + 8 * cos(angle + side), y + 8 * sin(angle + side))
            self.line(((x, y), tip), colour, 2.5)
