"""Who goes first where updates of one chat wait at once."""

import asyncio

from hypothesis import given
from hypothesis import strategies as some

from bot.intake.lines import Lines
from bot.store import ChatKey

ANNA, BEN = ChatKey(1), ChatKey(2)


class Record:
    """What went in and came out, in order."""

    def __init__(self) -> None:
        self.lines, self.seen = Lines(), list[int]()
        self.go = asyncio.Event()

    async def serve(self, chat: ChatKey, update: int) -> None:
        async with self.lines.turn(chat, update):
            self.seen.append(update)
            await self.go.wait()


@given(some.lists(some.integers(0, 9), min_size=1, max_size=9))
def test_after_the_one_in_hand_the_earliest_that_waits_is_next(updates: list[int]) -> None:
    async def come() -> list[int]:
        record = Record()
        async with asyncio.TaskGroup() as tasks:
            for update in updates:
                tasks.create_task(record.serve(ANNA, update))
            await asyncio.sleep(0)  # all have come
            record.go.set()
        assert record.lines._waiting == {}
        return record.seen

    assert asyncio.run(come()) == [updates[0], *sorted(updates[1:])]


async def test_other_chats_do_not_wait() -> None:
    record = Record()
    async with asyncio.TaskGroup() as tasks:
        for chat, update in ((ANNA, 1), (ANNA, 2), (BEN, 3)):
            tasks.create_task(record.serve(chat, update))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert record.seen == [1, 3]
        record.go.set()
    assert record.seen == [1, 3, 2]


async def test_who_leaves_the_line_holds_nobody_up() -> None:
    record = Record()
    tasks = [asyncio.ensure_future(record.serve(ANNA, number)) for number in range(4)]
    await asyncio.sleep(0)
    tasks[1].cancel()  # it waits
    await asyncio.sleep(0)
    record.go.set()
    await asyncio.sleep(0)
    tasks[2].cancel()  # it was called, and has not come yet
    await asyncio.gather(*tasks, return_exceptions=True)
    assert record.seen[-1] == 3
    assert record.lines._waiting == {}
