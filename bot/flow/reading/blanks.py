"""What a question leaves to be filled in: the keys that go with `choose: day`, `time`, `span` …"""

from datetime import timedelta
from typing import cast

from bot.flow.blank import Blank, Kept, Kind
from bot.flow.reading.fields import Fields
from bot.flow.reading.names import Names
from bot.flow.reading.nodes import Node
from bot.flow.reading.notes import Notes
from bot.flow.reading.values import Read, one_of, one_or_more, span

KEYS: dict[Kind, tuple[str, ...]] = {
    "day": ("to", "quick", "clock"),
    "time": ("on", "clock"),
    "span": ("from", "to", "step", "quick"),
    "place": ("unlike",),
    "zone": (),
}
DAYS = {"today": "0", "tomorrow": "1", "same day": "+0", "next day": "+1"}
A_YEAR = timedelta(days=365)
A_DAY = timedelta(days=1)
A_MINUTE = timedelta(minutes=1)


class Blanks:
    """Reads what is to be filled in at one question."""

    def __init__(self, names: Names, question: str) -> None:
        self._names = names
        asked = names.questions or ()
        self._earlier = asked[: asked.index(question)] if question in asked else ()
        self.kind = cast("Kind | None", names.blanks.get(question))
        self.keys = KEYS[self.kind] if self.kind else ()

    def read(self, notes: Notes, lines: Fields) -> Blank | None:
        if self.kind is None:
            return None
        if self.kind == "span":
            return self._span(notes, lines)
        return Blank(
            self.kind,
            most=lines.read("to", span, A_YEAR) // A_DAY,
            quick=lines.read("quick", one_or_more(_day), ()),
            clock=lines.read("clock", self._before("place", "zone"), None),
            on=lines.read("on", self._before("day"), None),
            unlike=lines.read("unlike", self._before("place"), None),
        )

    def _span(self, notes: Notes, lines: Fields) -> Blank:
        lines.need("from", " beside 'choose: span'")
        lines.need("to", " beside 'choose: span'")
        least = lines.read("from", span, A_MINUTE) // A_MINUTE
        most = lines.read("to", span, A_DAY) // A_MINUTE
        blank = Blank("span", least, most, lines.read("step", span, A_MINUTE) // A_MINUTE or 1)
        if least > most and most:
            notes.mistake(lines.place("to"), "'to' must not be shorter than 'from'")

        def quick(notes: Notes, node: Node) -> str:
            minutes = span(notes, node) // A_MINUTE
            if minutes and not blank.allows(minutes):
                notes.mistake(node.place, "this is not within 'from', 'to' and 'step'")
            return str(minutes)

        offered: Kept = lines.read("quick", one_or_more(quick), ())
        return Blank("span", least, most, blank.step, offered)

    def _before(self, *kinds: Kind) -> Read[str]:
        """Read the name of an earlier question that is filled in with one of these."""
        fitting = tuple(q for q in self._earlier if self._names.blanks.get(q) in kinds)
        return one_of(fitting, f"an earlier question with 'choose: {' or '.join(kinds)}'")


def _day(notes: Notes, node: Node) -> str:
    return DAYS.get(one_of(DAYS, "a quick day")(notes, node), "0")
