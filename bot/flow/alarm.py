"""One stored moment at which a chat is to hear something. When it is due, it is an event of that chat."""

from datetime import UTC, datetime

from msgspec import Struct

from bot.plan.kinds import CARE, Kind
from bot.plan.recurrence import Recurrence
from bot.text import Text


class Alarm(Struct, frozen=True, omit_defaults=True):
    """What is to be said when.

    `owner` names the group it is dropped with, in a word of the program's, never the person's: it is stored in
    clear. `about` is for whoever set it: what it needs to go on from there. `words` that a person wrote
    themselves go into a gap of a text; `more` are lines below them. `lands` is when the ride it is part of is over,
    in seconds since 1970, UTC; 0 where it is part of none.
    """

    owner: str
    kind: Kind
    at: int  # seconds since 1970, UTC
    words: Text
    recurs: Recurrence | None = None  # when it comes again
    about: str = ""
    more: tuple[Text, ...] = ()
    lands: int = 0

    @property
    def due(self) -> datetime:
        return datetime.fromtimestamp(self.at, UTC)

    @property
    def cares(self) -> bool:
        """Care advice goes before nudges, and rather twice than never."""
        return self.kind in CARE
