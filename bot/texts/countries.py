"""Names people give to countries.

Babel knows each country's name in each language; here is what people type besides.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from babel.core import Locale

from bot.flow.hearing.tongue import fold

# Babel's territories that are not countries, and those whose parts have the same emergency numbers.
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_PART_OF = {"AC": "SH", "CP": "FR", "CQ": "GG", "DG": "IO", "EA": "ES", "IC": "ES", "TA": "SH"}

_ALSO = {
    "AE": "UAE, Emirates, EAU, Emiratos",
    "BA": "Bosnia, Bosnia and Herzegovina, Bosnia-Herzegovina, Bosnia y Herzegovina",
    "CD": "DR Congo, DRC, Democratic Republic of the Congo, Congo-Kinshasa, RD Congo",
    "CG": "Republic of the Congo, Congo-Brazzaville, República del Congo",
    "CI": "Ivory Coast, Cote d'Ivoire, Costa de Marfil",
    "CN": "Mainland China, People's Republic of China",
    "CV": "Cabo Verde",
    "CZ": "Czech Republic, República Checa",
    "DO": "Dominican Rep, Rep Dominicana",
    "FK": "Falklands, Malvinas",
    "GB": "UK, U.K., Great Britain, Britain, England, Scotland, Wales, Northern Ireland, "
    "Gran Bretaña, Inglaterra, Escocia, Gales, Irlanda del Norte",
    "GM": "The Gambia",
    "HK": "Hong Kong, Hongkong",
    "IE": "Republic of Ireland, Eire, República de Irlanda",
    "KP": "DPRK",
    "KR": "Korea, Republic of Korea, Corea",
    "MK": "Macedonia",
    "MM": "Burma, Birmania",
    "MO": "Macau, Macao",
    "NL": "Holland, The Netherlands, Holanda",
    "PS": "Palestine, Palestina",
    "RU": "Russian Federation, Federación Rusa",
    "SZ": "Swaziland, Suazilandia",
    "TL": "East Timor, Timor Oriental",
    "TR": "Turkey, Turkiye, Turquía",
    "TT": "Trinidad, Trinidad and Tobago, Trinidad y Tobago",
    "US": "USA, U.S.A., U.S., United States of America, the United States, the States, America, "
    "EE. UU., EE.UU., EEUU, EE UU, EUA, Estados Unidos de América",
    "VA": "Vatican, Vaticano, Holy See",
}


class Countries(Mapping[str, str]):
    """What `find_countries` finds, once somebody asks: that loads Babel's data of each language."""

    def __init__(self, locales: Iterable[Locale]) -> None:
        self._locales = tuple(locales)

    def __getitem__(self, name: str) -> str:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @cached_property
    def _found(self) -> Mapping[str, str]:
        return find_countries(self._locales)


def find_countries(locales: Iterable[Locale]) -> Mapping[str, str]:
    """Every name of a country in these languages, folded, to its ISO 3166-1 alpha-2 code.

    The codes themselves are among the names. Where two countries would share a name, what people type
    goes before Babel's names, and these, in the order of the languages, before codes.
    """
    found: dict[str, str] = {}
    for iso, names in _ALSO.items():
        for name in names.split(", "):
            found.setdefault(fold(name), iso)
    territories = [dict(_territories(locale)) for locale in locales]
    for names_of in territories:
        for code, name in names_of.items():
            for spelling in _spellings(name):
                found.setdefault(spelling, _PART_OF.get(code, code))
    for code in territories[0]:
        found.setdefault(fold(code), _PART_OF.get(code, code))
    return found


def country_name(iso: str, locale: Locale) -> str:
    """What a country is called; its code where no name is known."""
    return str(locale.territories.get(iso, iso))


def _territories(locale: Locale) -> Iterator[tuple[str, str]]:
    for code, name in locale.territories.items():
        if len(code) == 2 and code not in _NO_COUNTRIES:
            yield code, name


def _spellings(name: str) -> Iterator[str]:
    """`St. Kitts & Nevis` is typed without its dot and with an "and"; `Myanmar (Burma)` without its second name."""
    for part in (name, name.partition(" (")[0]):
        whole = fold(part)
        yield whole
        yield whole.replace(".", "").replace(" & ", " and ").replace("-", " ")
