"""Waiting for one's turn, on the event loop."""

import asyncio

from bot.outbound.line import Priority
from bot.outbound.pacer import Pacer


async def test_whoever_is_given_up_while_waiting_lets_the_next_one_through() -> None:
    pacer = Pacer(30)
    for _ in range(20):
        await pacer.turn(1, Priority.ANSWER)
    waiting = asyncio.create_task(pacer.turn(1, Priority.ANSWER))
    await asyncio.sleep(0)
    assert not waiting.done()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await pacer.turn(2, Priority.ANSWER)  # would never return if the line had stopped


async def test_a_chat_held_back_goes_on_when_its_time_has_come() -> None:
    pacer = Pacer(30)
    pacer.refused(1, 0.01)
    await asyncio.wait_for(pacer.turn(1, Priority.ANSWER), 10)
