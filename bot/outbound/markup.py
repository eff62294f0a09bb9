"""A message to Telegram's HTML, in pieces that Telegram takes."""

from functools import lru_cache
from html import escape

from bot.text import Doc
from bot.texts import Speaker

LONGEST = 4096  # UTF-16 units after the marks are taken off; https://core.telegram.org/bots/api#sendmessage
_MARKS = {
    "title": ("<b>", "</b>"),
    "heading": ("<b>", "</b>"),
    "note": ("<i>", "</i>"),
    "quote": ("<blockquote>", "</blockquote>"),
    "item": ("• ", ""),
    "plain": ("", ""),
}
_CLOSE = {
    ("heading", "item"),
    ("item", "item"),
    ("note", "title"),
    ("note", "quote"),
}  # no gap between


def pages(doc: Doc, speaker: Speaker) -> list[str]:
    """Write a message as HTML, split between paragraphs where it is too long for one."""
    found: list[str] = []
    page, size, before = "", 0, ""
    for block in doc:
        words = speaker.say(block.text)
        # What fills a gap may be somebody's own words: nothing of that is remembered.
        write = _paragraph if block.text.values else fixed_paragraph
        paragraph, length = write(block.kind, words)
        if page and size + length > LONGEST:
            found.append(page)
            page, size, before = "", 0, ""
        gap = "" if not page else "\n" if (before, block.kind) in _CLOSE else "\n\n"
        page += gap + paragraph
        size += length
        before = block.kind
    return [*found, page]


def _paragraph(kind: str, words: str) -> tuple[str, int]:
    """A paragraph in HTML, and how much room it takes, with a gap of two and a bullet of two at most."""
    words = _shortened(words)
    begin, end = _MARKS[kind]
    return f"{begin}{escape(words, quote=False)}{end}", _units(words) + 4


fixed_paragraph = lru_cache(maxsize=2048)(_paragraph)


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


def _shortened(words: str) -> str:
    """No paragraph of ours is near the limit; one that is loses its end rather than the whole message."""
    if _units(words) <= LONGEST - 4:
        return words
    return words.encode("utf-16-le")[: 2 * (LONGEST - 5)].decode("utf-16-le", "ignore") + "…"
