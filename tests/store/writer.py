"""A process that writes turns, telling which are committed, until it is killed: see test_crash.py.

Run as `python -m tests.store.writer FILE KEY`.
"""

import asyncio
import sys

from bot.store import ChatKey
from bot.store.codec import Codec
from bot.store.sqlite import SqliteStore
from tests.store.samples import KEEP, say, state, turn

CHATS = 8


async def write(file: str, key: str) -> None:
    store = await SqliteStore.open(file, Codec([key]), KEEP)

    async def chat(number: int) -> None:
        key, version = ChatKey(number), 0
        for card in range(1, 1_000_000):
            update = card * CHATS + number
            await store.commit(turn(key, state(card), version, say(str(card)), update=update))
            print(number, card, flush=True)  # noqa: T201  # for the one who kills us
            _, version = await store.load(key)

    await asyncio.gather(*(chat(number) for number in range(1, CHATS + 1)))


if __name__ == "__main__":
    asyncio.run(write(*sys.argv[1:]))
