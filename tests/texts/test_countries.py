"""Countries by the names people type."""

import pytest
from babel.core import Locale

from bot.flow.hearing.tongue import fold
from bot.texts.countries import Countries, country_name, find_countries

ENGLISH, SPANISH = Locale("en"), Locale("es")
COUNTRIES = find_countries([ENGLISH, SPANISH])


@pytest.mark.parametrize(
    ("names", "iso"),
    [
        ("gb, UK, U.K., England, Scotland, Wales, Northern Ireland, Reino Unido, Inglaterra", "GB"),
        ("us, USA, United States, United States of America, America, EE. UU., EEUU", "US"),
        ("nl, Holland, The Netherlands, Países Bajos, paises bajos, Holanda", "NL"),
        ("España, ESPAÑA, Spain, es, Canarias, Canary Islands", "ES"),
        ("Myanmar, Burma, Birmania", "MM"),
        ("St Kitts and Nevis, St. Kitts & Nevis", "KN"),
        ("Türkiye, Turkey, Turquía", "TR"),
        ("Guinea-Bissau, guinea bissau, Guinea-Bisáu", "GW"),
        ("Níger, Niger", "NE"),
    ],
)
def test_a_country_is_known_by_every_name_people_give_it(names: str, iso: str) -> None:
    assert {name: COUNTRIES.get(fold(name)) for name in names.split(", ")} == dict.fromkeys(
        names.split(", "), iso
    )


def test_every_code_is_a_country_and_not_a_region() -> None:
    codes = set(COUNTRIES.values())
    assert len(codes) > 240
    assert all(len(code) == 2 and code.isalpha() and code.isupper() for code in codes)
    assert codes.isdisjoint({"EU", "UN", "ZZ", "EZ"})
    assert {"world", "europe", "zz", "eu"}.isdisjoint(COUNTRIES)


def test_no_name_of_a_country_is_anothers_in_another_language() -> None:
    alone = {**find_countries([ENGLISH])}, {**find_countries([SPANISH])}
    shared = alone[0].keys() & alone[1].keys()
    assert {name for name in shared if alone[0][name] != alone[1][name]} == set()


def test_a_country_is_named_in_the_readers_language_or_by_its_code() -> None:
    assert [country_name("DE", one) for one in (ENGLISH, SPANISH)] == ["Germany", "Alemania"]
    assert country_name("QQ", SPANISH) == "QQ"


def test_countries_found_when_asked_for_are_those_found_at_once() -> None:
    assert Countries(iter([ENGLISH, SPANISH])) == COUNTRIES
    assert "atlantis" not in Countries([ENGLISH])
