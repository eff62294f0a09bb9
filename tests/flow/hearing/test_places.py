"""A place as an answer: all of it comes back."""

from hypothesis import given
from hypothesis import strategies as st

from bot.flow.blank import Blank
from bot.flow.hearing.places import kept_place, place_of
from bot.plan.trips.trip import Place

DEGREES = st.tuples(st.integers(-9000, 9000), st.integers(-18000, 18000))
WORDS = st.text(max_size=8)


@given(st.text(min_size=1), DEGREES | st.none(), WORDS, WORDS, WORDS)
def test_what_is_kept_of_a_place_is_that_place(
    name: str, hundredths: tuple[int, int] | None, country: str, region: str, code: str
) -> None:
    where = None if hundredths is None else (hundredths[0] / 100, hundredths[1] / 100)
    place = Place(name, "Europe/London", where, country, region, code)
    assert Blank("place").takes(kept_place(place))
    assert place_of(kept_place(place)) == place
