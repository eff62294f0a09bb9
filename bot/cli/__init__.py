"""The commands. Errors go to stderr, in lines that say what to do; exit code 2 for bad input, 1 for a failed check."""

import os
import sys

import click

from bot import __version__
from bot.cli.authoring import chat, check, new_flow
from bot.cli.keeping import backup, migrate, restore, set_aside
from bot.cli.reviewing import diff, graph
from bot.cli.saying import fail, say
from bot.cli.serving import run, sandbox, web, worker
from bot.cli.trips import trip
from bot.config import ConfigError
from bot.flow.errors import FlowError
from bot.store.errors import StoreError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="legwise", message="%(prog)s %(version)s")
def legwise() -> None:
    """How soon to get care for a sore leg, and why: a Telegram bot.

    Information, never a diagnosis.
    """


for command in (
    run,
    sandbox,
    web,
    worker,
    migrate,
    chat,
    check,
    diff,
    graph,
    new_flow,
    trip,
    backup,
    restore,
    set_aside,
):
    legwise.add_command(command)


def main() -> None:
    """Run a command; every error that a person can mend is one line on stderr."""
    try:
        legwise(prog_name="legwise", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
        raise SystemExit(2) from None
    except click.ClickException as error:
        command = ctx.command_path if (ctx := getattr(error, "ctx", None)) else "legwise"
        fail(f"{error.format_message()} Try '{command} --help'.")
    except click.exceptions.Abort:
        raise SystemExit(130) from None
    except (ConfigError, FlowError, StoreError) as error:
        fail(str(error))
    except BrokenPipeError:
        # Whoever read the output has enough; Python would complain once more while closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
