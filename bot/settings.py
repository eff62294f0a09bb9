"""What each setting may be. A reader takes a setting's text and raises ValueError with what is allowed."""

import difflib
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import urlsplit

from babel import Locale

from bot.folders import expanded
from bot.keys import KEY_FORM, key_bytes

T = TypeVar("T")
D = TypeVar("D")

SECRETS = {"TELEGRAM_BOT_TOKEN", "LEGWISE_KEY", "WEBHOOK_SECRET"}
OURS = "LEGWISE_"
LONGEST_LINE = 200
# In Babel's list of countries, but none: Europe, the euro zone, Oceania's rest, the UN, and such.
NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


class ConfigError(Exception):
    """Settings that cannot be used. `mistakes` names every one, a line each."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


class Settings:
    """Named texts, and the mistakes found so far in those that were taken."""

    def __init__(self, values: Mapping[str, str | None]) -> None:
        texts = {name: (value or "").strip() for name, value in values.items()}
        self._texts = {name: text for name, text in texts.items() if text}  # empty is unset
        self._known: list[str] = []
        self._mistakes: list[str] = []

    def take(self, name: str, read: Callable[[str], T], default: D) -> T | D:
        """Read one setting; where it is wrong, note that and return the default."""
        self._known.append(name)
        if name not in self._texts:
            return default
        try:
            return read(self._texts[name])
        except ValueError as error:
            value = "" if name in SECRETS else f" is {without_secrets(self._texts[name])!r}"
            self._mistakes.append(f"{name}{value}: {error}")
            return default

    def finish(self) -> None:
        """Call when all are taken.

        Raises:
            ConfigError: One was wrong, or a name begins with LEGWISE_ and was never asked for.
        """
        unknown = sorted(set(self._texts) - set(self._known))
        self._mistakes += [
            f"{name} is no setting{self._meant(name)}" for name in unknown if name.startswith(OURS)
        ]
        if self._mistakes:
            raise ConfigError(self._mistakes)

    def _meant(self, name: str) -> str:
        known = {other.removeprefix(OURS): other for other in self._known}
        near = difflib.get_close_matches(name.removeprefix(OURS), known, n=1)
        return f"; did you mean {known[near[0]]}?" if near else ""


def without_secrets(text: str) -> str:
    """Blot out what is before the @ of an address, passwords after it, and what looks like a token."""
    text = re.sub(r"//.*@", "//***@", text)
    text = re.sub(r"(password=)[^&]*", r"\1***", text)
    return re.sub(r"\d{5,}:[\w-]{20,}", "***", text)


def token(text: str) -> str:
    """Only Telegram knows whether it is right."""
    if ":" not in text or re.search(r"\s", text):
        raise ValueError("a token from @BotFather, like 123456:ABC-DEF, is allowed")
    return text


def web_address(text: str) -> str:
    """An http(s) address, without the slash at its end."""
    parts = urlsplit(text)  # raises ValueError for some
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or " " in text:
        raise ValueError("an address like https://bot.example.org is allowed")
    return text.rstrip("/")


def telegram_webhook(text: str) -> str:
    """An address Telegram's own servers deliver to.

    Source: https://core.telegram.org/bots/api#setwebhook, notes.
    """
    parts = urlsplit(web_address(text))
    if parts.scheme != "https" or parts.port not in {None, 443, 80, 88, 8443}:
        raise ValueError("an https address, on port 443, 80, 88 or 8443, is allowed")
    return text.rstrip("/")


def apart(taken: tuple[str, ...], read: Callable[[str], str], text: str) -> str:
    """An address whose path is none of those."""
    address = read(text)
    if urlsplit(address).path in taken:
        raise ValueError(f"any path but {', '.join(taken)} is allowed")
    return address


def webhook_secret(text: str) -> str:
    """Source: https://core.telegram.org/bots/api#setwebhook, secret_token."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", text):
        raise ValueError("1 to 256 letters, digits, _ and - are allowed")
    return text


def host(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_.:-]+", text):
        raise ValueError("an IP address or a host name is allowed")
    return text


def whole_number(least: int, most: int, text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise ValueError(f"a whole number from {least} to {most} is allowed")
    return int(text)


def days(least: int, most: int, text: str) -> timedelta:
    return timedelta(days=whole_number(least, most, text))


def one_of(allowed: tuple[str, ...], text: str) -> str:
    if text.lower() not in allowed:
        raise ValueError(f"{', '.join(allowed)} are allowed")
    return text.lower()


def one_line(text: str) -> str:
    if len(text) > LONGEST_LINE or not text.isprintable():
        raise ValueError(f"one line of up to {LONGEST_LINE} characters is allowed")
    return text


def folder(cwd: Path, text: str) -> Path:
    """A folder that exists; a relative one is beside `cwd`."""
    path = cwd / expanded(text)
    if not path.is_dir():
        raise ValueError("a folder that exists is allowed")
    return path


def keys(text: str) -> tuple[str, ...]:
    """One or more keys, commas between them."""
    found = tuple(part.strip() for part in text.split(","))
    for number, key in enumerate(found, 1):
        try:
            key_bytes(key)
        except ValueError:
            raise ValueError(
                f"key {number} of {len(found)} is wrong: {KEY_FORM} is allowed"
            ) from None
    return found


def emergency_numbers(text: str) -> Mapping[str, tuple[str, ...]]:
    """`FR=15/112,JP=119` → numbers by country. They are texts: Australia's begins with 0."""
    numbers: dict[str, tuple[str, ...]] = {}
    for entry in text.split(","):
        if not (
            match := re.fullmatch(
                r"\s*([A-Za-z]{2})\s*=\s*([0-9]{2,15}(?:/[0-9]{2,15})*)\s*", entry
            )
        ):
            raise ValueError(
                f"{entry.strip()!r} is wrong: entries like FR=15/112,JP=119 are allowed"
            )
        country = match[1].upper()
        if country in NO_COUNTRIES or country not in Locale("en").territories:
            raise ValueError(
                f"{country} is wrong: countries by ISO 3166-1 (GB, not UK) are allowed"
            )
        if country in numbers:
            raise ValueError(f"{country} occurs twice: once is allowed, like FR=15/112")
        numbers[country] = tuple(match[2].split("/"))
    return MappingProxyType(numbers)
