"""A disk that is full now and then: everybody waits, and nobody's words are lost."""

import asyncio
import random
from collections.abc import Mapping
from datetime import datetime

from bot.flow.alarm import Alarm
from bot.flow.state import State
from bot.store import Aside, Backlog, ChatKey, Parcel, Store, Turn
from bot.store.errors import NotNow
from tests.end_to_end.chats import play, visible
from tests.end_to_end.conftest import Stage

WALK = """
    > /check
    [begin:leg-check]
    ? red_flags
    [o:new_cough]
    [done]
    ? about
    [back]
    (o:new_cough)
    > /help
    How to use me
    [done]
    ? about
"""


class Tight:
    """A store on a disk that is full now and then, or (share 1) always."""

    def __init__(self, store: Store, share: float) -> None:
        self._store, self.share, self._chance = store, share, random.Random(7)
        self.refusals = 0
        self.refused_often = asyncio.Event()

    def _find_room(self) -> None:
        if self._chance.random() < self.share:
            self.refusals += 1
            if self.refusals > 5:
                self.refused_often.set()
            raise NotNow("the disk is full: make room")

    sharing = None

    async def load(self, chat: ChatKey) -> tuple[State, int]:
        self._find_room()
        return await self._store.load(chat)

    async def commit(self, turn: Turn) -> Parcel | None:
        self._find_room()
        return await self._store.commit(turn)

    async def pending(self) -> list[Parcel]:
        return await self._store.pending()

    async def progress(self, parcel: Parcel, done: int, messages: Mapping[int, int]) -> None:
        self._find_room()
        await self._store.progress(parcel, done, messages)

    async def message(self, chat: ChatKey, card: int) -> int | None:
        self._find_room()
        return await self._store.message(chat, card)

    async def claim(self, now: datetime, until: datetime, most: int) -> list[ChatKey]:
        self._find_room()
        return await self._store.claim(now, until, most)

    async def due(self, chat: ChatKey, now: datetime) -> tuple[Alarm, ...]:
        self._find_room()
        return await self._store.due(chat, now)

    async def next_alarm(self) -> datetime | None:
        self._find_room()
        return await self._store.next_alarm()

    async def pause(self, chat: ChatKey) -> None:
        self._find_room()
        await self._store.pause(chat)

    async def move_group(self, old: int, new: int) -> None:
        self._find_room()
        await self._store.move_group(old, new)

    async def set_aside(self, what: str, reason: str, at: datetime) -> None:
        self._find_room()
        await self._store.set_aside(what, reason, at)

    async def aside(self) -> list[Aside]:
        return await self._store.aside()

    async def clear_aside(self) -> list[Aside]:
        return await self._store.clear_aside()

    async def backlog(self, now: datetime) -> Backlog:
        return await self._store.backlog(now)

    async def known(self) -> int:
        return await self._store.known()

    async def prune(self, now: datetime) -> int:
        self._find_room()
        return await self._store.prune(now)

    async def close(self) -> None:
        await self._store.close()


async def test_a_disk_that_is_full_now_and_then_loses_and_repeats_nothing(stage: Stage) -> None:
    stage.troubled = True
    calm, ana = stage.sandbox.user("Zoe"), stage.sandbox.user("Ana")
    async with stage.memory() as store:
        tight = Tight(store, 0.0)
        async with stage.bot(tight):
            await play(calm, WALK)
            tight.share = 0.4
            await play(ana, WALK)
            tight.share = 0.0
            await stage.sandbox.quiet(0.1)
        assert await store.pending() == []
    assert tight.refusals > 10
    assert visible(stage.sandbox, ana) == visible(stage.sandbox, calm)
    assert len(ana.from_bot) == len(calm.from_bot)
    assert not stage.refused()


async def test_stopping_while_the_disk_is_full_leaves_all_to_the_next_start(stage: Stage) -> None:
    stage.troubled = True
    ana = stage.sandbox.user("Ana")
    async with stage.memory() as store:
        tight = Tight(store, 1.0)
        async with stage.bot(tight):
            ana.send("/check")
            ana.send("/about")
            await stage.sandbox.until(lambda: stage.sandbox.world.updates.pending)
            await tight.refused_often.wait()
        tight.share = 0.0
        assert not ana.from_bot
        async with stage.bot(tight):
            await play(ana, "(begin:leg-check)\nFree software")
    assert ana.from_bot[0].text != ana.last.text
