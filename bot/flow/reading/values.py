"""What a node should be: each reader here gives it, or notes why not and gives a stand-in."""

import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import TypeVar

from bot.flow.reading.nodes import Items, Node, Table, Word
from bot.flow.reading.notes import Notes, instead, nearest, quoted

T = TypeVar("T")
Read = Callable[[Notes, Node], T]

LONGEST_TEXT = (
    3_000  # characters; Telegram's message holds 4,096, and a card has more than one text
)
UNITS = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60}
SPAN = re.compile(r"([1-9][0-9]{0,3}) (minute|hour|day|week)s?")
FLAGS = {"true": True, "yes": True, "false": False, "no": False}
TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
KINDS = {Word: "text", Items: "a list", Table: "a mapping"}


def word(notes: Notes, node: Node) -> str:
    """Read the bare word; it may be a name, a number, anything. "" where there is none."""
    if not isinstance(node, Word):
        notes.mistake(node.place, f"text is expected here, not {KINDS[type(node)]}")
        return ""
    if not node.text.strip():
        notes.mistake(node.place, "this is empty")
        return ""
    return node.text.strip()


def text(notes: Notes, node: Node) -> str:
    """Read words that people see."""
    words = word(notes, node)
    if len(words) > LONGEST_TEXT:
        notes.mistake(node.place, f"this text is longer than {LONGEST_TEXT:,} characters")
    if "{" in words or "}" in words:
        notes.mistake(
            node.place, "'{' and '}' are not allowed in texts: they mark gaps when translated"
        )
    if any(unicodedata.bidirectional(sign) in TURNING for sign in words):
        notes.mistake(
            node.place, "this text holds an invisible sign that turns the direction of writing"
        )
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in words.replace("\n", "")):
        notes.mistake(node.place, "this text holds a control character, perhaps a tab")
    return words


def whole(low: int, high: int) -> Read[int]:
    """Read a whole number; 0 stands in for what is none."""

    def read(notes: Notes, node: Node) -> int:
        digits = word(notes, node)
        if re.fullmatch(r"[0-9]{1,9}", digits) and low <= int(digits) <= high:
            return int(digits)
        if digits:
            notes.mistake(
                node.place, f"a number from {low} to {high} is expected here, not {quoted(digits)}"
            )
        return 0

    return read


def number(notes: Notes, node: Node) -> float:
    digits = word(notes, node)
    if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", digits):
        return float(digits)
    if digits:
        notes.mistake(node.place, f"a number is expected here, not {quoted(digits)}")
    return 0.0


def flag(notes: Notes, node: Node) -> bool:
    said = word(notes, node)
    if said and said.lower() not in FLAGS:
        notes.mistake(node.place, f"true or false is expected here, not {quoted(said)}")
    return FLAGS.get(said.lower(), False)


def day(notes: Notes, node: Node) -> date:
    said = word(notes, node)
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said):
            return date.fromisoformat(said)
    except ValueError:
        pass  # well formed, but no such day: 2026-02-30
    if said:
        notes.mistake(node.place, f"a date such as 2026-11-22 is expected here, not {quoted(said)}")
    return date.min


def span(notes: Notes, node: Node) -> timedelta:
    said = word(notes, node)
    found = SPAN.fullmatch(said)
    if found:
        return timedelta(minutes=int(found[1]) * UNITS[found[2]])
    if said:
        notes.mistake(
            node.place,
            f"a time such as '24 hours' or '14 days' is expected here, not {quoted(said)}",
        )
    return timedelta()


def shaped(pattern: str, allowed: str) -> Read[str]:
    """Read a name that must match `pattern`; `allowed` says so in words."""

    def read(notes: Notes, node: Node) -> str:
        name = word(notes, node)
        if name and not re.fullmatch(pattern, name):
            notes.mistake(node.place, f"the name {quoted(name)} must be {allowed}")
        return name

    return read


SHORT_NAME = "[a-z0-9_]{1,40}"
short_name = shaped(SHORT_NAME, "a-z, 0-9 and _, at most 40 of them")  # fits a button's data


def one_of(names: Collection[str] | None, what: str) -> Read[str]:
    """Read a name that must be among `names`; None: they could not be read, so any will do.

    A slip is noted, and read as the name that was probably meant: so one slip is one mistake.
    Gives "" where nothing is near.
    """

    def read(notes: Notes, node: Node) -> str:
        name = word(notes, node)
        if not name or names is None or name in names:
            return name
        notes.mistake(node.place, f"{quoted(name)} is not {what}{instead(name, names)}")
        return nearest(name, names) or ""

    return read


def items(notes: Notes, node: Node) -> tuple[Node, ...]:
    """Read a list with something in it."""
    if not isinstance(node, Items):
        notes.mistake(node.place, f"a list is expected here, not {_found(node)}")
        return ()
    if not node.nodes:
        notes.mistake(node.place, "this list is empty")
    return node.nodes


def entries(notes: Notes, node: Node) -> tuple[tuple[Word, Node], ...]:
    """Read a mapping with something in it: each key once, where YAML would keep the last."""
    if not isinstance(node, Table):
        notes.mistake(node.place, f"a mapping is expected here, not {_found(node)}")
        return ()
    if not node.entries:
        notes.mistake(node.place, "this mapping is empty")
    first: dict[str, tuple[Word, Node]] = {}
    for key, value in node.entries:
        if key.text in first:
            line, column = first[key.text][0].place
            message = f"{quoted(key.text)} is given twice; first at line {line}, column {column}"
            notes.mistake(key.place, message)
        else:
            first[key.text] = key, value
    return tuple(first.values())


def _found(node: Node) -> str:
    return "nothing" if isinstance(node, Word) and not node.text else KINDS[type(node)]


def listed(read: Read[T]) -> Read[tuple[T, ...]]:
    """Read a list, each of it with `read`."""
    return lambda notes, node: tuple(read(notes, each) for each in items(notes, node))


def some_or_none(read: Read[T]) -> Read[tuple[T, ...]]:
    """Read a list that may be empty, or a single one written without brackets."""
    several = one_or_more(read)

    def any_number(notes: Notes, node: Node) -> tuple[T, ...]:
        bare = isinstance(node, Items) and not node.nodes
        return () if bare else several(notes, node)

    return any_number


def one_or_more(read: Read[T]) -> Read[tuple[T, ...]]:
    """Read a list, or a single one written without brackets."""
    several = listed(read)

    def either(notes: Notes, node: Node) -> tuple[T, ...]:
        return several(notes, node) if isinstance(node, Items) else (read(notes, node),)

    return either
