"""What an update costs with ten thousand chats stored, and with a million.

`python -m bench.stored_chats [--few N] [--many N] [--rounds N]`
"""

import asyncio
import random
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bench import ours
from bench.ours import Took
from bench.play import batches, calls_per_chat, moves
from bench.report import Figure, at_most, circumstances, heading, median, span, summary, table
from bench.sizes import sizes
from bench.stored import fill, strangers

FEW, MANY, ROUNDS = 10_000, 1_000_000, 5
CHATS = 100  # that are served in a round, while the others are stored
FIRST_UPDATE = 2_000_000_000  # ids rise above all that are stored
AIM = 1.2

ABOUT = """\
Each stored chat has {updates} cards and as many update ids, sealed and written as the bot does. Then {chats} people
between them, whose rows lie anywhere among the others', make a whole check: {updates} updates each. Medians of {rounds}
rounds, in which the two databases take turns; the ratio is that of each round. One round before is not counted.
"""


def main(few: int = FEW, many: int = MANY, rounds: int = ROUNDS) -> list[Figure]:
    heading("Stored chats")
    print(ABOUT.format(updates=len(moves()), chats=CHATS, rounds=rounds))
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        files = {chats: Path(folder, f"{chats}.db") for chats in (few, many)}
        for chats, file in files.items():
            begun = time.perf_counter()
            fill(file, chats)
            took, size = time.perf_counter() - begun, file.stat().st_size / 1e6
            print(f"{chats:,} chats: {size:,.0f} MB, filled in {took:.0f} s")
        print()
        seen = {chats: [_serve(file, chats, 0)] for chats, file in files.items()}
        for number in range(1, rounds + 1):
            for chats, file in files.items():
                seen[chats].append(_serve(file, chats, number))
        for chats, tooks in seen.items():
            del tooks[0]
            middle = median(tooks)
            rows.append((f"{chats:,}", f"{middle.rate:,.0f}", span(tooks), f"{middle.cpu_ms:.2f}"))
        table(("chats stored", "updates/s", "seen", "CPU ms"), rows)
        print(f"\nThe hourly tidying with {many:,} chats: {_tidying(files[many]):.2f} s")
    pairs = list(zip(seen[few], seen[many], strict=True))
    said = f"an update with {many:,} chats stored by one with {few:,}"
    return [
        at_most(f"{said}, time", AIM, [much.wall / little.wall for little, much in pairs]),
        at_most(f"{said}, CPU", AIM, [much.cpu / little.cpu for little, much in pairs]),
    ]


def _serve(file: Path, stored: int, number: int) -> Took:
    chance = random.Random(number)
    chats = chance.sample(strangers(stored, number), CHATS)
    updates = CHATS * len(moves())
    prepared = batches(chats, FIRST_UPDATE + number * updates)
    return asyncio.run(ours.measure(file, prepared, updates, CHATS * calls_per_chat()))


def _tidying(file: Path) -> float:
    async def prune() -> float:
        async with ours.store_at(file) as store:
            begun = time.perf_counter()
            await store.prune(datetime.now(UTC))
            return time.perf_counter() - begun

    return asyncio.run(prune())


if __name__ == "__main__":
    given = sizes("stored_chats", __doc__, few=FEW, many=MANY, rounds=ROUNDS)
    circumstances()
    summary(("python -m bench.stored_chats", figure) for figure in main(**given))
