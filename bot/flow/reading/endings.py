"""Endings: what is said when the questions are done."""

from bot.flow.condition import ALWAYS
from bot.flow.ending import CALM, EMERGENCY, Calm, Ending, Item, Plans, Section
from bot.flow.itinerary import PUT_TOGETHER_FROM
from bot.flow.reading.conditions import Conditions
from bot.flow.reading.fields import Fields
from bot.flow.reading.follow_ups import FollowUps
from bot.flow.reading.names import Names
from bot.flow.reading.nodes import Node, Table, Word
from bot.flow.reading.notes import Notes
from bot.flow.reading.values import entries, listed, one_of, short_name, some_or_none, text, whole

REQUIRED = ("urgency", "title", "by when")
LINE = ("say", "source")
WAY = ("when", "because", "source")
PLANNING = ("plan", "title", "by when")
OF_PLANNING = ("say",)
OPTIONAL = ("say", "advice", "safety net", "only when", "follow up")


class Endings:
    """Reads all endings of one flow, whose names are known."""

    def __init__(self, names: Names, conditions: Conditions) -> None:
        self._names = names
        self._source = one_of(names.sources, "a source")
        self._condition = conditions.read
        self._follow_up = FollowUps(names, conditions).read

    def read(self, notes: Notes, node: Node) -> dict[str, Ending]:
        return {key.text: self._ending(notes, key, value) for key, value in entries(notes, node)}

    def _ending(self, notes: Notes, key: Word, node: Node) -> Ending:
        short_name(notes, key)
        lines = self._lines(notes, key, node)
        ending = Ending(
            id=key.text,
            urgency=lines.read("urgency", whole(CALM, EMERGENCY), 0),
            title=lines.read("title", text, ""),
            by_when=lines.read("by when", text, ""),
            say=lines.read("say", some_or_none(self._said), ()),
            sections=lines.read("advice", self._sections, ()),
            only_when=lines.read("only when", listed(self._calm), ()),
            safety_net=lines.read("safety net", text, None),
            follow_up=lines.read("follow up", self._follow_up, None),
            plan=lines.read("plan", self._plan, None),
            line=key.place.line,
        )
        _check_calm(notes, ending, lines)
        return ending

    def _lines(self, notes: Notes, key: Word, node: Node) -> Fields:
        """A plan is no advice: it has no urgency, and calms nobody."""
        plans = isinstance(node, Table) and any(k.text == "plan" for k, _ in node.entries)
        required, optional = (PLANNING, OF_PLANNING) if plans else (REQUIRED, OPTIONAL)
        return Fields(notes, node, f"ending '{key.text}'", required, optional, at=key)

    def _plan(self, notes: Notes, node: Node) -> Plans | None:
        """Read what is planned, and look whether all that goes into it is asked."""
        found = one_of(tuple(PUT_TOGETHER_FROM), "something to plan")(notes, node)
        for plan, needed in PUT_TOGETHER_FROM.items():
            if plan == found:
                asked = self._names.questions or needed
                if missing := ", ".join(name for name in needed if name not in asked):
                    message = f"this is put together from questions of these names too: {missing}"
                    notes.mistake(node.place, message)
                return plan
        return None

    def _sections(self, notes: Notes, node: Node) -> tuple[Section, ...]:
        return tuple(
            Section(text(notes, key), listed(self._advised)(notes, value))
            for key, value in entries(notes, node)
        )

    def _said(self, notes: Notes, node: Node) -> Item:
        if isinstance(node, Word):
            return Item(text(notes, node), source="")
        return self._item(notes, node, ("say",), ("source", "when"))

    def _advised(self, notes: Notes, node: Node) -> Item:
        if isinstance(node, Word):
            words = text(notes, node)
            if words:
                notes.mistake(node.place, "advice needs a source: write {say: …, source: …}")
            return Item(words, source="")
        return self._item(notes, node, LINE, ("when",))

    def for_everyone(self, notes: Notes, node: Node) -> Item:
        """Read a line that is said without any answer."""
        lines = Fields(notes, node, "a line for everyone", LINE)
        return Item(lines.read("say", text, ""), lines.read("source", self._source, ""))

    def _item(
        self, notes: Notes, node: Node, required: tuple[str, ...], optional: tuple[str, ...]
    ) -> Item:
        lines = Fields(notes, node, "a line of advice", required, optional)
        return Item(
            say=lines.read("say", text, ""),
            source=lines.read("source", self._source, ""),
            when=lines.read("when", self._condition, ALWAYS),
        )

    def _calm(self, notes: Notes, node: Node) -> Calm:
        lines = Fields(notes, node, "an 'only when'", WAY)
        return Calm(
            when=lines.read("when", self._condition, ALWAYS),
            because=lines.read("because", text, ""),
            source=lines.read("source", self._source, ""),
        )


def _check_calm(notes: Notes, ending: Ending, lines: Fields) -> None:
    if not ending.urgency:
        return  # noted as missing: what follows from it is not known
    if ending.urgency < EMERGENCY:
        lines.need("safety net", f" unless its urgency is {EMERGENCY}")
    if ending.urgency == CALM:
        lines.need("only when", f", as its urgency is {CALM}")
    elif "only when" in lines:
        message = f"'only when' is for calm endings (urgency {CALM}); this one needs rules"
        notes.mistake(lines.place("only when"), message)
