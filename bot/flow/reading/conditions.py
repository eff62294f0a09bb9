"""Conditions (`when:`, `unless:`) and the terms they use."""

from collections import Counter
from collections.abc import Collection
from typing import Literal

from bot.flow.condition import ALWAYS, All, Any, Chosen, Condition, Not, parts_of, questions_in
from bot.flow.reading.fields import Fields
from bot.flow.reading.names import RESERVED, Names
from bot.flow.reading.nodes import Node, Table, Word
from bot.flow.reading.notes import Notes, Place, instead, nearest, quoted
from bot.flow.reading.values import Read, entries, items, one_of, one_or_more, whole

# What follows keeps a few short terms from meaning a condition that no computer can hold
MOST = 1_000  # conditions in one term with the terms it uses; a few dozen are usual
DEEPEST = 50  # conditions inside conditions, in the same
LONGEST_CHAIN = 10  # terms that use terms that use terms
RELATIONS = ("any of", "all of", "none of", "only", "at least", "of")
ANSWERED = "answered"  # of a question to be filled in, whatever with
HOW: dict[str, Literal["any", "all", "only", "none"]] = {
    "any of": "any",
    "all of": "all",
    "none of": "none",
    "only": "only",
}
NO_VALUES: frozenset[str] = frozenset()


class Conditions:
    """Reads the conditions of one flow, whose names are known."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known_term = one_of(names.terms.keys(), "a term")
        self._terms: dict[str, Condition] = {}
        self._open: list[str] = []  # terms being read, outermost first

    def read(self, notes: Notes, node: Node) -> Condition:
        """Read a condition that may be about any question."""
        return self._read(notes, node, self._names.questions)

    def before(self, question: str) -> Read[Condition]:
        """Read a condition that may only be about questions asked before this one."""
        questions = self._names.questions or ()
        earlier = questions[: questions.index(question)]
        return lambda notes, node: self._read(notes, node, earlier)

    def read_terms(self, notes: Notes, node: Node) -> None:
        """Read all terms, those too that nothing uses."""
        for key, _ in entries(notes, node):
            self._term(notes, key)

    def _read(self, notes: Notes, node: Node, asked: Collection[str] | None) -> Condition:
        parts = []
        for key, value in entries(notes, node):
            part = self._line(notes, key, value, asked)
            if asked is not None and key.text not in {"any", "not"}:
                self._mind_order(notes, key.place, part, asked)
            parts.append(part)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _mind_order(
        self, notes: Notes, place: Place, part: Condition, asked: Collection[str]
    ) -> None:
        for question in dict.fromkeys(questions_in(part)):
            if question not in asked:
                notes.mistake(place, f"'{question}' is not asked before this question")

    def _line(
        self, notes: Notes, key: Word, value: Node, asked: Collection[str] | None
    ) -> Condition:
        match key.text:
            case "is":
                parts = one_or_more(self._term)(notes, value)
                return parts[0] if len(parts) == 1 else All(parts)
            case "any":
                return Any(tuple(self._read(notes, part, asked) for part in items(notes, value)))
            case "not":
                return Not(self._read(notes, value, asked))
            case _:
                return self._about(notes, key, value)

    def _about(self, notes: Notes, key: Word, value: Node) -> Condition:
        question = key.text
        questions = self._names.questions
        if questions is not None and question not in questions:
            meant = instead(question, (*questions, *RESERVED))
            notes.mistake(key.place, f"{quoted(question)} is not a question{meant}")
            question = nearest(question, questions) or ""
            if not question:
                return ALWAYS
        return _Relations(self._names, question).read(notes, value)

    def _term(self, notes: Notes, node: Node) -> Condition:
        name = self._known_term(notes, node)
        if name in self._open:
            circle = " → ".join((*self._open[self._open.index(name) :], name))
            notes.mistake(node.place, f"these terms go round in a circle: {circle}")
            return ALWAYS
        if len(self._open) == LONGEST_CHAIN:
            notes.mistake(node.place, f"terms use terms more than {LONGEST_CHAIN} deep here")
            return ALWAYS
        if name and name not in self._terms:
            self._open.append(name)
            self._terms[name] = self._read_term(notes, self._names.terms[name])
            self._open.pop()
        return self._terms.get(name, ALWAYS)

    def _read_term(self, notes: Notes, node: Node) -> Condition:
        condition = self.read(notes, node)
        if _depth(condition) <= DEEPEST and _size(condition) <= MOST:
            return condition
        notes.mistake(node.place, "this term is too large, with the terms it uses written out")
        return ALWAYS


class _Relations:
    """Reads how the answers to one question stand to its options."""

    def __init__(self, names: Names, question: str) -> None:
        self._question = question
        options = names.options.get(question)
        self._single = options is not None and question not in names.many
        self._blank = question in names.blanks
        self._options = one_or_more(one_of(options, f"an option of '{question}'"))

    def read(self, notes: Notes, node: Node) -> Condition:
        if self._blank and isinstance(node, Word) and node.text == ANSWERED:
            return Chosen(self._question, NO_VALUES, "none")
        if not isinstance(node, Table):
            return Chosen(self._question, self._values(notes, node))
        lines = Fields(notes, node, f"a condition on '{self._question}'", (), RELATIONS)
        parts: list[Condition] = []
        for relation, how in HOW.items():
            if relation in lines:
                values = lines.read(relation, self._values, NO_VALUES)
                parts.append(Chosen(self._question, values, how))
                if how == "all":
                    self._possible(notes, lines.place(relation), len(values), len(values))
        if "at least" in lines or "of" in lines:
            parts.append(self._count(notes, lines))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _count(self, notes: Notes, lines: Fields) -> Condition:
        lines.need("at least", " beside 'of'")
        lines.need("of", " beside 'at least'")
        count = lines.read("at least", whole(1, 99), 1)
        values = lines.read("of", self._values, NO_VALUES)
        if "of" in lines:
            self._possible(notes, lines.place("at least"), count, len(values))
        return Chosen(self._question, values, "any", count)

    def _possible(self, notes: Notes, place: Place, count: int, among: int) -> None:
        if count > 1 and (count > among or self._single):
            most = "one answer" if self._single else f"{among} of these"
            notes.mistake(place, f"this can never hold: '{self._question}' has at most {most}")

    def _values(self, notes: Notes, node: Node) -> frozenset[str]:
        values = self._options(notes, node)
        for value, times in Counter(values).items():
            if value and times > 1:
                notes.mistake(node.place, f"'{value}' is named {times} times")
        return frozenset(values) - {""}


def _size(condition: Condition) -> int:
    return 1 + sum(map(_size, parts_of(condition)))


def _depth(condition: Condition) -> int:
    return 1 + max(map(_depth, parts_of(condition)), default=0)
