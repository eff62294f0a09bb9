"""Starting and staying small: reading the flows, start-up, memory, and what stored chats cost."""

import asyncio
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench import ours
from bench.ours import Took
from bench.play import FIRST_CHAT, batches, calls_per_chat, moves
from bench.process import PEOPLE, Seen, watch
from bench.report import heading, median, table
from bench.stored import fill
from bot.config import Config
from bot.load import load_library, load_texts

ROUNDS = 3
FEW, MANY = 1_000, 100_000
CHATS = 100  # that are served while the others are stored


def main() -> None:
    heading("Start and size")
    with tempfile.TemporaryDirectory() as folder:
        files = {chats: Path(folder, f"{chats}.db") for chats in (0, FEW, MANY)}
        for chats, file in files.items():
            fill(file, chats)
        print(
            f"A stored chat has {len(moves())} cards and as many update ids. Medians of {ROUNDS}.\n"
        )
        rows = [*_starting(files), *_memory(files), *_stored(files)]
    table(("", "measured", "aim"), rows)


def _starting(files: dict[int, Path]) -> list[tuple[str, str, str]]:
    check = [sys.executable, "-m", "bot", "check"]
    reading = _seconds(lambda: load_library(Config(), load_texts()))
    checking = _seconds(lambda: subprocess.run(check, check=True, capture_output=True))  # noqa: S603
    lives = [asyncio.run(watch(files[0])) for _ in range(ROUNDS)]
    serving = statistics.median(life.serves for life in lives)
    return [
        ("reading and checking all flows and languages", f"{reading:.2f} s", "< 1 s"),
        ("`legwise check`, the whole process", f"{checking:.2f} s", ""),
        ("`legwise run` until the first answer, over HTTP", f"{serving:.2f} s", ""),
    ]


def _memory(files: dict[int, Path]) -> list[tuple[str, str, str]]:
    """What the process holds after some people's checks, by how many chats are stored."""
    rows = []
    for chats in (0, MANY):
        life = asyncio.run(watch(files[chats]))
        said = f"memory with {chats:,} chats stored, {PEOPLE} served"
        rows.append((said, _megabytes(life), "< 120 MB, flat"))
    rows.append(
        (f"`legwise run` until the first answer, {MANY:,} stored", f"{life.serves:.2f} s", "")
    )
    return rows


def _stored(files: dict[int, Path]) -> list[tuple[str, str, str]]:
    """The cost of an update, by how many chats are stored; the two take turns."""
    took: dict[int, list[Took]] = {FEW: [], MANY: []}
    for _ in range(ROUNDS):
        for chats, tooks in took.items():
            copy = files[chats].with_name("copy.db")
            shutil.copy(files[chats], copy)
            tooks.append(_serve(copy))
            copy.unlink()
    few, many = median(took[FEW]), median(took[MANY])
    wall, cpu = many.wall / few.wall, many.cpu / few.cpu
    return [
        (f"an update with {FEW:,} chats stored", _cost(few), ""),
        (f"an update with {MANY:,} chats stored", _cost(many), ""),
        ("the second by the first, time and CPU", f"× {wall:.2f}, × {cpu:.2f}", "< 1.2"),
        (f"the hourly tidying with {MANY:,} chats", f"{_tidying(files[MANY]):.2f} s", ""),
    ]


def _serve(file: Path) -> Took:
    prepared = batches(range(FIRST_CHAT, FIRST_CHAT + CHATS))
    return asyncio.run(ours.measure(file, prepared, CHATS * len(moves()), CHATS * calls_per_chat()))


def _tidying(file: Path) -> float:
    async def prune() -> None:
        async with ours.store_at(file) as store:
            await store.prune(datetime.now(UTC))

    return _seconds(lambda: asyncio.run(prune()))


def _seconds(work: Callable[[], object]) -> float:
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return statistics.median(took)


def _megabytes(life: Seen) -> str:
    return "not told here" if life.resident is None else f"{life.resident:.0f} MB"


def _cost(took: Took) -> str:
    return f"{1000 * took.wall / took.updates:.2f} ms, CPU {took.cpu_ms:.2f} ms"


if __name__ == "__main__":
    main()
