"""Telegram's updates in. Long polling that acknowledges an update only after it is committed.

python-telegram-bot's own Updater acknowledges before handling, so that a crash loses what was under way.
"""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

import structlog
from telegram.error import Conflict as SecondPoller
from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.conversation import Conversation
from bot.inbound import ALLOWED, Heard, MalformedUpdate, read_update
from bot.outbound.api import POLL_SECONDS, Api
from bot.outbound.pauses import growing_pauses
from bot.store import ChatKey, Full, StoreError

BATCH = 100
STANDBY = 5.0  # seconds between looks whether the other poller is gone

_log = structlog.get_logger(__name__)


class Polling:
    """The loop of getUpdates. Its offset moves past an update once its consequences are on disk."""

    def __init__(self, api: Api, conversation: Conversation, me: str) -> None:
        self._api, self._conversation, self._me = api, conversation, me
        self._offset = 0
        self._pauses = growing_pauses()
        self._told = False  # that another process polls

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set; what is in hand by then is finished first.

        Raises:
            TelegramError: One that trying again cannot mend, such as a wrong token.
        """
        stopping = asyncio.ensure_future(stop.wait())
        try:
            while not stop.is_set():
                polling = asyncio.ensure_future(self._poll())
                await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if not polling.done():  # unacknowledged updates come again
                    polling.cancel()
                    await asyncio.gather(polling, return_exceptions=True)
                    break
                await self._handle(polling.result(), stop)
        finally:
            stopping.cancel()
        await self._acknowledge()

    async def _poll(self) -> list[Any]:
        try:
            got = await self._api.call("getUpdates", self._question(POLL_SECONDS))
        except SecondPoller:
            if not self._told:
                _log.warning("another process polls with this token; standing by until it stops")
            self._told = True
            await asyncio.sleep(STANDBY)
        except RetryAfter as error:
            wait = error.retry_after
            await asyncio.sleep(wait if isinstance(wait, int | float) else wait.total_seconds())
        except NetworkError as error:
            _log.warning("Telegram is out of reach", reason=error.message)
            await asyncio.sleep(next(self._pauses))
        else:
            self._pauses, self._told = growing_pauses(), False
            return got if isinstance(got, list) else []
        return []

    def _question(self, timeout: int) -> dict[str, Any]:
        return {
            "offset": self._offset,
            "timeout": timeout,
            "limit": BATCH,
            "allowed_updates": list(ALLOWED),
        }

    async def _handle(self, batch: Sequence[Any], stop: asyncio.Event) -> None:
        """Let every update of a batch have its consequences; only then does the offset move past it."""
        chats: dict[ChatKey, list[Heard]] = {}
        for raw in batch:
            if (heard := self._read(raw)) is not None:
                chats.setdefault(heard.chat, []).append(heard)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._in_order(heards, stop)) for heards in chats.values()]
        if all(task.result() for task in tasks):
            numbers = [raw["update_id"] for raw in batch if isinstance(raw, dict)]
            self._offset = max([self._offset, *(number + 1 for number in numbers)])

    async def _in_order(self, heards: Iterable[Heard], stop: asyncio.Event) -> bool:
        """Serve one chat's updates, and say whether all of them are done with."""
        return all([await self._serve(heard, stop) for heard in heards])

    async def _serve(self, heard: Heard, stop: asyncio.Event) -> bool:
        """Try until it is on disk. A full disk makes everybody wait, and loses nobody's words."""
        for pause in growing_pauses():
            try:
                await self._conversation.happen(heard)
            except Full as error:
                _log.error("the database cannot be written; trying again", reason=str(error))
                if stop.is_set():
                    return False
                await asyncio.sleep(pause)
            except StoreError as error:
                _log.error("an update is set aside", update=heard.update, reason=str(error))
                break
            else:
                break
        return True

    def _read(self, raw: Any) -> Heard | None:
        try:
            return read_update(raw, self._me)
        except MalformedUpdate as error:
            _log.error("a malformed update is set aside", update=error.update, reason=str(error))
            return None

    async def _acknowledge(self) -> None:
        """Tell Telegram what is done, so that the next start need not sort it out."""
        if not self._offset:
            return
        try:
            await self._api.call("getUpdates", {**self._question(0), "limit": 1})
        except TelegramError as error:
            _log.info("the last updates will come once more", reason=error.message)
