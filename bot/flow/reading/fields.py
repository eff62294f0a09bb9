"""A mapping whose keys are known: a question, an option, a rule …"""

from typing import TypeVar

from bot.flow.reading.nodes import Node, Word
from bot.flow.reading.notes import Notes, Place, nearest, quoted
from bot.flow.reading.values import Read, entries

T = TypeVar("T")
D = TypeVar("D")


class Fields:
    """The keys of one mapping; notes those that are unknown, missing or given twice.

    `nodes` holds what was found, by the key that was meant.

    Args:
        what: What the mapping is, for messages: "a rule".
        at: Where a missing key is noted; the mapping's beginning where it is None.
    """

    def __init__(
        self,
        notes: Notes,
        node: Node,
        what: str,
        required: tuple[str, ...],
        optional: tuple[str, ...] = (),
        *,
        at: Word | None = None,
    ) -> None:
        self._notes = notes
        self._what = what
        self._place = at.place if at else node.place
        self._allowed = required + optional
        self._keys: dict[str, Word] = {}
        self.nodes: dict[str, Node] = {}
        found = entries(notes, node)
        given = {key.text for key, _ in found}
        for key, value in found:
            meant = key.text if key.text in self._allowed else self._guess(key, value, given)
            self._keys.setdefault(meant, key)
            self.nodes.setdefault(meant, value)
        for name in required if found else ():
            self.need(name)

    def _guess(self, key: Word, value: Node, given: set[str]) -> str:
        """Note an unknown key; read it as the missing one it may mean: one slip is one mistake."""
        guess = nearest(key.text, self._allowed)
        allowed = ", ".join(self._allowed)
        hint = f"; did you mean '{guess}'?" if guess else _punctuation(key, value)
        message = f"{quoted(key.text)} is not a key of {self._what} ({allowed}){hint}"
        self._notes.mistake(key.place, message)
        return guess if guess and guess not in given else key.text

    def __contains__(self, key: str) -> bool:
        return key in self.nodes

    def read(self, key: str, read: Read[T], default: D) -> T | D:
        """Read a key's value; `default` where the key is left out."""
        node = self.nodes.get(key)
        return default if node is None else read(self._notes, node)

    def place(self, key: str) -> Place:
        """Say where a key stands; where it is left out, where it is missing."""
        return self._keys[key].place if key in self._keys else self._place

    def need(self, key: str, reason: str = "") -> None:
        """Note that a key is missing, if it is."""
        if key not in self.nodes:
            self._notes.mistake(self._place, f"{self._what} needs '{key}'{reason}")


def _punctuation(key: Word, value: Node) -> str:
    if "{" in key.text or ":" in key.text:  # when:{risk: smoker}
        return "; a colon and a space come after a key"
    bare = isinstance(value, Word) and not value.text  # {label: Yes, one leg}
    return "; a text that holds a comma stands in quotes" if bare else ""
