"""Questions asked again, ride after ride: written once, and unfolded into numbered ones before anything is read.

So the walk, the proofs, back and changing an answer know nothing of groups.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.flow.question import Round
from bot.flow.reading.fields import Fields
from bot.flow.reading.nodes import Items, Node, Table, Word
from bot.flow.reading.notes import Copied, Notes, Place, quoted
from bot.flow.reading.values import entries, shaped, short_name, text

KEYS = ("title", "repeat", "questions", "again")
MENTIONS = ("clock", "on", "unlike")  # keys of a question that name others
YES = "yes"  # the option of `again` that leads to another round
OFTEN = "up to [2-9]"
often = shaped(OFTEN, "such as 'up to 6', from 2 to 9")

Entry = tuple[Word, Node]


@dataclass(frozen=True, slots=True)
class Unfolded:
    questions: Node | None
    rounds: Mapping[str, Round]  # of the questions in a group


def unfold(notes: Notes, node: Node | None) -> Unfolded:
    """Replace every group by its questions, as often as it may be asked.

    What is wrong with a question is told once, where it is written.
    """
    if not isinstance(node, Table):
        return Unfolded(node, {})
    found: list[Entry] = []
    rounds: dict[str, Round] = {}
    for key, value in node.entries:
        if not _is_group(value):
            found.append((key, value))
            continue
        for number, entry in _Group(notes, key, value).rounds():
            found.append(entry)
            rounds[entry[0].text] = number
    _no_twins(notes, found)
    return Unfolded(Table(node.place, tuple(found)), rounds)


def _is_group(node: Node) -> bool:
    return isinstance(node, Table) and any(key.text == "repeat" for key, _ in node.entries)


class _Group:
    """One group while it is unfolded."""

    def __init__(self, notes: Notes, key: Word, node: Node) -> None:
        short_name(notes, key)
        lines = Fields(notes, node, f"group {quoted(key.text)}", KEYS, at=key)
        self._title = lines.read("title", text, "")
        times = lines.read("repeat", often, "")
        self._times = int(times[-1]) if times[-1:].isdigit() else 1
        self._again = f"{key.text}_again"
        members = lines.read("questions", entries, ())
        again = lines.nodes.get("again")
        asked: tuple[Entry, ...] = (
            ((Word(lines.place("again"), self._again), again),) if again else ()
        )
        self._asked = (*members, *asked)
        self._members = {word.text for word, _ in self._asked}

    def rounds(self) -> Iterator[tuple[Round, Entry]]:
        for number in range(1, self._times + 1):
            for key, value in self._asked:
                if key.text == self._again and number == self._times:
                    continue  # nothing comes after the last
                yield Round(self._title, number), self._copy(key, value, number)

    def _copy(self, key: Word, value: Node, number: int) -> Entry:
        if number == 1:
            return key, value
        name = Word(Copied(*key.place), self._numbered(key.text, number))
        question = _copied(value)
        if not isinstance(question, Table):
            return name, question
        found = [(k, self._renamed(k.text, v, number)) for k, v in question.entries]
        if all(k.text != "when" for k, _ in found):
            when = Word(name.place, "when")
            found.append((when, self._gated(Table(name.place, ()), number)))
        return name, Table(question.place, tuple(found))

    def _renamed(self, key: str, value: Node, number: int) -> Node:
        if key == "when":
            return self._gated(self._condition(value, number), number)
        if key in MENTIONS and isinstance(value, Word):
            return Word(value.place, self._numbered(value.text, number))
        return value

    def _condition(self, node: Node, number: int) -> Node:
        """Let a condition speak of this round's answers."""
        match node:
            case Table(place, found):
                lines = (
                    (Word(k.place, self._numbered(k.text, number)), self._condition(v, number))
                    for k, v in found
                )
                return Table(place, tuple(lines))
            case Items(place, nodes):
                return Items(place, tuple(self._condition(each, number) for each in nodes))
            case _:
                return node

    def _gated(self, when: Node, number: int) -> Node:
        """Ask only where another round was wanted."""
        if not isinstance(when, Table):
            return when
        gate = Word(when.place, self._numbered(self._again, number - 1)), Word(when.place, YES)
        return Table(when.place, (*when.entries, gate))

    def _numbered(self, name: str, number: int) -> str:
        return f"{name}_{number}" if name in self._members and number > 1 else name


def _copied(node: Node) -> Node:
    place = Copied(*node.place)
    match node:
        case Word():
            return Word(place, node.text)
        case Items():
            return Items(place, tuple(map(_copied, node.nodes)))
        case Table():
            lines = ((Word(Copied(*k.place), k.text), _copied(v)) for k, v in node.entries)
            return Table(place, tuple(lines))


def _no_twins(notes: Notes, found: list[Entry]) -> None:
    """Note a question that has the name of a later round's."""
    copies = {key.text for key, _ in found if isinstance(key.place, Copied)}
    for key, _ in found:
        if key.text in copies and not isinstance(key.place, Copied):
            message = f"{quoted(key.text)} is a name of the group's later rounds; choose another"
            notes.mistake(Place(*key.place), message)
