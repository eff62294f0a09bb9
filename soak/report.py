"""The report in Markdown, and its place on a page."""

import os
import platform
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from soak.figures import Figures, Table
from tests.postgres import server_version

BEGINS, ENDS = "<!-- soak begins -->", "<!-- soak ends -->"
PACKAGES = ("legwise", "python-telegram-bot", "aiogram", "aiogram-sqlite-storage")


class NoPlace(Exception):
    """The page has no place for a report."""


def place_on(page: Path) -> tuple[str, str]:
    """What stands before and after the report on a page, its marks included.

    Raises:
        NoPlace: The page is there, without the two marks.
    """
    if not page.exists():
        return f"{BEGINS}\n", f"{ENDS}\n"
    before, begins, rest = page.read_text(encoding="utf-8").partition(f"{BEGINS}\n")
    _, ends, after = rest.partition(f"{ENDS}\n")
    if not begins or not ends:
        raise NoPlace(f"{page} has no lines '{BEGINS}' and '{ENDS}' for the report to go between")
    return before + begins, ends + after


def write(page: Path, report: str) -> None:
    """Put a report in its place, instead of an earlier one."""
    before, after = place_on(page)
    page.write_text(f"{before}\n{report}\n{after}", encoding="utf-8")


def heading(command: str) -> str:
    """When, with what and on what it was measured."""
    return "\n".join(
        (
            f"Measured on {datetime.now(UTC):%Y-%m-%d} with `{command}`.",
            "",
            f"{', '.join(_versions())}; {_machine()}.",
        )
    )


def _versions() -> Iterator[str]:
    yield f"Python {platform.python_version()}"
    for name in PACKAGES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue
    yield f"SQLite {sqlite3.sqlite_version}"
    yield server_version()


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()} {platform.machine()}"


def section(figures: Figures, seconds: float) -> str:
    """One part: what was done, its aims, and what else was seen."""
    aims = [(a.what, a.wanted, a.seen, "yes" if a.met else "**NO**") for a in figures.aims]
    verdict = "passed" if figures.passed else "**FAILED**"
    lines = [f"### {figures.name}", "", figures.done, ""]
    if not aims:
        return "\n".join([*lines, "not tried"])
    lines += [f"{verdict}, in {seconds:.0f} s", ""]
    lines += _table(Table(("", "wanted", "seen", "met"), aims))
    if figures.beside is not None:
        lines += ["", *_table(figures.beside)]
    return "\n".join(lines)


def _table(table: Table) -> Iterator[str]:
    yield _row(table.head)
    yield _row("---" for _ in table.head)
    yield from map(_row, table.rows)


def _row(cells: Iterable[str] | Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
