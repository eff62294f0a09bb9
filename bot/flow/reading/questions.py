"""Questions, and what they say of their options."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from bot.flow.blank import KINDS
from bot.flow.condition import ALWAYS
from bot.flow.question import UNSURE, Hint, Part, Question, Round
from bot.flow.reading.blanks import Blanks
from bot.flow.reading.conditions import Conditions
from bot.flow.reading.fields import Fields
from bot.flow.reading.names import RESERVED, Names
from bot.flow.reading.nodes import Items, Node, Word
from bot.flow.reading.notes import Notes
from bot.flow.reading.options import read_options
from bot.flow.reading.values import (
    entries,
    flag,
    items,
    one_of,
    one_or_more,
    short_name,
    span,
    text,
    whole,
)

REQUIRED = ("ask", "short")
OPTIONAL = (
    *("help", "why", "source", "choose", "columns", "when"),
    *("worry", "assumed", "strict", "fresh for", "hints", "handover"),
)
BESIDE_A_BLANK = (
    *("options", "help", "why", "source", "choose", "when"),
    *("fresh for", "hints", "handover"),
)
LEANS: tuple[Literal["worrying", "reassuring", "neutral"], ...]
LEANS = ("worrying", "reassuring", "neutral")
WAYS = ("one", "many", *KINDS)
PARTS: tuple[Part, ...] = ("situation", "background", "assessment", "nowhere")


class Questions:
    """Reads all questions of one flow, whose names are known."""

    def __init__(
        self, names: Names, conditions: Conditions, rounds: Mapping[str, Round] | None = None
    ) -> None:
        """
        Args:
            rounds: Of the questions that are asked again.
        """
        self._names = names
        self._conditions = conditions
        self._rounds = rounds or {}

    def read(self, notes: Notes, node: Node) -> dict[str, Question]:
        keys = entries(notes, node)
        found = {
            key.text: replace(
                _Asked(notes, key, self._names, self._conditions).read(value),
                round=self._rounds.get(key.text),
            )
            for key, value in keys
        }
        if any(question.handover for question in found.values()):
            _check_handed_over(notes, [key for key, _ in keys if not found[key.text].handover])
        return found


class _Asked:
    """One question while it is read."""

    def __init__(self, notes: Notes, key: Word, names: Names, conditions: Conditions) -> None:
        self._notes = notes
        self._key = key
        self._what = f"question '{key.text}'"
        self._when = conditions.before(key.text)
        self._source = one_of(names.sources, "a source")
        self._blanks = Blanks(names, key.text)
        self._options = names.options.get(key.text)
        self._option = one_of(self._options, f"an option of '{key.text}'")

    def read(self, node: Node) -> Question:
        self._check_name()
        lines = self._lines(node)
        chosen = lines.read("choose", one_of(WAYS, "a way to choose"), "one")
        many = chosen not in {"one", *KINDS}
        blank = self._blanks.read(self._notes, lines)
        question = Question(
            id=self._key.text,
            ask=lines.read("ask", text, ""),
            short=lines.read("short", text, ""),
            options=lines.read("options", read_options(many=many, beside=blank is not None), {}),
            many=many,
            help=lines.read("help", text, None),
            why=lines.read("why", text, ""),
            source=lines.read("source", self._source, ""),
            when=lines.read("when", self._when, ALWAYS),
            ranks=lines.read("worry", self._ranks, {}),
            assumed=lines.read("assumed", self._option, None),
            fresh_for=lines.read("fresh for", span, None),
            hints=lines.read("hints", self._hints, {}),
            strict=lines.read("strict", flag, False),
            columns=lines.read("columns", whole(1, 3), 1),
            blank=blank,
            handover=lines.read("handover", _part, None),
            line=self._key.place.line,
        )
        self._check_assumed(question, lines)
        return question

    def _lines(self, node: Node) -> Fields:
        required: tuple[str, ...] = (*REQUIRED, "options")
        optional: tuple[str, ...] = OPTIONAL
        if self._blanks.kind:  # what is filled in has no rank: `worry:` would be half an order
            required, optional = REQUIRED, (*BESIDE_A_BLANK, *self._blanks.keys)
        return Fields(self._notes, node, self._what, required, optional, at=self._key)

    def _check_name(self) -> None:
        short_name(self._notes, self._key)
        if self._key.text in RESERVED:
            message = f"'{self._key.text}' cannot name a question: it has a meaning in conditions"
            self._notes.mistake(self._key.place, message)

    def _check_assumed(self, question: Question, lines: Fields) -> None:
        alone = any(option.alone for option in question.options.values())
        if question.many and question.options and "assumed" in lines and not alone:
            message = "'assumed' needs an option that is 'alone: true', as 'none' is"
            self._notes.mistake(lines.place("assumed"), message)

    def _ranks(self, notes: Notes, node: Node) -> dict[str, int]:
        ranks: dict[str, int] = {}
        groups = items(notes, node)
        for rank, group in enumerate(groups):
            mentions = group.nodes if isinstance(group, Items) else (group,)
            options = one_or_more(self._option)(notes, group)
            for mention, option in zip(mentions, options, strict=True):
                if option in ranks:
                    notes.mistake(mention.place, f"'{option}' is ranked twice")
                if option:
                    ranks.setdefault(option, rank)
        self._check_ranks(notes, node, groups, ranks)
        return ranks

    def _check_ranks(
        self, notes: Notes, node: Node, groups: tuple[Node, ...], ranks: dict[str, int]
    ) -> None:
        missing = [option for option in self._options or () if option not in ranks]
        if missing and groups:
            notes.mistake(node.place, f"'worry' leaves out {', '.join(missing)}")
        unsure = ranks.get(UNSURE)
        if unsure is not None and unsure != len(groups) - 1:
            place = groups[unsure].place
            notes.mistake(
                place, f"'{UNSURE}' must stand in the last place: nothing is more worrying"
            )

    def _hints(self, notes: Notes, node: Node) -> dict[str, Hint]:
        hints: dict[str, Hint] = {}
        lines = Fields(notes, node, "hints", (), LEANS)
        for lean in LEANS:
            for key, value in lines.read(lean, entries, ()):
                option = self._option(notes, key)
                if option and option in hints:
                    notes.mistake(key.place, f"'{option}' has a {hints[option].lean} hint already")
                hints.setdefault(option, Hint(lean, text(notes, value)))
        return hints


def _part(notes: Notes, node: Node) -> Part | None:
    name = one_of(PARTS, "a part of a hand-over")(notes, node)
    return next((part for part in PARTS if part == name), None)


def _check_handed_over(notes: Notes, missing: list[Word]) -> None:
    """A card for a clinician that leaves an answer out does so because its author said so."""
    for key in missing:
        message = (
            f"question '{key.text}' needs 'handover' ({', '.join(PARTS)}), as others here have"
        )
        notes.mistake(key.place, message)
