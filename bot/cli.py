"""The commands. Errors go to stderr, in lines that say what to do; exit code 2 for bad input, 1 for a failed check."""

import asyncio
import json
import os
import sys
from collections.abc import Coroutine
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from bot import __version__
from bot.config import Config, ConfigError, load_config
from bot.flow.errors import FlowError
from bot.store import StoreError

FILE = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="legwise", message="%(prog)s %(version)s")
def legwise() -> None:
    """How soon to get care for a sore leg, and why: a Telegram bot.

    Information, never a diagnosis.
    """


@legwise.command()
def run() -> None:
    """Serve Telegram; without TELEGRAM_BOT_TOKEN, start the sandbox."""
    from bot.app import run as serve  # noqa: PLC0415  `legwise check` needs no Telegram
    from bot.app import run_sandbox  # noqa: PLC0415

    config = _config()
    if config.token is None:
        _run(run_sandbox(config, None, 1.0, _say))
    else:
        _run(serve(config, _say))


@legwise.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="On 127.0.0.1; 0 takes any that is free. Usually 8081.",
)
@click.option(
    "--speed",
    type=click.FloatRange(0.001, 100_000),
    default=1.0,
    show_default=True,
    help="How many times faster the bot's clock runs.",
)
def sandbox(port: int | None, speed: float) -> None:
    """Try the whole bot in a browser tab, against a stand-in for Telegram."""
    from bot.app import run_sandbox  # noqa: PLC0415

    _run(run_sandbox(_config(), port, speed, _say))


@legwise.command()
@click.argument("flow", default="leg-check")
@click.option("--language", help="Such as es; English if left out.")
def chat(flow: str, language: str | None) -> None:
    """Play FLOW, a name or a file, in the terminal: options are numbered, answers typed."""
    from bot.flow.text import text  # noqa: PLC0415
    from bot.load import library_for, load_texts  # noqa: PLC0415
    from bot.terminal import Terminal  # noqa: PLC0415

    texts = load_texts()
    if language is not None and texts.best(language)[:2] != language.lower()[:2]:
        _fail(f"--language is '{language}': one of {', '.join(texts.languages)} is allowed")
    library = library_for(flow, _config(), texts)
    hint = text("Type a number or an answer; “back”, “why”, “done” and “cancel” work too.")
    _say(texts.speaker(language, hint.ids()).say(hint))
    terminal = Terminal(library, texts, library.main, language, lambda: datetime.now(UTC), _say)
    with suppress(EOFError, KeyboardInterrupt):
        while not terminal.over:
            terminal.hear(input("\n> " if sys.stdin.isatty() else ""))


@legwise.command()
@click.argument("paths", nargs=-1, type=FILE)
@click.option("--cases", multiple=True, type=FILE, help="Play the cases of this file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(paths: tuple[Path, ...], cases: tuple[Path, ...], *, as_json: bool) -> None:
    """Read and prove the flows in PATHS, or all of ours; tell every mistake, and play cases."""
    from bot.checking import as_json as to_json  # noqa: PLC0415
    from bot.checking import check as look  # noqa: PLC0415
    from bot.load import data_folder, load_texts  # noqa: PLC0415

    config = _config()
    ours = [data_folder("flows"), *([config.flows] if config.flows else [])]
    report = look(paths or ours, cases)
    if not paths:
        report.problems += load_texts(quietly=True).problems
    if as_json:
        _say(json.dumps(to_json(report), ensure_ascii=False, indent=2))
        raise SystemExit(report.exit_code)
    for problem in report.problems:
        click.echo(problem, err=True)
    for line in report.lines():
        _say(line)
    if cases and (report.outcomes or not report.problems):
        _say(report.counts())
    elif not report.problems:
        _say(report.summary())
    raise SystemExit(report.exit_code)


def main() -> None:
    """Run a command; every error that a person can mend is one line on stderr."""
    try:
        legwise(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        _say(error.format_message())
        raise SystemExit(2) from None
    except click.ClickException as error:
        _fail(f"{error.format_message()} Try 'legwise --help'.")
    except click.exceptions.Abort:
        raise SystemExit(130) from None
    except (ConfigError, FlowError, StoreError) as error:
        _fail(str(error))
    except BrokenPipeError:
        # Whoever read the output has enough; Python would complain once more while closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None


def _config() -> Config:
    return load_config(os.environ, Path.cwd())


def _run(work: Coroutine[Any, Any, None]) -> None:
    from bot.app import CannotStart  # noqa: PLC0415

    try:
        asyncio.run(work)
    except CannotStart as error:
        _fail(str(error))


def _say(words: str) -> None:
    click.echo(words)


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    raise SystemExit(2)
