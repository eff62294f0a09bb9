"""The commands that keep what is remembered: its tables, a copy of it, and the way back."""

import asyncio
from pathlib import Path

import click

from bot.cli.saying import FILE, say, the_config
from bot.clock import SystemClock


@click.command(short_help="Bring the database to today's tables.")
def migrate() -> None:
    """Bring the database to today's tables; a second time changes nothing."""
    from bot.store.connect import migrate as migrate_store  # noqa: PLC0415  drivers load slowly

    say(asyncio.run(migrate_store(the_config())))


@click.command("set-aside")
@click.option("--clear", is_flag=True, help="Forget them once they are shown.")
def set_aside(clear: bool) -> None:
    """Show what was given up: unreadable updates, refused messages.

    A line each: how often, first and last time (UTC), what, and why. Of what people wrote nothing is
    kept. It can be run while the bot runs.
    """
    from bot.store.aside import set_aside as look  # noqa: PLC0415  see above

    found = asyncio.run(look(the_config(), clear=clear))
    for aside in found:
        times = f"{aside.since:%Y-%m-%d %H:%M} to {aside.latest:%Y-%m-%d %H:%M}"
        say(f"{aside.times:>5} times, {times}  {aside.what}: {aside.reason}")
    if not found:
        say("nothing is set aside")


@click.command()
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Copy the database to FILE, while the bot runs. The key is not in it: keep that elsewhere."""
    from bot.store.backup import back_up  # noqa: PLC0415  see above

    asyncio.run(back_up(the_config(), file))
    say(f"{file} holds a copy; without the key it cannot be read")


@click.command()
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Even where there are chats already.")
def restore(file: Path, replace: bool) -> None:
    """Put the copy in FILE in the database's place. Stop the bot before.

    Messages that were on their way are not sent again, nor are reminders that were due by now.
    """
    from bot.store.backup import restore as put_back  # noqa: PLC0415  see above

    aside = asyncio.run(put_back(the_config(), file, SystemClock().now(), replace=replace))
    say(f"the chats of {file} are back")
    if aside is not None:
        say(f"what was there before is in {aside}: delete it when all is well")
