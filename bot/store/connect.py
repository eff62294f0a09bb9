"""From settings to an open store."""

from pathlib import Path
from typing import assert_never

from bot import folders
from bot.config import HOMELESS, Config, ConfigError, default_database, load_keys
from bot.databases import Server
from bot.store import Store
from bot.store.codec import Codec
from bot.store.errors import Unusable
from bot.store.migrate import MEMORY
from bot.store.sqlite import SqliteStore


async def open_store(config: Config) -> Store:
    """Open the configured store. Our own folder is made if need be; any other must exist.

    Raises:
        Unusable: It cannot be opened, or there is no key to it; the message says what to do.
    """
    must_be_kept(config)
    codec = codec_for(config)
    make_usual_folder(config)
    match config.database:
        case Server() as server:
            # asyncpg is loaded only where it is needed.
            from bot.store.postgres.store import PostgresStore  # noqa: PLC0415

            return await PostgresStore.open(server, codec, config.keep)
        case Path() | None as file:
            return await SqliteStore.open(file or MEMORY, codec, config.keep)
        case _:
            assert_never(config.database)


async def migrate(config: Config) -> str:
    """Bring the configured database to today's tables, and say what was found.

    Raises:
        Unusable: It cannot be opened; the message says what to do.
    """
    if isinstance(config.database, Server):
        from bot.store.postgres.migrate import migrate as migrate_server  # noqa: PLC0415

        return f"{config.database} is at schema {await migrate_server(config.database)}"
    store = await open_store(config)  # SQLite migrates by itself: nobody else can be there
    await store.close()
    return f"{config.database or MEMORY} is at today's schema"


def codec_for(config: Config) -> Codec:
    """
    Raises:
        Unusable: There is no key, or it cannot be used.
    """
    try:
        return Codec(load_keys(config))
    except ConfigError as error:
        raise Unusable(str(error)) from None


def make_usual_folder(config: Config) -> None:
    """
    Raises:
        Unusable: It cannot be made.
    """
    if config.database == default_database():
        if folders.data() == folders.NOWHERE:
            raise Unusable(f"DATABASE_URL {HOMELESS}")
        try:
            default_database().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Unusable(str(error)) from None


def must_be_kept(config: Config) -> None:
    """
    Raises:
        Unusable: The chats would be in a file that is thrown away.
    """
    if config.dyno and isinstance(config.database, Path):
        raise Unusable(
            "this is a Heroku dyno, whose disk is thrown away at every restart, and all chats"
            " with it: set DATABASE_URL to a PostgreSQL database, as"
            " `heroku addons:create heroku-postgresql` does"
        )
