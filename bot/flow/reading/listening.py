"""Words that are listened for wherever they are typed."""

from collections.abc import Iterator

from bot.flow.hearing.tongue import fold, words
from bot.flow.model import Listening
from bot.flow.reading.names import Names
from bot.flow.reading.nodes import Node
from bot.flow.reading.notes import Notes, quoted
from bot.flow.reading.values import entries, one_of, one_or_more, shaped, text

Phrase = tuple[str, ...]
LANGUAGE_CODE = "[a-z]{2,3}([-_][A-Za-z]{2,4})?"
language_code = shaped(LANGUAGE_CODE, "a language code such as en or pt-br")


class Listen:
    """Reads `listen`; remembers which option a phrase means, as it cannot mean two."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._meanings: dict[Phrase, tuple[str, str, str]] = {}

    def read(self, notes: Notes, node: Node) -> tuple[Listening, ...]:
        return tuple(self._all(notes, node))

    def _all(self, notes: Notes, node: Node) -> Iterator[Listening]:
        questions = one_of(self._names.questions, "a question")
        for about, options in entries(notes, node):
            question = questions(notes, about)
            known = self._names.options.get(question)
            meant = one_of(known, f"an option of '{question}'")
            for key, languages in entries(notes, options):
                option = meant(notes, key)
                for code, phrases in entries(notes, languages):
                    meaning = question, option, language_code(notes, code)
                    yield Listening(*meaning, self._phrases(notes, phrases, meaning))

    def _phrases(
        self, notes: Notes, node: Node, meaning: tuple[str, str, str]
    ) -> tuple[Phrase, ...]:
        def phrase(notes: Notes, node: Node) -> Phrase:
            return self._phrase(notes, node, meaning)

        return one_or_more(phrase)(notes, node)

    def _phrase(self, notes: Notes, node: Node, meaning: tuple[str, str, str]) -> Phrase:
        said = text(notes, node)
        heard = words(fold(said))
        if said and not any(sign.isalpha() for sign in "".join(heard)):
            notes.mistake(node.place, f"{quoted(said)} has no letters to listen for")
        earlier = self._meanings.setdefault(heard, meaning)
        if earlier[:2] != meaning[:2]:
            notes.mistake(node.place, f"{quoted(said)} means '{earlier[1]}' already")
        return heard
