"""Tables and circumstances in plain text."""

import os
import platform
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench.ours import Took

SYNCS = 50


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was promised, and what was seen of it."""

    what: str
    aim: str
    seen: str
    kept: bool


def summary(figures: Iterable[tuple[str, Figure]]) -> None:
    """Print figures, each with the command that measures it, as a table for the docs."""
    print("\n| figure | aim | seen | | command |\n|---|---|---|---|---|")
    for command, each in figures:
        kept = "kept" if each.kept else "**missed**"
        print(f"| {each.what} | {each.aim} | {each.seen} | {kept} | `{command}` |")


def at_least(what: str, aim: float, ratios: Sequence[float]) -> Figure:
    seen = statistics.median(ratios)
    return Figure(what, f"≥ × {aim:g}", f"× {seen:.2f}", seen >= aim)


def at_most(what: str, aim: float, ratios: Sequence[float]) -> Figure:
    seen = statistics.median(ratios)
    return Figure(what, f"≤ × {aim:g}", f"× {seen:.2f}", seen <= aim)


def heading(words: str) -> None:
    print(f"\n{words}\n{'-' * len(words)}")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print columns: the first to the left, the others to the right."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        cells = [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        print("  ".join([line[0].ljust(widths[0]), *cells]).rstrip())


def median(tooks: Sequence[Took]) -> Took:
    """The middle one by the clock on the wall, with the middle processor time."""
    wall = statistics.median(took.wall for took in tooks)
    return Took(tooks[0].updates, wall, statistics.median(took.cpu for took in tooks))


def span(tooks: Sequence[Took]) -> str:
    """The slowest and the fastest rate seen, so that a noisy machine shows."""
    rates = [took.rate for took in tooks]
    return f"{min(rates):,.0f}–{max(rates):,.0f}"


def circumstances() -> None:
    """Say what the figures were measured with, and on what."""
    names = (
        "legwise",
        "python-telegram-bot",
        "aiohttp",
        "httpx",
        "aiogram",
        "msgspec",
        "cryptography",
    )
    print("  ".join(f"{name} {version(name)}" for name in names))
    print(
        f"Python {platform.python_version()}  SQLite {sqlite3.sqlite_version}"
        f"  {platform.system()} {platform.machine()}  {os.cpu_count()} cores"
        f"  load {os.getloadavg()[0]:.1f}  fsync {fsync_ms():.2f} ms"
    )


def fsync_ms() -> float:
    """How long the disk takes to keep 4 KiB, in the middle of many tries."""
    took = []
    with tempfile.TemporaryDirectory() as folder, Path(folder, "probe").open("wb") as file:
        for _ in range(SYNCS):
            begun = time.perf_counter()
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            took.append(time.perf_counter() - begun)
    return 1000 * statistics.median(took)
