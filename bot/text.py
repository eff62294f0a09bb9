"""Words that are yet to be put into the reader's language."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct


class Country(Struct, frozen=True, tag=True):
    """A country, named in the reader's language. `iso` is its ISO 3166-1 alpha-2 code."""

    iso: str


class Day(Struct, frozen=True, tag=True):
    """A day, as the reader's language writes it. `iso` is ISO 8601."""

    iso: str


class Month(Struct, frozen=True, tag=True):
    """A month and its year. `iso` begins with them: 2030-12."""

    iso: str


class Weekday(Struct, frozen=True, tag=True, omit_defaults=True):
    """A short name of a day of the week, Monday being 0; the shortest there is, or one for a sentence."""

    number: int
    width: Literal["short", "abbreviated"] = "short"


class Clock(Struct, frozen=True, tag=True):
    """A time of the day, in 12 or 24 hours as the reader's language has it. `iso` is ISO 8601: 21:35."""

    iso: str


class Length(Struct, frozen=True, tag=True):
    """A length of time, in hours and minutes."""

    minutes: int


Lazy = Country | Day | Month | Weekday | Clock | Length  # named in the reader's language


class Text(Struct, frozen=True, tag=True):
    """One translatable message: its English words, which are its gettext id, and what fills their {gaps}.

    `values` pairs a gap's name with a number, another Text, something lazy, or words shown as they are.
    """

    english: str
    values: tuple[tuple[str, "str | int | Text | Lazy"], ...] = ()

    def ids(self) -> Iterator[str]:
        """Every gettext id needed to show this: its own, then those inside its gaps."""
        yield self.english
        for _, value in self.values:
            if isinstance(value, Text):
                yield from value.ids()


def text(english: str, **values: "str | int | Text | Lazy") -> Text:
    """Mark words for translation. Babel finds every call of this by its name."""
    return Text(english, tuple(values.items()))


class Block(Struct, frozen=True):
    """One paragraph of a message.

    `kind`: title, heading, plain, item (of a list), note (small print) or quote (the person's own words).
    """

    kind: str
    text: Text


Doc = tuple[Block, ...]


def doc_ids(doc: Doc) -> Iterator[str]:
    """Every gettext id that must exist in a language for this message to be shown in it."""
    for block in doc:
        yield from block.text.ids()
