"""Kinds of trouble with time: a clock that is set, and a process that sleeps as a laptop does."""

import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta

from bot.sandbox import Sandbox
from soak.troubled import Trouble
from tests.end_to_end.false_clock import FalseClock
from tests.end_to_end.jumps import flickering
from tests.end_to_end.process import BotProcess

UNDER_WAY = 1.0  # seconds in which what was just sent arrives


def setting(name: str, by: timedelta, *clocks: FalseClock) -> Trouble:
    """Clocks are set once, and stay so."""

    async def begin() -> None:
        """It comes all at once."""

    async def end() -> None:
        for clock in clocks:
            clock.move(by)

    return Trouble(name, begin, end, time_passes=True)


def to_and_fro(name: str, by: timedelta, *clocks: FalseClock) -> Trouble:
    """Clocks are set again and again, and at last as they were."""
    held = AsyncExitStack()

    async def begin() -> None:
        for clock in clocks:
            await held.enter_async_context(flickering(clock, by))

    return Trouble(name, begin, held.aclose, time_passes=True)


def sleep(name: str, sandbox: Sandbox, who: Callable[[], Awaitable[BotProcess]]) -> Trouble:
    """
    Args:
        who: Is to sleep; chosen anew each time.
    """
    asleep: list[BotProcess] = []
    interruptions: list[float] = []

    async def begin() -> None:
        asleep.append(await who())
        asleep[-1].send(signal.SIGSTOP)
        interruptions.append(sandbox.world.clock() + UNDER_WAY)

    async def end() -> None:
        interruptions.append(sandbox.world.clock())
        asleep[-1].send(signal.SIGCONT)

    return Trouble(name, begin, end, interruptions)
