"""From settings to an open store."""

from bot.config import Config, ConfigError, default_database, load_keys
from bot.store import Store, Unusable
from bot.store.codec import Codec
from bot.store.migrate import MEMORY
from bot.store.sqlite import SqliteStore


async def open_store(config: Config) -> Store:
    """Open the configured store. Our own folder is made if need be; any other must exist.

    Raises:
        Unusable: It cannot be opened, or there is no key to it; the message says what to do.
    """
    try:
        codec = Codec(load_keys(config))
        if config.database == default_database():
            config.database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (ConfigError, OSError) as error:
        raise Unusable(str(error)) from None
    return await SqliteStore.open(config.database or MEMORY, codec, config.keep)
