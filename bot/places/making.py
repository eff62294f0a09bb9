"""Makes the index of all places, an SQLite file, from the files of towns and airports: a second's work, and 60 MB.

It is run as a process of its own, `python -m bot.places.making`, which writes the index to its output: a thread
would hold up everybody in this one, and the memory would stay taken.
"""

import sqlite3
import sys
from collections import defaultdict

from bot.places.airports import read_airports, read_city_codes
from bot.places.index import ABROAD, OF_AIRPORT, OURS, OWN
from bot.places.spelling import airport_words, plain
from bot.places.towns import KNOWN_ABROAD, Town, read_towns

VILLAGE = 5_000  # people, taken for a place that only its airport tells of
TABLES = f"""
PRAGMA application_id = {OURS};
CREATE TABLE towns (  -- and airports; the biggest first
    town INTEGER PRIMARY KEY, name TEXT, zone TEXT, latitude REAL, longitude REAL, country TEXT,
    region TEXT, code TEXT, letters TEXT, people INTEGER);
CREATE TABLE names (name TEXT, whose INTEGER, town INTEGER, PRIMARY KEY (name, whose, town)) WITHOUT ROWID;
CREATE TABLE words (word TEXT, town INTEGER, PRIMARY KEY (word, town)) WITHOUT ROWID;
CREATE TABLE spellings (  -- the names that a slip may have meant, those of one length in a bundle
    first TEXT, letters INTEGER, names TEXT, PRIMARY KEY (first, letters)) WITHOUT ROWID;
CREATE INDEX by_latitude ON towns (latitude) WHERE code = '';
CREATE INDEX by_code ON towns (code) WHERE code <> '';
"""


def make_index() -> bytes:
    """Read every file; return the database."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(TABLES)
        _add_towns(connection)
        _add_airports(connection)
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _add_towns(connection: sqlite3.Connection) -> None:
    bundles: defaultdict[tuple[str, int], dict[str, None]] = defaultdict(dict)
    for number, (town, also) in enumerate(read_towns()):
        own, abroad = plain(town.place.name), sorted({plain(name) for name in also})
        _add(connection, number, town)
        names = [(own, OWN, number), *((name, ABROAD, number) for name in abroad)]
        connection.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
        known = [own, *abroad] if town.people >= KNOWN_ABROAD else abroad
        for name in filter(None, known):
            bundles[name[0], len(name)][name] = None
    rows = ((*bundle, "\n".join(names)) for bundle, names in bundles.items())
    connection.executemany("INSERT INTO spellings VALUES (?, ?, ?)", rows)


def _add_airports(connection: sqlite3.Connection) -> None:
    airports = read_airports()
    (towns,) = connection.execute("SELECT count(*) FROM towns").fetchone()
    for number, (place, name) in enumerate(airports.values(), towns):
        called = plain(place.name)
        _add(connection, number, Town(place, "", VILLAGE))
        connection.execute("INSERT INTO names VALUES (?, ?, ?)", (called, OF_AIRPORT, number))
        words = ((word, number) for word in sorted(airport_words(plain(f"{name} {place.name}"))))
        connection.executemany("INSERT INTO words VALUES (?, ?)", words)
    for number, place in enumerate(read_city_codes(airports).values(), towns + len(airports)):
        _add(connection, number, Town(place, "", VILLAGE))


def _add(connection: sqlite3.Connection, number: int, town: Town) -> None:
    place = town.place
    latitude, longitude = place.position or (None, None)
    row = (
        *(number, place.name, place.zone, latitude, longitude, place.country),
        *(place.region, place.code, town.letters, town.people),
    )
    connection.execute(f"INSERT INTO towns VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608  only marks


if __name__ == "__main__":
    sys.stdout.buffer.write(make_index())
