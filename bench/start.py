"""Starting and staying small: reading the flows, start-up and memory.

`python -m bench.start [--many N] [--rounds N]`
"""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.play import moves
from bench.process import PEOPLE, Seen, watch
from bench.report import heading, table
from bench.sizes import sizes
from bench.stored import fill
from bot.config import Config
from bot.load import load_library, load_texts

ROUNDS = 3
MANY = 100_000


def main(many: int = MANY, rounds: int = ROUNDS) -> None:
    heading("Start and size")
    with tempfile.TemporaryDirectory() as folder:
        files = {chats: Path(folder, f"{chats}.db") for chats in (0, many)}
        for chats, file in files.items():
            fill(file, chats)
        print(
            f"A stored chat has {len(moves())} cards and as many update ids. Medians of {rounds}.\n"
        )
        rows = [*_starting(files[0], rounds), *_memory(files)]
    table(("", "measured", "aim"), rows)


def _starting(empty: Path, rounds: int) -> list[tuple[str, str, str]]:
    check = [sys.executable, "-m", "bot", "check"]
    reading = _seconds(lambda: load_library(Config(), load_texts()), rounds)
    checking = _seconds(lambda: subprocess.run(check, check=True, capture_output=True), rounds)  # noqa: S603
    lives = [asyncio.run(watch(empty)) for _ in range(rounds)]
    serving = statistics.median(life.serves for life in lives)
    return [
        ("reading and checking all flows and languages", f"{reading:.2f} s", "< 1 s"),
        ("`legwise check`, the whole process", f"{checking:.2f} s", ""),
        ("`legwise run` until the first answer, over HTTP", f"{serving:.2f} s", ""),
    ]


def _memory(files: dict[int, Path]) -> list[tuple[str, str, str]]:
    """What the process holds after some people's checks, by how many chats are stored."""
    rows = []
    for chats, file in files.items():
        life = asyncio.run(watch(file))
        said = f"memory with {chats:,} chats stored, {PEOPLE} served"
        rows.append((said, _megabytes(life), "< 120 MB, flat"))
    rows.append(
        (f"`legwise run` until the first answer, {chats:,} stored", f"{life.serves:.2f} s", "")
    )
    return rows


def _seconds(work: Callable[[], object], rounds: int) -> float:
    took = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return statistics.median(took)


def _megabytes(life: Seen) -> str:
    return "not told here" if life.resident is None else f"{life.resident:.0f} MB"


if __name__ == "__main__":
    main(**sizes("start", __doc__, many=MANY, rounds=ROUNDS))
