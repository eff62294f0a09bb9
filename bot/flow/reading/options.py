"""The options of one question."""

from datetime import timedelta

from bot.flow.hearing.tongue import fold
from bot.flow.question import Option
from bot.flow.reading.facts import facts
from bot.flow.reading.fields import Fields
from bot.flow.reading.nodes import Node, Word
from bot.flow.reading.notes import Notes, Place, quoted
from bot.flow.reading.values import Read, entries, flag, one_or_more, short_name, span, text, word

REQUIRED = ("label",)
OPTIONAL = ("button", "also", "stands for", "alone", "lasting", "confirm")
LONGEST_LABEL = 64  # characters; what is longer needs its own words on the button
LONGEST_BUTTON = 40
ALONE = "none"  # "none of these" goes with nothing else
NO_BOUND = "longer"


def read_options(*, many: bool, beside: bool = False) -> Read[dict[str, Option]]:
    """Read all options of a question with one answer, or with many.

    Args:
        beside: Something else may be filled in, so that one option is enough.
    """

    def read(notes: Notes, node: Node) -> dict[str, Option]:
        found = entries(notes, node)
        if len(found) == 1 and not beside:
            notes.mistake(found[0][0].place, "one option is no choice")
        reader = _Options(notes, many=many)
        return {key.text: reader.read(key, value) for key, value in found}

    return read


class _Options:
    """Remembers what earlier options of the question took for themselves."""

    def __init__(self, notes: Notes, *, many: bool) -> None:
        self._notes = notes
        self._many = many
        self._taken: dict[tuple[str, str], str] = {}  # (kind of word, word) → option
        self._longest = timedelta()

    def read(self, key: Word, node: Node) -> Option:
        short_name(self._notes, key)
        if isinstance(node, Word):
            label = text(self._notes, node)
            self._check_label(node.place, label)
            self._take_names(key.text, label, node.place)
            return Option(key.text, label, alone=self._many and key.text == ALONE)
        return self._long(key, node)

    def _long(self, key: Word, node: Node) -> Option:
        what = f"option '{key.text}'"
        lines = Fields(self._notes, node, what, REQUIRED, OPTIONAL, at=key)
        option = Option(
            id=key.text,
            label=lines.read("label", text, ""),
            button=lines.read("button", text, None),
            also=lines.read("also", one_or_more(word), ()),
            stands_for=lines.read("stands for", one_or_more(facts), ()),
            alone=lines.read("alone", flag, self._many and key.text == ALONE),
            lasting=lines.read("lasting", self._lasting, None),
            confirm=lines.read("confirm", text, None),
        )
        if "confirm" in lines and option.lasting is None:
            self._notes.mistake(lines.place("confirm"), "'confirm' is for an option with 'lasting'")
        if "alone" in lines and not self._many:
            self._notes.mistake(
                lines.place("alone"), "'alone' is for questions with 'choose: many'"
            )
        self._check_words(option, lines)
        return option

    def _check_words(self, option: Option, lines: Fields) -> None:
        self._take_names(option.id, option.label, lines.place("label"))
        for said in option.also:
            self._take(option.id, lines.place("also"), said, "label", "value")
        if option.button is None:
            self._check_label(lines.place("label"), option.label)
            return
        place = lines.place("button")
        self._take(option.id, place, option.button, "label")
        if len(option.button) > LONGEST_BUTTON:
            message = f"a button holds {LONGEST_BUTTON} characters; this has {len(option.button)}"
            self._notes.mistake(place, message)

    def _check_label(self, place: Place, label: str) -> None:
        if len(label) > LONGEST_LABEL:
            message = (
                f"this label has {len(label)} characters; above {LONGEST_LABEL} it needs a 'button'"
            )
            self._notes.mistake(place, message)

    def _take_names(self, option: str, label: str, place: Place) -> None:
        self._take(option, place, option, "value")
        self._take(option, place, label, "label")

    def _take(self, option: str, place: Place, said: str, *kinds: str) -> None:
        """Note a word that means another option already: an answer would be ambiguous."""
        others = {self._taken.setdefault((kind, fold(said)), option) for kind in kinds} - {option}
        if others and said:
            message = f"{quoted(said)} means option '{min(others)}' already"
            self._notes.mistake(place, message)

    def _lasting(self, notes: Notes, node: Node) -> timedelta:
        unbounded = isinstance(node, Word) and node.text == NO_BOUND
        lasting = timedelta.max if unbounded else span(notes, node)
        if lasting <= self._longest and lasting:
            notes.mistake(node.place, "'lasting' must be longer than that of the options before")
        self._longest = max(lasting, self._longest)
        return lasting
