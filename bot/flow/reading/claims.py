"""Claims: what must hold for every possible set of answers."""

import re

from bot.flow.condition import ALWAYS
from bot.flow.model import Claim
from bot.flow.reading.conditions import Conditions
from bot.flow.reading.fields import Fields
from bot.flow.reading.names import Names
from bot.flow.reading.nodes import Node, Table, Word
from bot.flow.reading.notes import Notes, quoted
from bot.flow.reading.values import FLAGS, flag, listed, one_of, word

KINDS = ("always", "never", "rising", "at most")
ONE_OF = "'always', 'never', 'rising: true' and 'at most: … taps'"
TAPS = re.compile(r"([1-9][0-9]?) taps?")


class Claims:
    """Reads the claims of one flow."""

    def __init__(self, names: Names, conditions: Conditions) -> None:
        self._ending = one_of(names.endings, "an ending")
        self._condition = conditions.read

    def read(self, notes: Notes, node: Node) -> tuple[Claim, ...]:
        return listed(self._claim)(notes, node)

    def _claim(self, notes: Notes, node: Node) -> Claim:
        lines = Fields(notes, node, "a claim", (), (*KINDS, "to", "when"))
        kinds = [kind for kind in KINDS if kind in lines]
        if isinstance(node, Table) and len(kinds) != 1:
            notes.mistake(node.place, f"a claim says one of {ONE_OF}")
        if "to" in lines and "at most" not in lines:
            notes.mistake(lines.place("to"), "'to' belongs to 'at most: … taps'")
        if kinds == ["rising"]:
            lines.read("rising", _only_true, None)
            if "when" in lines:
                notes.mistake(
                    lines.place("when"), "'rising' is about every answer: it has no 'when'"
                )
            return Claim("rising", line=node.place.line)
        always = lines.read("always", self._ending, "")
        never = lines.read("never", self._ending, "")
        taps = lines.read("at most", _taps, 0)
        to = lines.read("to", self._ending, "")
        when = lines.read("when", self._condition, ALWAYS)
        if "at most" in lines:
            return Claim("at most", to, when, taps, node.place.line)
        if "always" in lines:
            return Claim("always", always, when, line=node.place.line)
        return Claim("never", never, when, line=node.place.line)


def _taps(notes: Notes, node: Node) -> int:
    said = word(notes, node)
    if said and not TAPS.fullmatch(said):
        notes.mistake(node.place, f"'1 tap' to '99 taps' is expected here, not {quoted(said)}")
        return 0
    return int(said.split()[0]) if said else 0


def _only_true(notes: Notes, node: Node) -> None:
    if not flag(notes, node) and isinstance(node, Word) and node.text.lower() in FLAGS:
        notes.mistake(node.place, "'rising' can only be true: leave the claim out")
