"""Places to words and buttons. Rule of this room: it lays out what was decided, and decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.flow.effects import Button, Keyboard
from bot.text import Doc, Text

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A message whose buttons count. Each button's data is a choice; `keyboard` puts the card's number before it."""

    doc: Doc
    rows: Rows = ()
    urgent: bool = False
    language: str | None = (
        None  # of the words, where it is not the reader's own; buttons always speak that
    )

    def keyboard(self, number: int) -> Keyboard:
        return tuple(
            tuple(
                button
                if button.start
                else Button(button.label, f"{number}:{button.data}", mark=button.mark)
                for button in row
            )
            for row in self.rows
        )


def choice(label: Text, data: str, mark: str = "") -> Button:
    return Button(label, data, mark=mark)


def in_pairs(buttons: Sequence[Button]) -> Rows:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
