"""A database with many chats in it, each after a whole check."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.ours import KEEP, KEY, store_at
from bench.play import finished, moves
from bot.store import ChatKey
from bot.store.codec import Codec
from bot.store.packing import pack_state

FIRST_STORED = 1_000_000_000  # ids of chats and updates that no measurement uses
DAY = 86_400
APART = 100  # between two stored chats' ids

_CHATS = "INSERT INTO chats (chat, state, version, touched) VALUES (?, ?, 1, ?)"
_UPDATES = "INSERT INTO updates (id, at) VALUES (?, ?)"
_CARDS = "INSERT INTO cards (chat, card, message) VALUES (?, ?, ?)"


def fill(file: Path, chats: int) -> None:
    """Make the bot's database with so many chats, their cards, and their updates' ids.

    Written past the store, in one transaction: at its own pace this would take minutes.
    """
    asyncio.run(_make(file))
    last = int(time.time()) - DAY  # by the real clock: what is past keeping is forgotten at start
    numbers = _stored(chats)
    turns = range(len(moves()))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executemany(_CHATS, _rows(numbers, last))
        connection.executemany(
            _CARDS, ((str(ChatKey(n)), last + t, t) for n in numbers for t in turns)
        )
        ids = range(FIRST_STORED, FIRST_STORED + chats * len(turns))
        connection.executemany(_UPDATES, ((number, last) for number in ids))


def strangers(chats: int, number: int) -> range:
    """Ids that lie between those of so many stored chats, others for each number from 0 to 98."""
    return range(FIRST_STORED + 1 + number, _stored(chats).stop, APART)


def _stored(chats: int) -> range:
    return range(FIRST_STORED, FIRST_STORED + APART * chats, APART)


async def _make(file: Path) -> None:
    async with store_at(file):
        pass


def _rows(numbers: range, last: int) -> Iterator[tuple[str, bytes, int]]:
    codec, state = Codec((KEY,)), finished()
    for number in numbers:
        key = ChatKey(number)
        ago = number // APART % (KEEP.days - 2) * DAY  # somebody stopped on each day
        yield str(key), pack_state(codec, key, state), last - ago
