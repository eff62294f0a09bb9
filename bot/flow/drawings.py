"""What can be drawn or printed. Plain data, kept with the effects: it becomes a picture when it is sent.

A new kind is a new struct here, a member of `Drawing` or of `Paper`, and one function in bot/pictures.
"""

from collections.abc import Iterator

from msgspec import Struct

from bot.flow.text import Doc, doc_ids


class Sheet(Struct, frozen=True, tag=True):
    """A page of words: to look at on a phone, or to print."""

    doc: Doc

    def ids(self) -> Iterator[str]:
        """Every gettext id that must exist in a language for this to be drawn in it."""
        yield from doc_ids(self.doc)


Drawing = Sheet  # what becomes a picture
Paper = Sheet  # what becomes a file
