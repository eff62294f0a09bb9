"""What is joined, whichever part of the work a process does."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.clock import Clock
from bot.config import Config
from bot.conversation import Conversation
from bot.flow.library import Library
from bot.outbound.api import Api
from bot.outbound.calls import Writer
from bot.outbound.sender import Sender
from bot.outbound.windows import EVERYBODY
from bot.store import Parcel, Store
from bot.texts import Texts
from bot.witness import NOBODY, Witness

if TYPE_CHECKING:
    from bot.sight.sight import Sight


def _elsewhere(_: Parcel) -> None:
    """The parcel is in the store, where the sender of all processes hears of it."""


@dataclass(frozen=True, slots=True)
class Parts:
    api: Api
    store: Store
    library: Library
    texts: Texts
    me: str  # the bot's username
    clock: Clock
    rate: int = EVERYBODY.most  # messages a second, as Telegram lets this bot send
    config: Config | None = (
        None  # where the flows are, so that edited ones are taken up; None: they are not
    )

    sight: "Sight | None" = None  # who witnesses what is done, where it can be looked at

    @property
    def witness(self) -> Witness:
        return self.sight or NOBODY

    @property
    def duty(self) -> str:
        """What only one process may do: send for this token, by its number, which outlives renaming."""
        token = self.config.token if self.config else None
        return f"sending for {token.partition(':')[0] if token else self.me}"

    @property
    def writer(self) -> Writer:
        return Writer(self.texts, self.me)

    def conversation(
        self,
        post: Callable[[Parcel], None] = _elsewhere,
        rouse: Callable[[], None] = lambda: None,
    ) -> Conversation:
        """Make a conversation; its parcels stay in the store, for who sends to find, unless they are posted."""
        return Conversation(self.library, self.store, post, self.clock, rouse, self.witness)

    def sender(self, api: Api | None = None) -> Sender:
        """Make a sender; through another Api than ours, where one is given."""
        return Sender(api or self.api, self.store, self.writer, self.rate, self.clock, self.witness)


async def together(stop: asyncio.Event, *works: Coroutine[Any, Any, None]) -> None:
    """Do several things that each end with the stop. One that fails stops the others.

    Raises:
        Whatever the first that fails raises.
    """
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        stop.set()
        await asyncio.wait(tasks)
    finally:
        for task in tasks:
            task.cancel()  # where this is cancelled itself
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ends:
        if isinstance(end, BaseException):
            raise end
