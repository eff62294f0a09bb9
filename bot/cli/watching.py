"""A command that is repeated whenever something was saved."""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import wraps
from pathlib import Path

import click

from bot.cli.saying import fail, say, the_config


def watchable(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command on flows and cases the option --watch."""

    @click.option("--watch", is_flag=True, help="Do it again after each change, until Ctrl+C.")
    @wraps(command)
    def watched(
        paths: tuple[Path, ...], cases: tuple[Path, ...], *, watch: bool, **options: object
    ) -> None:
        if not watch:
            command(paths, cases, **options)
            return
        from bot.authoring.watching import saved  # noqa: PLC0415

        files = [*(paths or _ours()), *cases]
        if gone := next((path for path in files if not path.absolute().parent.is_dir()), None):
            fail(f"{gone} cannot be watched: there is no such folder")
        for _ in saved(files):
            _head()
            with suppress(SystemExit):
                command(paths, cases, **options)
            say("Waiting for a change; Ctrl+C stops.")

    return watched


def _ours() -> list[Path]:
    from bot.files import data_folder  # noqa: PLC0415
    from bot.load import flow_folders  # noqa: PLC0415

    return [*flow_folders(the_config()), data_folder("locales")]


def _head() -> None:
    """Part this turn from the one before: on a screen, by a clear one."""
    if sys.stdout.isatty():
        click.clear()
    say(f"--- {datetime.now().astimezone():%H:%M:%S} ---")
