"""Trouble on request: what the network and Telegram do to a call on a bad day."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.sandbox.errors import ApiError
from bot.sandbox.errors import flood as too_many


@dataclass(frozen=True, slots=True)
class Answer:
    """The call is not handled; the caller gets this answer."""

    code: int
    description: str
    retry_after: int | None = None

    def error(self) -> ApiError:
        """The answer as the refusal it is."""
        if self.retry_after is not None:
            return too_many(self.retry_after)
        return ApiError(self.code, self.description)


@dataclass(frozen=True, slots=True)
class Drop:
    """The connection breaks: before the call is handled, or after, so only the answer is lost."""

    handled: bool


@dataclass(frozen=True, slots=True)
class Delay:
    """The call waits so many seconds (None: for ever, never handled) and is then handled."""

    seconds: float | None


Fault = Answer | Drop | Delay


def flood(retry_after: int = 1) -> Fault:
    """429: be silent for so many seconds."""
    return Answer(429, "", retry_after)


def forbidden(description: str = "Forbidden: bot was blocked by the user") -> Fault:
    """403, with the words of the commonest one."""
    return Answer(403, description)


def broken(code: int = 502) -> Fault:
    """Telegram itself has trouble: 500, 502 …"""
    words = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}
    return Answer(code, words.get(code, "Internal Server Error"))


def drop_before() -> Fault:
    """The connection breaks and nothing has happened."""
    return Drop(handled=False)


def drop_after() -> Fault:
    """The connection breaks and it has happened: the message is sent, the caller never hears."""
    return Drop(handled=True)


def delay(seconds: float) -> Fault:
    """The answer comes late."""
    return Delay(seconds)


def hang() -> Fault:
    """The answer never comes."""
    return Delay(None)


@dataclass(slots=True)
class _Planned:
    method: str | None
    chat: int | None
    fault: Fault
    times: int


@dataclass(frozen=True, slots=True)
class _Storm:
    probability: float
    faults: Sequence[Fault]
    methods: frozenset[str] | None
    chance: random.Random


class Faults:
    """Which of the coming calls go wrong. Planned ones first, then chance."""

    def __init__(self) -> None:
        """Begin with fair weather."""
        self._planned: list[_Planned] = []
        self._storm: _Storm | None = None

    def next(
        self, method: str | None, fault: Fault, *, times: int = 1, chat: int | None = None
    ) -> None:
        """Let the next `times` matching calls go wrong; None matches any method, any chat."""
        self._planned.append(_Planned(method and method.lower(), chat, fault, times))

    def storm(
        self,
        probability: float,
        faults: Sequence[Fault],
        *,
        seed: int,
        methods: Collection[str] | None = None,
    ) -> None:
        """From now on let calls (of `methods`, or any) fail by chance, the same for one seed."""
        only = None if methods is None else frozenset(name.lower() for name in methods)
        # Chance, not secrets: a storm must be repeatable.
        self._storm = _Storm(probability, tuple(faults), only, random.Random(seed))  # noqa: S311

    def calm(self) -> None:
        """Forget every planned fault and end the storm."""
        self._planned.clear()
        self._storm = None

    def pick(self, method: str, chat: int | None) -> Fault | None:
        """Say what happens to a call now made, and use it up."""
        method = method.lower()
        for planned in self._planned:
            if planned.method in {None, method} and planned.chat in {None, chat}:
                planned.times -= 1
                if planned.times <= 0:
                    self._planned.remove(planned)
                return planned.fault
        storm = self._storm
        if storm is None or (storm.methods is not None and method not in storm.methods):
            return None
        if storm.chance.random() >= storm.probability:
            return None
        return storm.chance.choice(storm.faults)
