"""The steps of a chat in a case file: what the person does, and what is asked or told."""

from bot.flow.condition import Values
from bot.flow.hearing.tongue import fold
from bot.flow.model import Flow
from bot.flow.question import Question
from bot.flow.reading.nodes import Items, Node, Table, Word
from bot.flow.reading.notes import Notes, instead, quoted
from bot.flow.reading.values import entries, items, one_of, one_or_more, word
from bot.flow.rehearsal import Answers, Asks, Changes, Ends, Step, Types

DEEDS = ("changes", "asks", "ends")


class Steps:
    """Reads the chats of one flow."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._question = one_of(flow.questions.keys(), f"a question of '{flow.id}'")
        self._ending = one_of(flow.endings.keys(), f"an ending of '{flow.id}'")

    def read(self, notes: Notes, node: Node) -> tuple[Step, ...]:
        return tuple(
            found for each in items(notes, node) if (found := self._step(notes, each)) is not None
        )

    def _step(self, notes: Notes, node: Node) -> Step | None:
        if not isinstance(node, Table):
            return Types(node.place, word(notes, node))
        found = entries(notes, node)
        if len(found) != 1:
            if found:
                notes.mistake(node.place, "a step is one thing: write each on its own line")
            return None
        ((key, value),) = found
        match key.text:
            case "asks":
                return Asks(key.place, self._question(notes, value))
            case "ends":
                return Ends(key.place, self._ending(notes, value))
            case "changes":
                return self._changes(notes, value)
            case _:
                return self._answers(notes, key, value)

    def _changes(self, notes: Notes, node: Node) -> Changes | None:
        found = entries(notes, node)
        if len(found) > 1:
            notes.mistake(found[1][0].place, "one answer is changed at a time")
        for key, value in found[:1]:
            if (answer := self._answers(notes, key, value)) is not None:
                return Changes(key.place, answer.question, answer.values)
        return None

    def _answers(self, notes: Notes, key: Word, node: Node) -> Answers | None:
        question = self._flow.questions.get(key.text)
        if question is None:
            known = (*self._flow.questions, *DEEDS)
            hint = instead(key.text, known)
            notes.mistake(key.place, f"{quoted(key.text)} is not a question{hint}")
            return None
        values = _options(notes, node, question)
        return Answers(key.place, question.id, values) if values else None


def _options(notes: Notes, node: Node, question: Question) -> Values:
    """Read options by their name or their label."""
    meant = {
        fold(said): option.id
        for option in question.options.values()
        for said in (option.label, option.button)
        if said
    }
    meant |= {fold(option): option for option in question.options}
    found: list[str] = []
    said = one_or_more(word)(notes, node)
    nodes = node.nodes if isinstance(node, Items) else (node,)
    for each, words in zip(nodes, said, strict=True):
        if words and fold(words) not in meant:
            hint = instead(words, question.options.keys())
            notes.mistake(each.place, f"{quoted(words)} is not an answer to '{question.id}'{hint}")
        elif words:
            found.append(meant[fold(words)])
    alone = any(question.options[option].alone for option in found)
    if len(found) > 1 and (alone or not question.many):
        notes.mistake(node.place, f"'{question.id}' takes one answer, not these together")
    return tuple(option for option in question.options if option in found)
