"""The index finds what a plain search through all towns and airports finds."""

from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.cards.places import place_choice
from bot.load import load_texts
from bot.places.atlas import Atlas
from bot.places.keeping import open_index
from bot.places.towns import KNOWN_ABROAD
from bot.texts import Texts
from tests.places.plain_search import PlainSearch, airports, towns

TEXTS: Texts = load_texts()
INDEXED = Atlas(TEXTS.countries())
PLAIN = Atlas(TEXTS.countries(), PlainSearch)
CODES = sorted(airports())
NAMES = [town.place.name for town, _, _ in towns()]
WELL_KNOWN = [
    (town.place.name, sorted(also)) for town, _, also in towns() if town.people > KNOWN_ABROAD
]


@st.composite
def written(draw: st.DrawFn) -> str:
    """A code, a town in some language, perhaps with its country and a slip."""
    name, also = draw(st.sampled_from(WELL_KNOWN))
    words = draw(st.sampled_from(CODES) | st.sampled_from(NAMES) | st.sampled_from([name, *also]))
    at = draw(st.integers(0, max(0, len(words) - 1)))
    slip = draw(st.sampled_from(["", "", "x", "swap", "drop"]))
    if slip == "x":
        words = words[:at] + draw(st.sampled_from("aeiort")) + words[at:]
    elif slip == "swap":
        words = words[:at] + words[at : at + 2][::-1] + words[at + 2 :]
    elif slip == "drop":
        words = words[:at] + words[at + 1 :]
    return words + draw(st.sampled_from(["", "", ", Spain", " Reino Unido", ", Texas", " ON"]))


@settings(max_examples=40, deadline=None)  # the plain search is slow
@given(written())
def test_what_is_written_finds_the_same_places_as_a_plain_search(words: str) -> None:
    assert INDEXED.find(words) == PLAIN.find(words)


@settings(max_examples=6, deadline=None)  # the plain search is slow
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_position_is_that_of_the_nearest_town_of_all(latitude: float, longitude: float) -> None:
    assert INDEXED.near(latitude, longitude) == PLAIN.near(latitude, longitude)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "LHR",
            "lhr",
            "LON",
            "London",
            "Londres",
            "Lodnon",
            "Birmingam",
            "Springfield",
            "san jose",
        ),
        *(
            "Nueva York",
            "Múnich",
            "Munich",
            "Muenchen",
            "Ginebra",
            "Moscu",
            "Queenstown",
            "heathrow",
        ),
        *(
            "Córdoba",
            "Valencia",
            "Santiago",
            "San José, Costa Rica",
            "aeropuerto de barajas",
            "Qqq",
        ),
    ],
)
def test_places_that_people_name_in_two_languages_are_found_as_before(words: str) -> None:
    assert INDEXED.find(words) == PLAIN.find(words)


def test_every_place_has_a_zone_that_is_known() -> None:
    database = open_index()
    rows = list(database.execute("SELECT name, country, zone, latitude, longitude FROM towns"))
    database.close()
    assert len(rows) > 40_000
    assert {zone for _, _, zone, _, _ in rows} <= available_timezones()
    assert all(name and country and None not in where for name, country, _, *where in rows)


@pytest.mark.parametrize("language", TEXTS.languages)
def test_every_place_fits_a_button_in_every_language(language: str) -> None:
    everywhere = {town.place for town, _, _ in towns()} | {
        place for place, _ in airports().values()
    }
    labels = [place_choice(place, "1:1").label for place in everywhere]
    say = TEXTS.speaker(language, ()).say
    assert [label for label in map(say, labels) if not 3 <= len(label) <= 64] == []
