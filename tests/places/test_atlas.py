"""Places as people write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.load import load_texts
from bot.places.atlas import CHOICES, Atlas


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas(load_texts().countries())


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("LHR", ("London", "GB", "Europe/London")),
        ("lhr", ("London", "GB", "Europe/London")),
        ("SIN", ("Singapore", "SG", "Asia/Singapore")),
        ("LON", ("London", "GB", "Europe/London")),
        ("NRT", ("Tokyo", "JP", "Asia/Tokyo")),
        ("Heathrow", ("London", "GB", "Europe/London")),
        ("charles de gaulle airport", ("Paris", "FR", "Europe/Paris")),
        ("London UK", ("London", "GB", "Europe/London")),
        ("London, Reino Unido", ("London", "GB", "Europe/London")),
        ("London ON", ("London", "CA", "America/Toronto")),
        ("London, Ontario, Canada", ("London", "CA", "America/Toronto")),
        ("London (Kentucky)", ("London", "US", "America/New_York")),
        ("Londres", ("London", "GB", "Europe/London")),
        ("Birmingham, Alabama", ("Birmingham", "US", "America/Chicago")),
        ("San Jose CA", ("San Jose", "US", "America/Los_Angeles")),
        ("San José, Costa Rica", ("San José", "CR", "America/Costa_Rica")),
        ("Springfield IL", ("Springfield", "US", "America/Chicago")),
        ("Paris", ("Paris", "FR", "Europe/Paris")),  # 86 times as many people as Paris, Texas
        ("Paris, Texas", ("Paris", "US", "America/Chicago")),
        ("Nueva York", ("New York City", "US", "America/New_York")),
        ("new  york", ("New York City", "US", "America/New_York")),
        ("Tromso", ("Tromsø", "NO", "Europe/Oslo")),
        ("Lodz", ("Łódź", "PL", "Europe/Warsaw")),
        ("Aukland", ("Auckland", "NZ", "Pacific/Auckland")),
        ("Manchestr UK", ("Manchester", "GB", "Europe/London")),
        ("Singapur", ("Singapore", "SG", "Asia/Singapore")),
        ("Utrecht", ("Utrecht", "NL", "Europe/Amsterdam")),
        ("Moscú", ("Moscow", "RU", "Europe/Moscow")),
        ("KÖLN", ("Köln", "DE", "Europe/Berlin")),
        ("Queenstown, New Zealand", ("Queenstown", "NZ", "Pacific/Auckland")),
        ("the airport in Munich", ("Munich", "DE", "Europe/Berlin")),
        ("san jose costa rica", ("San José", "CR", "America/Costa_Rica")),
    ],
)
def test_a_place_is_understood(atlas: Atlas, words: str, place: tuple[str, str, str]) -> None:
    found = atlas.find(words)
    assert [(one.name, one.country, one.zone) for one in found] == [place]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        *(("NYC", "NYC"), ("London LHR", "LHR"), ("lhr london", "LHR"), ("Munich (MUC)", "MUC")),
        *(
            ("JFK, New York", "JFK"),
            ("Paris CDG", "CDG"),
            ("Heathrow T5", "LHR"),
            ("LHR T5", "LHR"),
        ),
        *(("JFK terminal 4", "JFK"), ("CDG terminal 2E", "CDG"), ("Gatwick north terminal", "LGW")),
        *(("aeropuerto de Barajas", "MAD"), ("Barajas T4", "MAD"), ("Lodnon Heathrow", "LHR")),
    ],
)
def test_an_airport_is_understood_as_it_is_called(atlas: Atlas, words: str, code: str) -> None:
    assert [place.code for place in atlas.find(words)] == [code]


def test_the_airport_of_a_town_is_not_one_that_only_has_its_name(atlas: Atlas) -> None:
    """Colima's is named for a man called de la Madrid."""
    assert [place.country for place in atlas.find("aeropuerto de Madrid")] == ["ES", "CO"]


def test_a_code_beside_another_town_is_asked_about(atlas: Atlas) -> None:
    assert {place.name for place in atlas.find("Paris LHR")} == {"London", "Paris"}


@pytest.mark.parametrize(("words", "code"), [("Heatrow", "LHR"), ("Schipol T2", "AMS")])
def test_an_airport_of_one_word_with_a_slip_is_asked_about(
    atlas: Atlas, words: str, code: str
) -> None:
    assert atlas.find(words) == ()
    assert code in [place.code for place in atlas.similar(words)]


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        ("London", ["GB", "CA"]),
        ("Birmingham", ["GB", "US"]),
        ("Birmingam", ["GB", "US"]),
        ("Cambridge", ["GB", "CA", "US", "NZ"]),
    ],
)
def test_namesakes_are_to_choose_from_the_biggest_first(
    atlas: Atlas, words: str, countries: list[str]
) -> None:
    assert [place.country for place in atlas.find(words)] == countries


def test_a_town_too_small_for_the_list_is_among_its_namesakes_if_it_has_an_airport(
    atlas: Atlas,
) -> None:
    assert "NZ" in {place.country for place in atlas.find("Queenstown")}


@pytest.mark.parametrize(
    "words",
    ["", " ", "Qqq", "!!!", "London, Japan", "x" * 5000, "12:30", "terminal 5", "T5"],
)
def test_what_is_no_place_is_none(atlas: Atlas, words: str) -> None:
    assert atlas.find(words) == ()


def test_a_code_with_a_slip_is_never_corrected_only_asked_about(atlas: Atlas) -> None:
    assert atlas.find("LHX") == ()
    assert "LHR" in [place.code for place in atlas.similar("LHX")]


def test_what_was_meant_is_guessed_for_a_question(atlas: Atlas) -> None:
    assert (
        atlas.similar("A%%") == atlas.similar("L__") == ()
    )  # no more than that it is like nothing
    assert "Johannesburg" in [place.name for place in atlas.similar("Johanesbrg")]


def test_a_position_belongs_to_the_nearest_town(atlas: Atlas) -> None:
    near = atlas.near(48.80, 2.12)
    assert (near.name, near.zone) == ("Versailles", "Europe/Paris")


@settings(max_examples=40, deadline=None)  # the first look-up makes the index
@given(st.text(max_size=40))
def test_nothing_written_is_an_accident(atlas: Atlas, words: str) -> None:
    assert len(atlas.find(words)) <= CHOICES
    assert len(atlas.similar(words)) <= 3


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("La Palma airport", "SPC"),
        ("Kennedy airport", "JFK"),
        ("Newcastle airport", "NCL"),
        ("Logan airport", "BOS"),
        ("aeropuerto El Dorado", "BOG"),
    ],
)
def test_an_airport_is_offered_beside_the_towns_of_its_name(
    atlas: Atlas, words: str, code: str
) -> None:
    assert code in [place.code for place in atlas.find(words)]
