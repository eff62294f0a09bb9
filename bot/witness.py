"""Who sees what the bot does, and does nothing about it. What is told here holds nothing about anybody."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

SET_ASIDE = "set aside"


class Witness(Protocol):
    def heard(self, kind: str, result: str) -> None:
        """An update is done with: "handled", "again" (it was before), "nothing" happened, or set aside."""

    def in_hand(self) -> AbstractContextManager[None]:
        """While an update has its consequences."""
        ...

    def advised(self, urgency: int) -> None:
        """Somebody was told how soon to get care."""

    def rang(self, late: float) -> None:
        """An alarm has had its turn, so many seconds late."""

    def called(self, method: str, result: str) -> None:
        """A call was made: "ok", or how it failed."""

    def answered(self, seconds: float) -> None:
        """All of an answer was taken by Telegram, so long after its update was."""

    def posted(self, priority: str, change: int) -> None:
        """So many more messages, or fewer, are on their way."""

    def gave_up(self, what: str) -> None:
        """Something was set aside: an update, or a call by its method."""


class Nobody:
    """A witness who looks away."""

    def heard(self, kind: str, result: str) -> None: ...

    @contextmanager
    def in_hand(self) -> Iterator[None]:
        yield

    def advised(self, urgency: int) -> None: ...

    def rang(self, late: float) -> None: ...

    def called(self, method: str, result: str) -> None: ...

    def answered(self, seconds: float) -> None: ...

    def posted(self, priority: str, change: int) -> None: ...

    def gave_up(self, what: str) -> None: ...


NOBODY = Nobody()
