"""The environment in, a frozen Config out, once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from dotenv import dotenv_values

from bot import databases, folders, settings
from bot.databases import Server
from bot.keys import KEY_FORM, kept_key, new_key
from bot.settings import ConfigError, Settings

__all__ = ["Config", "ConfigError", "default_database", "load_config", "load_keys"]

TELEGRAM = "https://api.telegram.org"
LEVELS = ("debug", "info", "warning", "error")
FORMATS = ("console", "json")
HOMELESS = "is not set, and whoever runs this has no home folder: set it, or HOME"
SIGHT = ("/healthz", "/readyz", "/metrics")  # paths beside the webhook's


@dataclass(frozen=True, kw_only=True)
class Config:
    """Every setting of a process, checked. Its repr shows no secret."""

    token: str | None = field(default=None, repr=False)  # None: the sandbox stands in for Telegram
    api_url: str = field(default=TELEGRAM, repr=False)  # may hold a password; no slash at its end
    database: Path | Server | None = None  # None: in memory, gone when the process ends
    keys: tuple[str, ...] = field(default=(), repr=False)  # current first; none: see load_keys
    webhook_url: str | None = field(default=None, repr=False)  # None: long polling
    webhook_secret: str | None = field(default=None, repr=False)
    host: str = "127.0.0.1"
    port: int = 8080
    sight_port: int | None = None  # where health and metrics are shown besides the webhook's port
    flows: Path | None = None  # a folder of flows beside ours
    keep: timedelta = timedelta(days=30)  # how long a quiet chat is remembered
    emergency_numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by ISO country
    rate: int = 30  # messages a second, to everybody together
    operator: str = ""  # who runs this bot
    contact: str = ""  # how to reach them
    dyno: str = ""  # where it is set, the disk is thrown away at each restart
    log: str = "info"
    log_format: str = "console"


def load_config(environ: Mapping[str, str], cwd: Path) -> Config:
    """Read the settings from `environ` and, for names not in it, from `.env` in `cwd`.

    Nothing is made or opened: see `load_keys`, and the store.

    Raises:
        ConfigError: Some settings are wrong; it names each of them.
    """
    given = Settings({**_dotenv(cwd / ".env"), **environ})
    take = given.take
    api_url = take("TELEGRAM_API_URL", settings.web_address, TELEGRAM)
    webhook = settings.telegram_webhook if api_url == TELEGRAM else settings.web_address
    config = Config(
        token=take("TELEGRAM_BOT_TOKEN", settings.token, None),
        api_url=api_url,
        database=take("DATABASE_URL", partial(databases.database, cwd), default_database()),
        keys=take("LEGWISE_KEY", settings.keys, ()),
        webhook_url=take("WEBHOOK_URL", partial(settings.apart, SIGHT, webhook), None),
        webhook_secret=take("WEBHOOK_SECRET", settings.webhook_secret, None),
        host=take("HOST", settings.host, Config.host),
        port=take("PORT", partial(settings.whole_number, 1, 65535), Config.port),
        sight_port=take("LEGWISE_SIGHT_PORT", partial(settings.whole_number, 1, 65535), None),
        flows=take("LEGWISE_FLOWS", partial(settings.folder, cwd), None),
        keep=take("LEGWISE_KEEP_DAYS", partial(settings.days, 1, 365), Config.keep),
        emergency_numbers=take("LEGWISE_EMERGENCY_NUMBERS", settings.emergency_numbers, {}),
        rate=take(
            "LEGWISE_MESSAGES_PER_SECOND", partial(settings.whole_number, 1, 1000), Config.rate
        ),
        operator=take("LEGWISE_OPERATOR", settings.one_line, ""),
        contact=take("LEGWISE_CONTACT", settings.one_line, ""),
        dyno=take("DYNO", settings.one_line, ""),  # set by Heroku
        log=take("LEGWISE_LOG", partial(settings.one_of, LEVELS), Config.log),
        log_format=take("LEGWISE_LOG_FORMAT", partial(settings.one_of, FORMATS), Config.log_format),
    )
    given.finish()
    return config


def default_database() -> Path:
    """Where the chats are kept unless DATABASE_URL says otherwise. The folder may not exist yet."""
    return folders.data() / "legwise.db"


def load_keys(config: Config) -> tuple[str, ...]:
    """Return the keys to seal and open with, the current one first.

    Without LEGWISE_KEY that is the key in the user's config folder, made the first time. What is
    only in memory needs no key that outlives the process.

    Raises:
        ConfigError: The key file cannot be used; it says what to do.
    """
    if config.keys:
        return config.keys
    if config.database is None:
        return (new_key(),)
    if isinstance(config.database, Server):
        raise ConfigError(
            [
                (
                    f"LEGWISE_KEY is not set: with PostgreSQL {KEY_FORM} are needed, the same"
                    " for every process"
                )
            ]
        )
    if folders.config() == folders.NOWHERE:
        raise ConfigError([f"LEGWISE_KEY {HOMELESS}"])
    file = _key_file()
    if config.database.parent.resolve() == file.parent.resolve():
        raise ConfigError(
            [f"DATABASE_URL is in {file.parent}: any folder but the key's is allowed"]
        )
    if not file.exists() and _holds_chats(config.database):
        raise ConfigError(
            [
                (
                    f"the key to {config.database} is missing: put it back as {file} or set"
                    " LEGWISE_KEY; to begin anew, move the database away"
                )
            ]
        )
    try:
        return (kept_key(file),)
    except (OSError, ValueError) as error:
        raise ConfigError(
            [f"LEGWISE_KEY is not set, and the key file is of no use: {error}"]
        ) from None


def _holds_chats(database: Path) -> bool:
    try:
        return database.is_file() and database.stat().st_size > 0
    except OSError:
        return False  # opening it will say what is wrong


def _key_file() -> Path:
    """Not in the data folder, so that no copy of it carries the key along."""
    folder = folders.config()
    if folder == default_database().parent:  # on macOS and Windows they are the same
        folder = folder.with_name(f"{folders.APP}-key")
    return folder / "key"


def _dotenv(file: Path) -> dict[str, str | None]:
    try:
        # Taken as it stands: a `$` in a secret is just a dollar sign.
        return dotenv_values(file, interpolate=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise ConfigError([f"{file} cannot be read: {error}"]) from None
