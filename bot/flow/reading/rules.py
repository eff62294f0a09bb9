"""Rules, and the ending where none holds."""

from collections.abc import Mapping

from bot.flow.condition import ALWAYS
from bot.flow.ending import CALM, Calm, Ending
from bot.flow.model import Rule
from bot.flow.reading.conditions import Conditions
from bot.flow.reading.fields import Fields
from bot.flow.reading.names import Names
from bot.flow.reading.nodes import Node
from bot.flow.reading.notes import Notes
from bot.flow.reading.values import one_of, text

REQUIRED = ("at least", "when", "because", "source")
OPTIONAL = ("unless",)
OTHERWISE = ("ending", "because", "source")
NOWHERE = "", Calm(ALWAYS, "", "")  # stands in for an `otherwise` that cannot be read


class Rules:
    """Reads what leads to the endings of one flow, once these are read."""

    def __init__(self, names: Names, conditions: Conditions, endings: Mapping[str, Ending]) -> None:
        self._source = one_of(names.sources, "a source")
        self._ending = one_of(names.endings, "an ending")
        self._condition = conditions.read
        self._endings = endings

    def rule(self, notes: Notes, node: Node) -> Rule:
        lines = Fields(notes, node, "a rule", REQUIRED, OPTIONAL)
        return Rule(
            ending=lines.read("at least", self._urgent, ""),
            when=lines.read("when", self._condition, ALWAYS),
            because=lines.read("because", text, ""),
            source=lines.read("source", self._source, ""),
            unless=lines.read("unless", self._condition, None),
            line=node.place.line,
        )

    def otherwise(self, notes: Notes, node: Node) -> tuple[str, Calm]:
        """Read the ending where no rule holds, and why it is right then."""
        lines = Fields(notes, node, "'otherwise'", OTHERWISE)
        because = Calm(
            when=ALWAYS,
            because=lines.read("because", text, ""),
            source=lines.read("source", self._source, ""),
        )
        return lines.read("ending", self._urgent, ""), because

    def _urgent(self, notes: Notes, node: Node) -> str:
        name = self._ending(notes, node)
        ending = self._endings.get(name)
        if ending is not None and ending.urgency == CALM:
            message = f"'{name}' is calm (urgency {CALM}): only its own 'only when' may lead there"
            notes.mistake(node.place, message)
        return name
