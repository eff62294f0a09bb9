"""YAML text to nodes that know their place.

Built from YAML's events rather than with `yaml.load`: marks are kept, every scalar stays the word
that was written (`no` is no boolean, 2026-11-22 no date), and nothing is repeated or constructed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import yaml

from bot.flow.reading.notes import Notes, Place

LARGEST = 1_000_000  # bytes
DEEPEST = 20  # lists and mappings inside one another; a flow needs about ten
LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
BARE_KEY = re.compile(r"[ -]*[\w ]+")
# What YAML refuses (https://yaml.org/spec/1.1/#c-printable), and line ends no editor counts
FORBIDDEN = re.compile(r"[^\t\n\r -~\xA0-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]|[\u2028\u2029]")
UNEVEN = "; put as many spaces before this line as before the lines it belongs with, and close what is open above it"
HINTS = {  # the commonest slips, which YAML's own words hardly explain
    "mapping values are not allowed": "; a text that holds ': ' stands in quotes",
    "found character": "; a text that begins with @, ` or % stands in quotes",
    "could not find expected ':'": "; a colon and a space come after a key",
    "did not find expected": UNEVEN,
    "expected <block end>": UNEVEN,  # the same, without libyaml
}


@dataclass(frozen=True, slots=True)
class Word:
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    place: Place
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Table:
    place: Place
    entries: tuple[tuple[Word, "Node"], ...]  # as written: a key may occur twice


Node = Word | Items | Table


class _TooDeepError(Exception):
    """What is nested deeper is not looked at."""


def read_nodes(text: str, notes: Notes) -> Node | None:
    """Read the one document of a file; None where it cannot be read, for the reasons noted."""
    text = text.removeprefix("\ufeff")
    if not _is_acceptable(text, notes):
        return None
    try:
        return _Composer(yaml.parse(text, Loader=LOADER), notes).document()
    except _TooDeepError:
        pass  # it is noted
    except yaml.MarkedYAMLError as error:
        _note_syntax(error, text, notes)
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # "\UFFFFFFFF", without libyaml
        notes.mistake(Place(1, 1), f"this is not YAML: {error}")
    return None


def _is_acceptable(text: str, notes: Notes) -> bool:
    if len(text.encode("utf-8", "replace")) > LARGEST:
        notes.mistake(Place(1, 1), "the file is larger than 1 MB")
        return False
    if FORBIDDEN.search(text) is None:
        return True
    for line, written in enumerate(text.split("\n"), 1):
        if found := FORBIDDEN.search(written):
            place = Place(line, found.start() + 1)
            notes.mistake(place, f"the control character U+{ord(found[0]):04X} is not allowed")
    return False


def _note_syntax(error: yaml.MarkedYAMLError, text: str, notes: Notes) -> None:
    place = _place(error.problem_mark or error.context_mark)
    lines = text.splitlines()
    written = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        notes.mistake(place, "a tab is used for indentation; use spaces")
        return
    line, column = _place(error.context_mark)
    begun = f" ({error.context} begun at line {line}, column {column})" if error.context else ""
    said = str(error.problem)
    notes.mistake(
        place, f"this is not YAML: {said}{begun}{_hint(said, written[: place.column - 1])}"
    )


def _hint(said: str, before: str) -> str:
    """Say what to do; `before` is what its line holds before the place."""
    if said.startswith("mapping values") and BARE_KEY.fullmatch(before):
        return UNEVEN
    return next((hint for slip, hint in HINTS.items() if said.startswith(slip)), "")


class _Mark(Protocol):
    """YAML's own, counted from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


def _place(mark: _Mark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


class _Composer:
    """Puts YAML's events together. Refuses what hides meaning: anchors, aliases, tags."""

    def __init__(self, events: Iterator[yaml.Event], notes: Notes) -> None:
        self._events = events
        self._notes = notes

    def document(self) -> Node | None:
        found: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found is not None:
                    self._notes.mistake(
                        _place(event.start_mark),
                        "a second document begins here; a file is one flow",
                    )
                    return found
                found = self._node(next(self._events), 1)
        if found is None:
            self._notes.mistake(Place(1, 1), "the file is empty")
        return found

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = _place(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self._notes.lose(place, f"'*{event.anchor}' repeats another part; write it out")
            return Word(place, "")
        self._refuse(event, place)
        if isinstance(event, yaml.ScalarEvent):
            return Word(place, event.value)
        if depth > DEEPEST:
            self._notes.mistake(place, f"this is nested more than {DEEPEST} deep")
            raise _TooDeepError
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(place, tuple(self._items(depth)))
        return Table(place, tuple(self._entries(depth)))

    def _refuse(self, event: yaml.Event, place: Place) -> None:
        if (anchor := getattr(event, "anchor", None)) is not None:
            self._notes.mistake(place, f"'&{anchor}' is for repeating a part; write it out")
        if (tag := getattr(event, "tag", None)) is not None:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self._notes.mistake(place, f"'{shown}' is a YAML tag; leave it out")

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> Iterator[tuple[Word, Node]]:
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            event = next(self._events)
            value = self._node(event, depth + 1)
            if not isinstance(key, Word):
                self._notes.lose(key.place, "a name is expected here, not a list or a mapping")
                yield Word(key.place, ""), value
            elif isinstance(event, yaml.ScalarEvent) and not event.value:
                yield (
                    key,
                    Word(key.place, ""),
                )  # YAML puts what is left out anywhere up to the next key
            else:
                yield key, value
