"""How long to wait for Telegram.

Who waits too short a time sends twice what was merely answered late; who waits too long is silent on a connection
that is dead. So a message, which would be seen twice, is waited for longer than a change that can be repeated, and
each kind of call longer once it was given up, until it is answered in time again. Connections whose other end is
gone are ended by the system, which sees it sooner (`bot.outbound.sockets`).
"""

from dataclasses import dataclass
from functools import lru_cache

import aiohttp

MESSAGES = ("send", "copy", "forward")  # what begins so is seen twice where it is made twice
IN_TIME = 0.75  # of the first wait: not so nearly too late that the next would be
TAP = "answerCallbackQuery"  # Telegram takes it for a short time only: better often than patiently


@dataclass(frozen=True, slots=True)
class Patience:
    """How long each part of a call may take, in seconds."""

    answer: float  # between any two signs of life of the server's
    message: float | None = None  # the same for messages; None is no longer
    tap: float = 3.0  # the same for the answer to a tap, and never longer
    most: float = 20.0  # for an answer, after calls that were given up
    connect: float = 5.0
    in_line: float = 30.0  # for a connection, where all are busy
    write: float = 5.0
    upload: float = 20.0

    def first(self, method: str) -> float:
        """How long to wait for an answer, as long as they come in time."""
        if method == TAP:
            return min(self.tap, self.answer)
        if self.message is not None and method.startswith(MESSAGES):
            return self.message
        return self.answer

    def longer(self, seconds: float) -> float:
        """How long to wait after so long was not enough."""
        return max(seconds, min(2 * seconds, self.most))

    @lru_cache(maxsize=64)  # noqa: B019  two of them live as long as the program
    def for_call(self, answer: float, *, files: bool) -> aiohttp.ClientTimeout:
        write = self.upload if files else self.write
        begin = self.in_line + self.connect
        return aiohttp.ClientTimeout(
            # Of sending, aiohttp limits no part: a connection that is dead at the other end would hold a
            # large file for a quarter of an hour.
            total=begin + write + answer,
            connect=begin,
            sock_connect=self.connect,
            sock_read=answer,
        )


class Waits:
    """How long to wait for each kind of call now, by what its last ones took."""

    def __init__(self, patience: Patience) -> None:
        """Begin as if all were answered in time."""
        self._patience = patience
        self._longer: dict[str, float] = {}  # by method, where it is not the first wait

    def of(self, method: str) -> float:
        return self._longer.get(method) or self._patience.first(method)

    def in_vain(self, method: str, waited: float) -> None:
        """A call was given up after so many seconds. Many that were made at once count as one."""
        if method != TAP:
            self._longer[method] = max(self.of(method), self._patience.longer(waited))

    def answered(self, method: str, took: float) -> None:
        """A call was answered after so many seconds."""
        if method in self._longer and took <= IN_TIME * self._patience.first(method):
            del self._longer[method]
