"""What is wrong with a flow, though no claim of it is broken."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["unseen", "idle", "contradiction", "vacuous"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a flow should not say.

    unseen: no chat ever shows it; idle: chats show it, and would be the same without it; contradiction: the
    flow says two things that cannot both be meant; vacuous: a claim that nothing could break.
    """

    kind: Kind
    message: str  # names what it is about, and what is wrong with it
    line: int = 0  # of the flow's file; 0: of none
