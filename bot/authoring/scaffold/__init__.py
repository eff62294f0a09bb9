"""A new flow to begin with: it holds as it is, and its texts wait to be written."""

import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import Template

from bot.authoring.case_files import FOLDER
from bot.files import data_folder
from bot.flow.errors import FlowError
from bot.flow.reading.about import OWN_COMMANDS
from bot.flow.reading.notes import quoted

HERE = Path(__file__).parent
NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")


def new_flow(name: str, folder: Path, today: date, known: Mapping[str, str]) -> tuple[Path, Path]:
    """Write a flow and its cases, which pass `legwise check` as they are.

    Args:
        known: The flows there are, each with its command.

    Returns:
        The flow's file, and that of its cases.

    Raises:
        FlowError: The name cannot be a flow's or is taken, or a file is in the way; nothing is written then.
    """
    if not NAME.fullmatch(name):
        message = f"{quoted(name)} cannot name a flow: take a-z, 0-9 and -, a letter first, at most 32 of them"
        raise FlowError(message)
    command = name.replace("-", "_")
    if name in known or command in {*known.values(), *OWN_COMMANDS}:
        raise FlowError(f"'{name}' is taken: there is such a flow or command already")
    files = folder / f"{name}.yaml", folder / FOLDER / f"{name}.yaml"
    for path in files:
        if path.exists():
            raise FlowError(f"{path} is there already, so nothing was written")
    words = {"name": name, "command": command, **_review(today)}
    for template, path in zip(("flow", "cases"), files, strict=True):
        schema = os.path.relpath(data_folder("flows") / "schema" / f"{template}.json", path.parent)
        begun = Template((HERE / f"{template}.yaml").read_text(encoding="utf-8"))
        _write(path, begun.substitute(words, schema=Path(schema).as_posix()))
    return files


def _review(today: date) -> dict[str, str]:
    """From today for a year; from a 29th of February to the 28th."""
    day = min(today.day, 28) if today.month == 2 else today.day
    return {
        "today": today.isoformat(),
        "in_a_year": date(today.year + 1, today.month, day).isoformat(),
    }


def _write(path: Path, words: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(words)
    except OSError as error:
        raise FlowError(f"{path} cannot be written: {error.strerror or error}") from error
