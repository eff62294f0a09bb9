"""Entities Telegram finds by itself in any text: commands, mentions, links, addresses, hashtags."""

import re
from itertools import accumulate
from typing import Any

# The command pattern is TDLib's. Source: https://github.com/tdlib/td MessageEntity.cpp
_PATTERNS = {
    "bot_command": re.compile(
        r"\B(?<![/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?\b(?![/<>])"
    ),
    "email": re.compile(r"\b[\w.+-]{1,64}@(?:[\w-]+\.)+[a-zA-Z]{2,}\b"),
    "url": re.compile(r"\b(?:https?://|t\.me/)[^\s<>\"]*[^\s<>\".,;:!?)\]]"),
    "mention": re.compile(r"(?<![\w/@])@[a-zA-Z]\w{2,31}\b", re.ASCII),
    "hashtag": re.compile(r"(?<![\w/#])#\w*[^\W\d]\w*"),
}
MOST = 100  # entities in one message; Telegram ignores the rest


def utf16(text: str) -> int:
    """The length as Telegram counts: UTF-16 units, two for most emoji."""
    return len(text) + sum(char > "\uffff" for char in text)


def utf16_offsets(text: str) -> list[int]:
    """The UTF-16 offset of each character, and of the end."""
    return [0, *accumulate(1 + (char > "\uffff") for char in text)]


def find_entities(text: str, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add what Telegram finds in a text to the entities its sender gave.

    Args:
        text: Without markup.
        given: MessageEntity objects; what is found never overlaps their links and code.

    Returns:
        All of them in Telegram's order: by offset, longer first.
    """
    at = utf16_offsets(text)
    taken = [_span(e) for e in given if e["type"] in {"code", "pre", "text_link", "text_mention"}]
    entities = list(given)
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            start, end = at[match.start()], at[match.end()]
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
                entities.append({"type": kind, "offset": start, "length": end - start})
    return sorted(entities, key=lambda e: (e["offset"], -e["length"]))[:MOST]


def _span(entity: dict[str, Any]) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]
