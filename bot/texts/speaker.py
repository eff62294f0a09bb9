"""One language: a text to words in it."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from babel.core import Locale

from bot.text import Country, Lazy, Text
from bot.texts.catalogues import GAP, Words, needs_words
from bot.texts.countries import country_name
from bot.texts.times import said_time

ENGLISH = "en"
GROUPED = 1000  # from here on languages write a number each in their way; Babel's digits are the same in all

_RIGHT_TO_LEFT = frozenset({"R", "AL", "RLE", "RLO", "RLI"})


class Speaker:
    """One language, with all that can be said in it."""

    def __init__(self, code: str, locale: Locale, words: Words) -> None:
        self.code = code  # in lower case, as Telegram writes it: `es`, `pt-br`
        self.locale = locale
        self.words = words

    @property
    def name(self) -> str:
        """The language's own name, as it begins a line."""
        name = self.locale.get_display_name() or self.code
        return name[:1].upper() + name[1:]

    def lacks(self, ids: Iterable[str]) -> list[str]:
        """Those of the ids that cannot be said."""
        return [english for english in ids if english not in self.words and needs_words(english)]

    def say(self, text: Text) -> str:
        """Put a text into words. A gap that no value fills stays as it is written."""
        words = self.words.get(text.english, text.english)
        if not text.values:
            return words
        filled = {name: self._value(value) for name, value in text.values}
        # One pass over the words alone: braces inside a value are never taken for gaps.
        return GAP.sub(lambda gap: filled.get(gap[1], gap[0]), words)

    def _value(self, value: str | int | Text | Lazy) -> str:
        match value:
            case Text():
                return self.say(value)
            case Country(iso):
                return country_name(iso, self.locale)
            case int():
                return _number(value, self.code)
            case str():
                return _isolated(value)
            case _:
                return said_time(value, self.locale)


def _number(value: int, code: str) -> str:
    return str(value) if 0 <= value < GROUPED else _large_number(value, code)


@lru_cache(maxsize=1024)
def _large_number(value: int, code: str) -> str:
    # Babel's numbers, and the data of a language behind them, take megabytes that many chats never need.
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(value, locale=code.replace("-", "_"))


def _isolated(value: str) -> str:
    """Keep right-to-left words from turning the sentence around them."""
    if value.isascii() or _RIGHT_TO_LEFT.isdisjoint(map(unicodedata.bidirectional, value)):
        return value
    return f"\u2068{value}\u2069"
