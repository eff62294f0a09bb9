"""The commands that serve people."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import click

from bot.cli.saying import fail, say, the_config


@click.command()
def run() -> None:
    """Serve Telegram; without TELEGRAM_BOT_TOKEN, start the sandbox."""
    from bot.app.run import run as serve  # noqa: PLC0415  `legwise check` needs no Telegram
    from bot.app.sandbox import run_sandbox  # noqa: PLC0415

    config = the_config()
    if config.token is None:
        run_until_stopped(run_sandbox(config, None, 1.0, say))
    else:
        run_until_stopped(serve(config, say))


@click.command(short_help="Try the whole bot in a browser tab.")
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
    from bot.app.sandbox import run_sandbox  # noqa: PLC0415

    run_until_stopped(run_sandbox(the_config(), port, speed, say))


@click.command(short_help="Take updates by webhook, beside other processes.")
def web() -> None:
    """Take updates by webhook, beside other processes; workers send the answers."""
    from bot.app.web import run_web  # noqa: PLC0415

    run_until_stopped(run_web(the_config(), say))


@click.command(short_help="Send answers and reminders, beside other processes.")
def worker() -> None:
    """Send answers and reminders, beside other processes; one worker does, the others stand by."""
    from bot.app.worker import run_worker  # noqa: PLC0415

    run_until_stopped(run_worker(the_config(), say))


def run_until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Run what serves until it is stopped; what keeps it from starting is one line on stderr."""
    from bot.app.errors import CannotStart  # noqa: PLC0415
    from bot.child import Interrupted  # noqa: PLC0415

    try:
        asyncio.run(work)
    except CannotStart as error:
        fail(str(error))
    except Interrupted:
        raise click.Abort from None
