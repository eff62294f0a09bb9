"""What every command shares: its settings, and how it speaks."""

import os
from pathlib import Path
from typing import NoReturn

import click

from bot.config import Config, load_config

FILE = click.Path(path_type=Path)


def the_config() -> Config:
    return load_config(os.environ, Path.cwd())


def say(words: str) -> None:
    click.echo(words)


def write(path: Path, words: str) -> None:
    """Write a file whole; where that cannot be, end the command."""
    try:
        path.write_text(words, encoding="utf-8")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror or error}")


def fail(message: str) -> NoReturn:
    """End the command over bad input: one line on stderr, exit code 2."""
    click.echo(message, err=True)
    raise SystemExit(2)
