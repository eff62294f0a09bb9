"""What a reminder is for, and what becomes of one that comes late."""

from datetime import datetime, timedelta
from typing import Literal

Kind = Literal["move", "drink", "prepare", "land", "watch", "follow_up", "recheck", "custom"]
Fate = Literal["on time", "late", "missed"]

CARE: frozenset[Kind] = frozenset({"watch", "follow_up", "recheck"})

PUNCTUAL = timedelta(minutes=10)  # nobody calls this late

# How late each may still be sent. A stretch or a glass of water after the fact helps nobody.
LATEST: dict[Kind, timedelta] = {
    "move": PUNCTUAL,
    "drink": PUNCTUAL,
    "prepare": timedelta(hours=12),
    "land": timedelta(hours=6),
    "watch": timedelta(days=7),
    "follow_up": timedelta(hours=48),
    "recheck": timedelta(hours=48),
    "custom": timedelta(hours=12),
}


def latest(kind: Kind, due: datetime) -> datetime:
    """Return until when a reminder may still be sent."""
    return due + LATEST[kind]


def fate(kind: Kind, due: datetime, now: datetime) -> Fate:
    """Say what becomes of a reminder that was due at one moment and is looked at at another."""
    late = now - due
    if late <= PUNCTUAL:
        return "on time"
    return "late" if now <= latest(kind, due) else "missed"
