"""What many ask at the same time, asked in as few ways to the server and back as it takes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.store.database import Ask, Keyed, Row, Rows
from bot.store.postgres.connections import Connection


async def ask_all(connection: Connection, asked: Sequence[Ask]) -> list[Rows]:
    """Return each statement's rows; the first that fails ends it.

    Statements that differ have nothing to do with each other: the order between them is not kept.
    """
    found: list[Rows] = [()] * len(asked)
    for statement, places in _alike(asked):
        values = [asked[place].values for place in places]
        if len(places) == 1:
            found[places[0]] = await connection.fetch(statement, *values[0])
            continue
        told: defaultdict[object, list[Row]] = defaultdict(list)
        for row in await connection.fetchmany(statement, values):
            told[row[0]].append(row)
        for place, (key, *_) in zip(places, values, strict=True):
            found[place] = told[key]
    return found


def _alike(asked: Sequence[Ask]) -> Iterator[tuple[str, list[int]]]:
    """Where the same is asked with different first values; alone, where nobody else asks it so.

    By their order, so that two processes that lock the same rows seldom wait for each other.
    """
    rounds: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    before: defaultdict[tuple[str, object], int] = defaultdict(int)
    for place, (statement, values) in enumerate(asked):
        key = values[0] if isinstance(statement, Keyed) else None
        rounds[statement, before[statement, key]].append(place)
        before[statement, key] += 1
    for (statement, _), places in rounds.items():
        # asyncpg takes no string of a kind of its own.
        yield str(statement), sorted(places, key=lambda place: asked[place].values[:1])
