"""Waiting for one's turn, on the event loop."""

import asyncio

import pytest

from bot.outbound.line import Priority
from bot.outbound.pacer import Pacer
from bot.outbound.windows import Limit


async def sends(pacer: Pacer, chat: int) -> None:
    async with pacer.turn(chat, Priority.ANSWER):
        pass


async def test_whoever_is_given_up_while_waiting_lets_the_next_one_through() -> None:
    pacer = Pacer(30)
    for _ in range(20):
        await sends(pacer, 1)
    waiting = asyncio.create_task(sends(pacer, 1))
    await asyncio.sleep(0)
    assert not waiting.done()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await sends(pacer, 2)  # would never return if the line had stopped


async def test_whoever_is_given_up_just_as_there_is_room_takes_nobody_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.outbound.line.EVERYBODY", Limit(1, 0.01))
    pacer, clock = Pacer(1), asyncio.get_running_loop().time
    await sends(pacer, 1)
    waiting = asyncio.create_task(sends(pacer, 2))
    await asyncio.sleep(0)
    begun = clock()
    while clock() < begun + 0.02:
        pass  # the loop is busy, so that nobody is told of the room yet
    waiting.cancel()
    async with asyncio.timeout(10):
        await sends(pacer, 3)  # before the one given up wakes
    assert waiting.cancelled()


async def test_a_chat_held_back_goes_on_when_its_time_has_come() -> None:
    pacer = Pacer(30)
    pacer.refused(1, 0.01)
    await asyncio.wait_for(sends(pacer, 1), 10)


async def test_a_place_is_free_again_only_some_time_after_the_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.outbound.line.EVERYBODY", Limit(1, 0.01))
    pacer, answer = Pacer(1), asyncio.Event()

    async def slowly() -> None:
        async with pacer.turn(1, Priority.ANSWER):
            await answer.wait()

    first = asyncio.create_task(slowly())
    await asyncio.sleep(0)
    second = asyncio.create_task(sends(pacer, 2))
    answer.set()
    await first
    assert not second.done()
    await asyncio.wait_for(second, 10)
