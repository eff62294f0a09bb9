"""The names a flow gives, gathered before it is read, so that every mention can be checked."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.flow.blank import KINDS
from bot.flow.reading.nodes import Node, Table, Word
from bot.flow.reading.notes import Place, nearest

RESERVED = ("is", "any", "not")  # keys of a condition that are no question

Known = tuple[str, ...] | None  # None: could not be read; what uses such names is not checked


@dataclass(frozen=True, slots=True)
class Names:
    questions: Known  # in the order asked
    places: Mapping[str, Place]  # of questions
    options: Mapping[str, Known]  # of each question
    many: frozenset[str]  # questions with several answers, or where it is not known
    blanks: Mapping[str, str]  # questions to be filled in, with what
    endings: Known
    sources: Known
    terms: Mapping[str, Node]


def gather(top: Mapping[str, Node]) -> Names:
    """Look over a flow's parts; what is wrong with them is noted when they are read."""
    questions = _entries(top.get("questions"))
    return Names(
        questions=_names(top.get("questions")),
        places=_places(top.get("questions")),
        options={name: _options(node) for name, node in questions.items()},
        many=frozenset(name for name, node in questions.items() if _is_many(node)),
        blanks={name: kind for name, node in questions.items() if (kind := blank_kind(node))},
        endings=_names(top.get("endings")),
        sources=_names(top.get("sources")),
        terms=_entries(top.get("terms")),
    )


def blank_kind(question: Node) -> str | None:
    """What is to be filled in, by `choose:`; None where an option is chosen."""
    chosen = _entries(question).get("choose")
    return chosen.text if isinstance(chosen, Word) and chosen.text in KINDS else None


def _options(question: Node) -> Known:
    options = _entries(question).get("options")
    return () if options is None and blank_kind(question) else _names(options)


def _is_many(question: Node) -> bool:
    chosen = _entries(question).get("choose")
    if chosen is None or blank_kind(question):
        return False
    return not isinstance(chosen, Word) or nearest(chosen.text, ("one", "many")) != "one"


def _entries(node: Node | None) -> dict[str, Node]:
    if not isinstance(node, Table):
        return {}
    return {key.text: value for key, value in reversed(node.entries)}  # the first of two counts


def _names(node: Node | None) -> Known:
    if not isinstance(node, Table):
        return None
    return tuple(dict.fromkeys(key.text for key, _ in node.entries))


def _places(node: Node | None) -> dict[str, Place]:
    if not isinstance(node, Table):
        return {}
    return {key.text: key.place for key, _ in reversed(node.entries)}
