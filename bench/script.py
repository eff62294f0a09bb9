"""What is said in one check, by both sides; small, so that a peer's process holds nothing of ours."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

COMMAND = "check"


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the bot's: the parameters of sendMessage or editMessageText, without where it goes."""

    text: str
    keyboard: tuple[tuple[Mapping[str, str], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """What a person does, and all the bot does about it.

    `tapped` is the button's data, None for the command.
    """

    tapped: str | None
    record: Said | None  # what the old question shrinks to
    sends: tuple[Said, ...]

    @property
    def card(self) -> str:
        """The number of the card that was tapped; nothing for the command."""
        return (self.tapped or "").partition(":")[0]


def write(file: Path, moves: Sequence[Move]) -> None:
    file.write_text(json.dumps([asdict(move) for move in moves]), encoding="utf-8")


def read(file: Path) -> tuple[Move, ...]:
    return tuple(_move(told) for told in json.loads(file.read_text(encoding="utf-8")))


def _move(told: dict[str, Any]) -> Move:
    record = told["record"]
    sends = tuple(_said(said) for said in told["sends"])
    return Move(told["tapped"], record and _said(record), sends)


def _said(told: dict[str, Any]) -> Said:
    return Said(told["text"], tuple(tuple(row) for row in told["keyboard"]))
