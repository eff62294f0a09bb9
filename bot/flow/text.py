"""Words that are yet to be put into the reader's language."""

from collections.abc import Iterator

from msgspec import Struct


class Country(Struct, frozen=True, tag=True):
    """A country, named in the reader's language. `iso` is its ISO 3166-1 alpha-2 code."""

    iso: str


class Text(Struct, frozen=True, tag=True):
    """One translatable message: its English words, which are its gettext id, and what fills their {gaps}.

    `values` pairs a gap's name with a number, another Text, a Country, or words shown as they are.
    """

    english: str
    values: tuple[tuple[str, "str | int | Text | Country"], ...] = ()

    def ids(self) -> Iterator[str]:
        """Every gettext id needed to show this: its own, then those inside its gaps."""
        yield self.english
        for _, value in self.values:
            if isinstance(value, Text):
                yield from value.ids()


def text(english: str, **values: "str | int | Text | Country") -> Text:
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
