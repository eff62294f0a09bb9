"""Places: what the first look-up costs everybody else, what is held afterwards, and how long a look-up takes.

`python -m bench.places [ROUNDS]`. "In memory" is the form before: everything read in a thread of the bot's process.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args

from bench.heartbeat import longest_gap
from bench.process import memory
from bench.report import heading, table
from bot.load import load_texts
from bot.places.atlas import Atlas
from bot.places.index import Index
from bot.places.keeping import open_index

Form = Literal["in memory", "index, made", "index, kept"]
ROUNDS = 5
WRITTEN = (
    *("Johanesbrg", "LHR", "London", "Lodnon", "Birmingam", "San José, Costa Rica", "Nueva Yrok"),
    *("charles de gaulle", "Munch", "Springfeild", "aeropuerto de barajas", "nowhere at all"),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One process's first look-ups: times in milliseconds, memory in MB."""

    opened: float
    stutter: float
    grown: float
    typical: float
    slowest: float


def main(rounds: int = ROUNDS) -> None:
    heading("Places")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for form in get_args(Form):
            seen = [_apart(form, Path(folder)) for _ in range(rounds)]
            middle = {
                name: statistics.median(asdict(one)[name] for one in seen)
                for name in asdict(seen[0])
            }
            took = (
                f"{middle[name]:.1f} ms" for name in ("opened", "stutter", "typical", "slowest")
            )
            rows.append((form, *took, f"{middle['grown']:.1f} MB"))
    head = ("", "until it is open", "the loop stood still", "a look-up", "the slowest", "memory")
    table(head, rows)
    print(
        f"Medians of {rounds} processes; {len(WRITTEN)} things typed, each looked up in a thread."
    )


def _apart(form: Form, folder: Path) -> Seen:
    """Measure in a process of its own, whose memory nothing else has touched."""
    if form == "index, made":
        for path in folder.iterdir():
            path.unlink()
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bench.places", form, str(folder)],
        check=True,
        stdout=subprocess.PIPE,
    )
    return Seen(**json.loads(told.stdout))


def _look_up(atlas: Atlas, words: str) -> object:
    return atlas.find(words) or atlas.similar(words)


async def _watch(form: Form, folder: Path) -> Seen:
    if form == "in memory":
        from tests.places.plain_search import PlainSearch as search  # noqa: PLC0415, N813

        atlas = Atlas(load_texts().countries(), search)
    else:
        atlas = Atlas(load_texts().countries(), lambda: Index(open_index(folder)))
    before = memory(os.getpid())[0] or 0.0
    begun = time.perf_counter()
    first = asyncio.get_running_loop().run_in_executor(None, _look_up, atlas, WRITTEN[0])
    stutter = await longest_gap(first.done)
    await first
    opened = time.perf_counter() - begun
    took = []
    for words in WRITTEN:
        begun = time.perf_counter()
        await asyncio.to_thread(_look_up, atlas, words)
        took.append(1000 * (time.perf_counter() - begun))
    grown = (memory(os.getpid())[0] or 0.0) - before
    return Seen(1000 * opened, 1000 * stutter, grown, statistics.median(took), max(took))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        seen = asyncio.run(_watch(sys.argv[1], Path(sys.argv[2])))  # type: ignore[arg-type]
        print(json.dumps(asdict(seen)))
    else:
        main(*map(int, sys.argv[1:]))
