"""Killing processes now and then while a crowd walks."""

import asyncio
import random
import signal
from collections.abc import Callable, Sequence

from tests.end_to_end.crowd import Crowd
from tests.end_to_end.process import BotProcess

Told = Callable[[int], None]


async def kill_at(
    crowd: Crowd,
    moments: Sequence[int],
    victims: Callable[[int], Sequence[BotProcess]],
    chance: random.Random,
    tell: Told = lambda _: None,
    jitter: float = 0,
) -> list[float]:
    """Kill one of the victims at each moment and start it again, while somebody still walks.

    Args:
        moments: After how many taps.
        victims: Who may be killed, by the number of the kill.
        tell: Is told how many kills there were.
        jitter: Up to so many seconds more, so that kills do not all fall on a tap.

    Returns:
        When each was killed, by the sandbox's clock.
    """
    kills: list[float] = []
    for number, moment in enumerate(moments):
        await crowd.tapped(moment)
        if jitter:
            await asyncio.sleep(chance.uniform(0, jitter))
        if not crowd.left:
            break
        victim = chance.choice(victims(number))
        assert await victim.end(signal.SIGKILL) == -signal.SIGKILL
        kills.append(crowd.sandbox.world.clock())
        await victim.start()
        tell(len(kills))
    return kills
