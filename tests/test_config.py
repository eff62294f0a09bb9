"""Settings: what may be said, and what is said about mistakes."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import Config, ConfigError, default_database, load_config, load_keys
from bot.databases import Server
from bot.keys import new_key

KEY, OLDER = new_key(), new_key()
TOKEN = "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # noqa: S105  # the one of Telegram's manual
SECRET = "se-cret_1"  # noqa: S105


def load(folder: Path, **environ: str) -> Config:
    return load_config(environ, folder)


def mistakes(folder: Path, **environ: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        load_config(environ, folder)
    assert str(caught.value) == "\n".join(caught.value.mistakes)
    return caught.value.mistakes


def mistake(folder: Path, **environ: str) -> str:
    (only,) = mistakes(folder, **environ)
    return only


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    config = load(tmp_path)
    assert config == Config(database=default_database())
    assert (config.token, config.keys, config.keep) == (None, (), timedelta(days=30))
    assert (config.host, config.port) == ("127.0.0.1", 8080)
    assert list(tmp_path.iterdir()) == []


def test_everything_can_be_set(tmp_path: Path) -> None:
    assert load(
        tmp_path,
        TELEGRAM_BOT_TOKEN=TOKEN,
        TELEGRAM_API_URL="http://localhost:8081/",
        DATABASE_URL="sqlite:///chats.db",
        LEGWISE_KEY=f"{KEY}, {OLDER.rstrip('=')}",
        WEBHOOK_URL="http://bot:9000/hook",
        WEBHOOK_SECRET=SECRET,
        HOST="192.0.2.1",
        PORT=" 443 ",
        LEGWISE_FLOWS=str(tmp_path),
        LEGWISE_KEEP_DAYS="7",
        LEGWISE_EMERGENCY_NUMBERS="FR=15/112, au=000",
        LEGWISE_OPERATOR="Praxis Dr. Müller",
        LEGWISE_CONTACT="https://example.org",
        LEGWISE_LOG="DEBUG",
        LEGWISE_LOG_FORMAT="json",
    ) == Config(
        token=TOKEN,
        api_url="http://localhost:8081",
        database=tmp_path / "chats.db",
        keys=(KEY, OLDER.rstrip("=")),
        webhook_url="http://bot:9000/hook",
        webhook_secret=SECRET,
        host="192.0.2.1",
        port=443,
        flows=tmp_path,
        keep=timedelta(days=7),
        emergency_numbers={"FR": ("15", "112"), "AU": ("000",)},
        operator="Praxis Dr. Müller",
        contact="https://example.org",
        log="debug",
        log_format="json",
    )


def test_a_dotenv_file_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    words = f"\ufeffPORT=1\nHOST=::1\nTELEGRAM_BOT_TOKEN={TOKEN}\nWEBHOOK_SECRET='a'\nHALF\n"
    (tmp_path / ".env").write_text(words + "LEGWISE_OPERATOR='$HOME ${HOME}'\n", encoding="utf-8")
    config = load(tmp_path, PORT="2", TELEGRAM_BOT_TOKEN="", WEBHOOK_SECRET=SECRET)
    assert (config.port, config.host, config.webhook_secret) == (2, "::1", SECRET)
    assert config.token is None  # emptied on purpose: the sandbox, just this once
    assert config.operator == "$HOME ${HOME}"


def test_a_dotenv_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"LEGWISE_OPERATOR=M\xfcller\n")
    assert mistake(tmp_path).startswith(f"{tmp_path}/.env cannot be read: ")


def test_an_empty_value_is_unset(tmp_path: Path) -> None:
    names = ("PORT", "DATABASE_URL", "LEGWISE_KEY", "LEGWISE_FLOWS", "LEGWISE_NEW_AND_EMPTY")
    assert load(tmp_path, **dict.fromkeys(names, " ")) == load(tmp_path)


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite://", None),
        ("sqlite:///:memory:", None),
        ("sqlite:////srv/legwise/a.db", "/srv/legwise/a.db"),
        ("sqlite:///data/my%20chats.db", "{cwd}/data/my chats.db"),
        ("sqlite:///~/a.db", "{home}/a.db"),
    ],
)
def test_databases(tmp_path: Path, url: str, file: str | None) -> None:
    where = file and Path(file.format(cwd=tmp_path, home=Path.home()))
    assert load(tmp_path, DATABASE_URL=url).database == where


@pytest.mark.parametrize(
    ("url", "told", "bouncer"),
    [
        ("postgresql://me:p%40ss@db.example.org/legwise", "legwise on db.example.org", False),
        ("postgres://db:6432/x?sslmode=require&pgbouncer=true", "x on db", True),
        ("postgresql:///x?host=/run/postgresql", "x on /run/postgresql", False),
    ],
)
def test_a_postgresql_database(tmp_path: Path, url: str, told: str, bouncer: bool) -> None:
    server = load(tmp_path, DATABASE_URL=url).database
    assert isinstance(server, Server)
    assert str(server) == f"the database {told}"
    assert server.bouncer == bouncer
    assert "pgbouncer" not in server.url
    assert "p%40ss" not in repr(server)


def test_with_postgresql_the_key_has_to_be_set(tmp_path: Path) -> None:
    url = "postgresql://db/legwise"
    with pytest.raises(ConfigError, match="LEGWISE_KEY is not set: with PostgreSQL 32 bytes"):
        load_keys(load(tmp_path, DATABASE_URL=url))
    assert load_keys(load(tmp_path, DATABASE_URL=url, LEGWISE_KEY=KEY)) == (KEY,)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    assert mistakes(tmp_path, PORT="abc", HOST="a b", LEGWISE_LOG="loud", LEGWISE_KEEP_DAY="3") == (
        "HOST is 'a b': an IP address or a host name is allowed",
        "PORT is 'abc': a whole number from 1 to 65535 is allowed",
        "LEGWISE_LOG is 'loud': debug, info, warning, error are allowed",
        "LEGWISE_KEEP_DAY is no setting; did you mean LEGWISE_KEEP_DAYS?",
    )


def test_unknown_names_are_mistakes_only_where_they_are_ours(tmp_path: Path) -> None:
    assert mistake(tmp_path, LEGWISE_XYZ="1", PATH="/bin") == "LEGWISE_XYZ is no setting"
    told = mistake(tmp_path, LEGWISE_BOT_TOKEN=TOKEN)
    assert told == "LEGWISE_BOT_TOKEN is no setting; did you mean TELEGRAM_BOT_TOKEN?"


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("PORT", "0", "a whole number from 1 to 65535"),
        ("PORT", "65536", "a whole number from 1 to 65535"),
        ("PORT", "٣", "a whole number from 1 to 65535"),
        ("PORT", "-1", "a whole number from 1 to 65535"),
        ("LEGWISE_KEEP_DAYS", "366", "a whole number from 1 to 365"),
        ("LEGWISE_KEEP_DAYS", "1.5", "a whole number from 1 to 365"),
        ("LEGWISE_LOG_FORMAT", "xml", "console, json"),
        ("LEGWISE_FLOWS", "nowhere", "a folder that exists"),
        ("LEGWISE_OPERATOR", "x" * 201, "one line of up to 200 characters"),
        ("LEGWISE_CONTACT", "two\nlines", "one line of up to 200 characters"),
        ("TELEGRAM_API_URL", "api.telegram.org", "an address like"),
        ("TELEGRAM_API_URL", "ftp://x", "an address like"),
        ("TELEGRAM_API_URL", "http://[", "Invalid IPv6 URL"),
        ("WEBHOOK_URL", "http://bot.example.org", "an https address, on port 443, 80, 88 or 8443"),
        ("WEBHOOK_URL", "https://bot.example.org/metrics", "any path but /healthz, /readyz"),
        ("LEGWISE_SIGHT_PORT", "0", "a whole number from 1 to 65535"),
        ("WEBHOOK_URL", "https://bot.example.org:8080", "an https address"),
        ("WEBHOOK_URL", "https://bot.example.org:99999", "Port out of range"),
        ("DATABASE_URL", "legwise.db", "sqlite:///file.db"),
        ("DATABASE_URL", "sqlite:///", "sqlite:///file.db"),
        ("DATABASE_URL", "sqlite:///folder/", "sqlite:///file.db"),
        ("DATABASE_URL", "sqlite:///a.db?mode=ro", "sqlite:///file.db"),
        ("DATABASE_URL", "mysql://host/db", "sqlite:///file.db"),
        ("DATABASE_URL", "postgresql+asyncpg://host/db", "postgresql:// without more is allowed"),
        ("DATABASE_URL", "postgresql://host", "postgresql://user:password@host/name is allowed"),
        ("DATABASE_URL", "postgresql:///db", "postgresql://user:password@host/name is allowed"),
        ("DATABASE_URL", "postgres://host:x/db", "postgresql://user:password@host/name is allowed"),
        ("DATABASE_URL", "postgres://host:0/db", "postgresql://user:password@host/name is allowed"),
        ("DATABASE_URL", "postgres://host/db?nonsense", "postgresql://user:password@host/name"),
        ("DATABASE_URL", "postgres://host/db?pgbouncer=yes", "pgbouncer=true or pgbouncer=false"),
        ("LEGWISE_EMERGENCY_NUMBERS", "FR", "'FR' is wrong: entries like FR=15/112,JP=119"),
        ("LEGWISE_EMERGENCY_NUMBERS", "FR=+33", "entries like FR=15/112,JP=119"),
        ("LEGWISE_EMERGENCY_NUMBERS", "FR=15,", "'' is wrong: entries like"),
        ("LEGWISE_EMERGENCY_NUMBERS", "UK=999", "countries by ISO 3166-1 (GB, not UK)"),
        ("LEGWISE_EMERGENCY_NUMBERS", "EU=112", "countries by ISO 3166-1"),
        ("LEGWISE_EMERGENCY_NUMBERS", "FR=15,fr=112", "FR occurs twice: once is allowed"),
    ],
)
def test_a_wrong_value_is_shown_with_what_is_allowed(
    tmp_path: Path, name: str, value: str, allowed: str
) -> None:
    told = mistake(tmp_path, **{name: value})
    assert told.startswith(f"{name} is {value!r}: ")
    assert allowed in told
    assert "\n" not in told


def test_the_environment_itself_can_be_read(tmp_path: Path) -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("LEGWISE_")}
    assert load_config({**ours, "PORT": "1", "DATABASE_URL": "sqlite://"}, tmp_path).port == 1
