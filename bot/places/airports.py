"""Airports, from airportsdata, and the codes that stand for all airports of one city."""

from collections.abc import Mapping

import airportsdata

from bot.plan.trips.trip import Place


def read_airports() -> Mapping[str, tuple[Place, str]]:
    """Every airport by its IATA code, with its full name. It is called by its city: people arrive in London."""
    city_of = {
        code: city["name"]
        for city in airportsdata.load_iata_macs().values()
        for code in city["airports"]
    }
    return {
        code: (_place(airport, city_of.get(code, "")), airport["name"])
        for code, airport in airportsdata.load("IATA").items()
    }


def read_city_codes(airports: Mapping[str, tuple[Place, str]]) -> Mapping[str, Place]:
    """The codes of whole cities, such as LON, as far as no airport has the same one."""
    found = {}
    for code, city in airportsdata.load_iata_macs().items():
        first = next((airports[one][0] for one in city["airports"] if one in airports), None)
        if first and code not in airports:
            found[code] = Place(
                city["name"], first.zone, first.position, first.country, first.region, code
            )
    return found


def _place(airport: airportsdata.Airport, city: str) -> Place:
    return Place(
        city or airport["city"] or airport["name"].removesuffix(" Airport"),
        airport["tz"],
        (airport["lat"], airport["lon"]),
        airport["country"],
        airport["subd"],
        airport["iata"],
    )
