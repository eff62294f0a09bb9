"""The trip card, as it gets into the photos."""

from datetime import date, timedelta
from io import BytesIO

import msgspec
import pytest
from babel.dates import format_date
from PIL import Image

from bot.flow.drawings import TripCard
from bot.flow.effects import Effect, File
from bot.pictures.figures import FIGURES, draw_figure
from bot.pictures.letters import Hand
from bot.pictures.printing import print_out
from bot.pictures.sheet import MARGIN, WIDTH
from bot.pictures.trip import DARK, DOT, FIGURE_AT, LIGHT, LINE, OTHER, SMALL, TALLEST
from bot.plan.quiet import Quiet
from bot.plan.trips.exercises import EXERCISES
from bot.plan.trips.plan import plan_trip
from bot.plan.trips.trip import Choices, Leg, Place, Sleep, Trip
from tests.chat import TEXTS
from tests.plan.trips.samples import ride, trip

OUT = "LHR 2030-12-01T21:35 SIN 2030-12-02T18:30"
NIGHT = Choices(Sleep(Quiet(23 * 60, 6 * 60)))


def card(*lines: str, chosen: Choices | None = None, dark: bool = False) -> TripCard:
    return TripCard(plan_trip(trip(*lines), chosen or Choices()), dark)


def drawn(one: TripCard, language: str = "en") -> Image.Image:
    return Image.open(BytesIO(print_out(one, TEXTS.speaker(language, one.ids())).data)).convert(
        "RGB"
    )


def colours(picture: Image.Image) -> set[tuple[int, ...]]:
    found = picture.getcolors(1 << 24)
    assert found
    return {colour for count, colour in found if count > 5000 and isinstance(colour, tuple)}


@pytest.fixture(scope="module")
def light() -> Image.Image:
    return drawn(card(OUT))


def test_a_card_is_as_wide_as_a_phone_and_can_be_dark(light: Image.Image) -> None:
    dark = drawn(card(OUT, dark=True))
    assert light.width == dark.width == WIDTH
    assert light.getpixel((5, 5)) == LIGHT.paper
    assert dark.getpixel((5, 5)) == DARK.paper


@pytest.mark.parametrize("language", TEXTS.languages)
def test_no_day_of_the_year_is_written_over_the_line_or_the_next_column(language: str) -> None:
    locale, hand = TEXTS.speaker(language, ()).locale, Hand(SMALL)
    days = (date(2030, 1, 1) + timedelta(days=count) for count in range(366))
    widest = max(hand.width(format_date(day, "EEE d MMM", locale=locale)) for day in days)
    assert MARGIN + widest < LINE - DOT
    assert OTHER + widest < FIGURE_AT


def test_sleep_is_shaded(light: Image.Image) -> None:
    assert LIGHT.night in colours(drawn(card(OUT, chosen=NIGHT)))
    assert LIGHT.night not in colours(light)


def test_the_same_card_is_drawn_the_same_again_and_speaks_other_languages(
    light: Image.Image,
) -> None:
    assert drawn(card(OUT)).tobytes() == light.tobytes()
    assert light.tobytes() != drawn(card(OUT), "es").tobytes()


def test_each_exercise_has_a_figure_of_its_own_inside_its_square() -> None:
    assert FIGURES.keys() == EXERCISES.keys()
    pictures = [draw_figure(name, 100, (0, 0, 0), (0, 0, 255), (99, 99, 99)) for name in FIGURES]
    assert len({picture.tobytes() for picture in pictures}) == len(pictures)
    for name, picture in zip(FIGURES, pictures, strict=True):
        left, top, right, bottom = picture.getchannel("A").point(
            lambda alpha: alpha // 40
        ).getbbox() or (0, 0, 0, 0)
        assert 0 < left < right < 100, name
        assert 0 <= top < bottom < 100, name


@pytest.mark.parametrize("legs", [1, 6])
def test_a_trip_of_many_rides_goes_on_to_the_right(legs: int) -> None:
    days = range(1, 2 * legs, 2)
    lines = [f"LHR 2030-12-{day:02}T21:35 SIN 2030-12-{day + 1:02}T18:30" for day in days]
    picture = drawn(card(*lines))
    assert picture.height <= TALLEST + 2 * MARGIN
    assert picture.width == WIDTH * (1 if legs == 1 else 3)


def test_a_long_name_stays_inside_the_card() -> None:
    leg = ride(OUT)
    long = Place("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "Europe/London")
    renamed = Leg("train", long, long, leg.departs, leg.arrives)
    picture = drawn(TripCard(plan_trip(Trip((renamed,)), Choices())))
    assert colours(picture.crop((WIDTH - 20, 0, WIDTH, picture.height))) == {LIGHT.paper}


def test_a_card_that_was_kept_is_drawn_the_same(light: Image.Image) -> None:
    kept = msgspec.msgpack.decode(msgspec.msgpack.encode(File(card(OUT), "trip")), type=Effect)
    assert isinstance(kept, File)
    assert isinstance(kept.paper, TripCard)
    assert drawn(kept.paper).tobytes() == light.tobytes()
