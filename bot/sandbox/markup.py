"""Telegram's HTML: text with tags in, plain text and entities out, and back.

The grammar and the words of each refusal follow TDLib's parse_html.
Source: https://core.telegram.org/bots/api#html-style
"""

from typing import Any

from bot.sandbox.entities import utf16, utf16_offsets
from bot.sandbox.tags import CLOSERS, TagReader, opening_tag

Entity = dict[str, Any]


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Read a text in Telegram's HTML.

    Returns:
        The plain text, surrounding white space cut off, and its entities, offsets in UTF-16 units.

    Raises:
        ApiError: 400 "can't parse entities: …", byte offsets in UTF-8.
    """
    reader = TagReader(tidy(source))
    reader.read()
    return trim("".join(reader.text), reader.entities)


def tidy(text: str) -> str:
    """Drop carriage returns and turn other control characters into spaces, as Telegram does."""
    return "".join(c if c == "\n" or c >= " " else " " for c in text.replace("\r", ""))


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Cut surrounding white space off, and off the entities; those left empty go."""
    cut = utf16(text) - utf16(text.lstrip())
    text = text.strip()
    end = utf16(text)
    kept = []
    for entity in entities:
        first = max(0, entity["offset"] - cut)
        last = min(end, entity["offset"] + entity["length"] - cut)
        if first < last:
            kept.append({**entity, "offset": first, "length": last - first})
    return text, sorted(kept, key=lambda e: (e["offset"], -e["length"]))


def escape(text: str) -> str:
    """Keep a text from being read as markup."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def render(text: str, entities: list[Entity]) -> str:
    """Write a text and its entities as HTML that `parse_html` reads back the same.

    Entities Telegram found by itself (commands, links) have no tag and are left out.
    """
    tagged = [e for e in entities if e["type"] in CLOSERS]
    edges = {0, utf16(text)}
    for entity in tagged:
        edges |= {entity["offset"], entity["offset"] + entity["length"]}
    at = {offset: index for index, offset in enumerate(utf16_offsets(text))}
    points = sorted(edges)
    pieces: list[str] = []
    open_: list[Entity] = []
    for start, end in zip(points, [*points[1:], points[-1]], strict=True):
        _close(open_, start, pieces)
        for entity in tagged:
            if entity["offset"] == start and entity["length"]:
                pieces.append(opening_tag(entity))
                open_.append(entity)
        pieces.append(escape(text[at[start] : at[end]]))
    return "".join(pieces)


def _close(open_: list[Entity], here: int, pieces: list[str]) -> None:
    """Close what ends here; what merely lies inside it is opened again."""
    ending = [e for e in open_ if e["offset"] + e["length"] <= here]
    again: list[Entity] = []
    while ending and open_:
        entity = open_.pop()
        pieces.append(CLOSERS[entity["type"]])
        if entity in ending:
            ending.remove(entity)
        else:
            again.append(entity)
    for entity in reversed(again):
        pieces.append(opening_tag(entity))
        open_.append(entity)
