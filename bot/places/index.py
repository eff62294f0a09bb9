"""Everything that can be looked up, by the words people may write for it: read from a file, as far as it is needed."""

import sqlite3
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any

from bot.places.towns import KNOWN_ABROAD, Town
from bot.plan.trips.distance import KM_PER_DEGREE, distance_km
from bot.plan.trips.trip import Place

OURS = 0x4C656770  # marks a file that was finished: SQLite's application_id
OWN, ABROAD, OF_AIRPORT = range(3)  # whose name a name is
_FIELDS = (
    "name",
    "zone",
    "latitude",
    "longitude",
    "country",
    "region",
    "code",
    "letters",
    "people",
)
_TOWN = ", ".join(f"towns.{field}" for field in _FIELDS)
_NEAR = 0.5  # degrees of latitude: how far is looked first


class Index:
    """Names are plain: see `plain`. A town's own name is apart from those it has in other languages."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database, self._lock = database, Lock()

    def own(self, name: str) -> list[Town]:
        """Towns that call themselves so, the biggest first."""
        return self._named(name, OWN)

    def abroad(self, name: str) -> list[Town]:
        """Towns that are called so in some other language."""
        return self._named(name, ABROAD)

    def of_airports(self, name: str) -> list[Town]:
        """What airports are called by, taken for villages."""
        return self._named(name, OF_AIRPORT)

    def coded(self, code: str) -> Place | None:
        """The airport, or the city with several, that has this code."""
        found = self._towns("WHERE code = ? AND code <> ''", (code,))
        return found[0].place if found else None

    def coded_like(self, code: str) -> list[Place]:
        """All whose code of three letters differs in one, or has two of them changed about."""
        a, b, c = tuple(code)
        like = (f"_{b}{c}", f"{a}_{c}", f"{a}{b}_", f"{b}{a}{c}", f"{a}{c}{b}")
        where = " OR ".join(["code LIKE ?"] * len(like))
        return [
            town.place
            for town in self._towns(f"WHERE code <> '' AND ({where}) ORDER BY code", like)
        ]

    def airports_with(self, words: Sequence[str], most: int) -> list[Place]:
        """Airports whose names have all these words, as many as `most` and one more."""
        each = "JOIN (SELECT town FROM words WHERE word = ?) USING (town)"
        end = f"{' '.join([each] * len(words))} ORDER BY code LIMIT {most + 1}"
        return [town.place for town in self._towns(end, words)]

    def airport_words(self, shortest: int, longest: int, first: str) -> list[str]:
        """The words of airports' names that are so long, and begin with this letter."""
        where = "word >= ? AND word < ? AND length(word) BETWEEN ? AND ?"
        values = (first, chr(ord(first) + 1), shortest, longest)
        rows = self._rows(f"SELECT DISTINCT word FROM words WHERE {where}", values)  # noqa: S608  ours alone
        return [word for (word,) in rows]

    def known(self, name: str) -> Town | None:
        """The biggest town of a name, if it is known abroad."""
        own = self.own(name)
        if own and own[0].people >= KNOWN_ABROAD:
            return own[0]
        return next(iter(self.abroad(name)), None)

    def spellings(self, shortest: float, longest: float, first: str = "") -> Iterator[list[str]]:
        """The names of what is known abroad that are so long, and begin with this letter, in bundles."""
        where = "letters BETWEEN ? AND ? AND (? = '' OR first = ?)"
        values = (shortest, longest, first, first)
        rows = self._rows(f"SELECT names FROM spellings WHERE {where}", values)  # noqa: S608  ours alone
        return (names.split("\n") for (names,) in rows)

    def nearest(self, here: tuple[float, float]) -> Place:
        """The town nearest to a position: none outside a belt of latitudes is nearer than its edge."""
        belt = _NEAR
        while True:
            where = "WHERE code = '' AND latitude BETWEEN ? AND ?"
            towns = self._towns(where, (here[0] - belt, here[0] + belt))
            away = [(distance_km(here, t.place.position or here), t.place) for t in towns]
            found = min(away, key=lambda pair: pair[0], default=None)
            if found and (found[0] <= belt * KM_PER_DEGREE or belt > 180):
                return found[1]
            belt *= 2

    def _named(self, name: str, whose: int) -> list[Town]:
        end = "JOIN names USING (town) WHERE names.name = ? AND whose = ? ORDER BY town"
        return self._towns(end, (name, whose))

    def _towns(self, end: str, values: Sequence[str | float]) -> list[Town]:
        rows = self._rows(f"SELECT {_TOWN} FROM towns {end}", values)  # noqa: S608  ours alone
        return [_town(*row) for row in rows]

    def _rows(self, query: str, values: Sequence[str | float]) -> list[tuple[Any, ...]]:
        with self._lock:  # two threads at one statement would get each other's rows
            return self._database.execute(query, values).fetchall()


def _town(*row: Any) -> Town:
    name, zone, latitude, longitude, country, region, code, letters, people = row
    place = Place(name, zone, (latitude, longitude), country, region, code)
    return Town(place, letters, people)
