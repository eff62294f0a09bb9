"""What a part of the soak gives back: what it did, what was hoped for, what was seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Size(StrEnum):
    """How long it may take: seconds a part, a minute or two, or as long as it needs."""

    SMALL = "small"
    MEDIUM = "medium"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Aim:
    """One thing that has to be so, with what was seen of it."""

    what: str
    wanted: str
    seen: str
    met: bool


def none_of(what: str, seen: int) -> Aim:
    """It must not happen once."""
    return Aim(what, "0", f"{seen:,}", seen == 0)


def at_most(what: str, limit: int, seen: int) -> Aim:
    return Aim(what, f"at most {limit:,}", f"{seen:,}", seen <= limit)


def equal(what: str, wanted: int, seen: int) -> Aim:
    return Aim(what, f"{wanted:,}", f"{seen:,}", seen == wanted)


@dataclass(frozen=True, slots=True)
class Table:
    """More figures, to be read rather than met: a head and rows as long as it."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one part has to say, in words a reader of `docs/reliability.md` understands."""

    name: str
    done: str
    aims: Sequence[Aim]
    beside: Table | None = None

    @property
    def passed(self) -> bool:
        return all(aim.met for aim in self.aims)
