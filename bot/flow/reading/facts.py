"""What an option `stands for` in a case: see "Facts of a case" in flows/README.md."""

from bot.flow.question import Fact
from bot.flow.reading.fields import Fields
from bot.flow.reading.nodes import Node, Table, Word
from bot.flow.reading.notes import Notes, quoted
from bot.flow.reading.values import entries, number, one_or_more, shaped, word

RANGE = ("over", "below", "lacks")
KEY_NAME = r"[a-z0-9_]+(\.[a-z0-9_]+)*"
key_name = shaped(KEY_NAME, "lower-case words joined by _, reaching inside by .")


def facts(notes: Notes, node: Node) -> tuple[Fact, ...]:
    """Read one set of facts, which must all be so."""
    return tuple(_fact(notes, key, value) for key, value in entries(notes, node))


def _fact(notes: Notes, key: Word, node: Node) -> Fact:
    name = key_name(notes, key)
    if not isinstance(node, Table):
        return Fact(name, frozenset(one_or_more(word)(notes, node)))
    lines = Fields(notes, node, f"a fact on {quoted(name)}", (), RANGE)
    if "lacks" in lines and ("over" in lines or "below" in lines):
        notes.mistake(lines.place("lacks"), "'lacks' is for lists, 'over' and 'below' for numbers")
    fact = Fact(
        name,
        over=lines.read("over", number, None),
        below=lines.read("below", number, None),
        lacks=frozenset(lines.read("lacks", one_or_more(word), ())),
    )
    if fact.over is not None and fact.below is not None and fact.over >= fact.below:
        notes.mistake(lines.place("below"), "no number is over and below these")
    return fact
