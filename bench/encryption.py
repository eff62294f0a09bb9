"""What sealing and opening cost of an update, with the bot as it runs.

`python -m bench.encryption [--chats N] [--rounds N]`
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from bench import ours
from bench.ours import KEY, Took
from bench.play import FIRST_CHAT, batches, calls_per_chat, moves
from bench.report import Figure, circumstances, heading, summary, table
from bench.sizes import sizes
from bot.store.codec import Codec

CHATS, ROUNDS = 200, 3
AIM = 10  # percent


class Timed(Codec):
    """Adds up the processor time that it takes, in seconds."""

    took = 0.0
    times = 0

    def seal(self, plain: bytes, context: bytes) -> bytes:
        begun = time.thread_time()
        sealed = super().seal(plain, context)
        self._count(begun)
        return sealed

    def open(self, sealed: bytes, context: bytes) -> bytes:
        begun = time.thread_time()
        plain = super().open(sealed, context)
        self._count(begun)
        return plain

    def _count(self, begun: float) -> None:
        self.took += time.thread_time() - begun
        self.times += 1


def measure(chats: int) -> tuple[Took, Timed]:
    codec = Timed((KEY,))
    updates = chats * len(moves())
    prepared = batches(range(FIRST_CHAT, FIRST_CHAT + chats))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "legwise.db")
        calls = chats * calls_per_chat()
        took = asyncio.run(ours.measure(file, prepared, updates, calls, codec))
    return took, codec


def main(chats: int = CHATS, rounds: int = ROUNDS) -> list[Figure]:
    heading("Encryption")
    print(f"{chats} chats, {len(moves())} updates each, medians of {rounds} rounds.\n")
    measure(chats // 10)
    seen = [measure(chats) for _ in range(rounds)]
    each = statistics.median(1000 * codec.took / took.updates for took, codec in seen)
    whole = statistics.median(took.cpu_ms for took, _ in seen)
    share = statistics.median(100 * codec.took / took.cpu for took, codec in seen)
    times = statistics.median(codec.times / took.updates for took, codec in seen)
    rows = [
        ("sealing and opening", f"{each:.4f}", f"{share:.1f}"),
        ("everything", f"{whole:.4f}", "100"),
    ]
    table((f"{times:.1f} values an update", "CPU ms an update", "%"), rows)
    return [
        Figure("encryption, of the CPU of an update", f"< {AIM} %", f"{share:.1f} %", share < AIM)
    ]


if __name__ == "__main__":
    given = sizes("encryption", __doc__, chats=CHATS, rounds=ROUNDS)
    circumstances()
    summary(("python -m bench.encryption", figure) for figure in main(**given))
