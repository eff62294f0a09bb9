"""Telegram's updates in. Long polling that acknowledges an update only after it is committed.

python-telegram-bot's own Updater acknowledges before handling, so that a crash loses what was under way.
"""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import structlog
from telegram.error import Conflict as SecondPoller
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.conversation import Conversation
from bot.inbound.heard import Heard, MalformedUpdate, Moved
from bot.inbound.read import ALLOWED, read_update
from bot.logs import in_short
from bot.outbound.api import POLL_SECONDS, Api
from bot.outbound.pauses import asked_pause, growing_pauses, stopped, unless_stopped
from bot.store import ChatKey
from bot.store.errors import NotNow, Unusable

BATCH = 100
STANDBY = 5.0  # seconds between looks whether the other poller is gone
CROWDED = 60.0  # seconds; another poller is told of once, until it was gone for so long
LARGEST = 2**63  # no number of an update is larger
FAREWELL = 1.0  # seconds for the last word to Telegram

_log = structlog.get_logger(__name__)


class Polling:
    """The loop of getUpdates. Its offset moves past an update once its consequences are on disk."""

    def __init__(self, api: Api, conversation: Conversation, me: str) -> None:
        self._api, self._conversation, self._me = api, conversation, me
        self._offset, self._most = 0, BATCH
        self._pauses = growing_pauses()
        self._webhook_gone = False
        self._crowded_until = 0.0  # on the event loop's clock

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set; what is in hand by then is finished first.

        Raises:
            InvalidToken: Telegram does not know the bot (any more).
            Unusable: The database broke; what is not on disk comes again at the next start.
        """
        while not stop.is_set():
            batch = await unless_stopped(stop, self._poll())
            if batch is None:
                break  # unacknowledged updates come again
            await self._handle(batch, stop)
        await self._acknowledge()

    async def _poll(self) -> list[Any]:
        try:
            if not self._webhook_gone:  # one left over would keep every update from us
                await self._api.call("deleteWebhook", {})
                self._webhook_gone = True
            got = await self._api.call("getUpdates", self._question(POLL_SECONDS))
        except SecondPoller:
            self._tell_of_another()
            await asyncio.sleep(STANDBY)
        except RetryAfter as error:
            await asyncio.sleep(asked_pause(error))
        except InvalidToken:
            raise
        except TelegramError as error:
            _log.warning("Telegram is out of reach", reason=error.message)
            await asyncio.sleep(next(self._pauses))
        except RecursionError:
            await self._go_around_the_deep_one()
            await asyncio.sleep(next(self._pauses))  # its number is unknown, and may lie further on
        else:
            self._pauses, self._most = growing_pauses(), BATCH
            return got if isinstance(got, list) else []
        return []

    async def _go_around_the_deep_one(self) -> None:
        """Some update is nested too deeply to be read: take them one by one, and leave that one out."""
        if self._most == 1:
            _log.error("an update nested too deeply is set aside")
            await self._conversation.set_aside("unreadable", "nested too deeply")
            self._offset += 1
        self._most = 1

    def _tell_of_another(self) -> None:
        now = asyncio.get_running_loop().time()
        if now >= self._crowded_until:
            _log.warning("another process takes this bot's updates; standing by until it stops")
        self._crowded_until = now + CROWDED

    def _question(self, timeout: int) -> dict[str, Any]:
        return {
            "offset": self._offset,
            "timeout": timeout,
            "limit": self._most,
            "allowed_updates": list(ALLOWED),
        }

    async def _handle(self, batch: Sequence[Any], stop: asyncio.Event) -> None:
        """Let every update of a batch have its consequences; only then does the offset move past it."""
        heards = [heard for raw in batch if (heard := await self._read(raw)) is not None]
        for stretch in _between_moves(heards):
            if not await self._handle_at_once(stretch, stop):
                return
        await self._move_past(batch, stop)

    async def _handle_at_once(self, heards: Iterable[Heard | Moved], stop: asyncio.Event) -> bool:
        """Serve each chat's updates in order and different chats' at once; say whether all are done with."""
        chats: dict[ChatKey, list[Heard | Moved]] = {}
        for heard in heards:
            chats.setdefault(heard.chat, []).append(heard)
        ended = await asyncio.gather(
            *(self._in_order(heards, stop) for heards in chats.values()), return_exceptions=True
        )
        for end in ended:
            if isinstance(end, BaseException):
                raise end
        return all(ended)

    async def _move_past(self, batch: Sequence[Any], stop: asyncio.Event) -> None:
        """Move the offset past a batch, even where no number in it can be read.

        Only what the numbers say is past for certain: a batch that came again lies before the offset, and
        nobody's words behind it may be skipped. Without numbers it goes on by one for each update: those
        that nobody can name are between the offset and there, or further on and come again.
        """
        if numbers := _numbers(batch):
            self._offset = max(self._offset, max(numbers) + 1)
        elif batch:
            self._offset += len(batch)
            await stopped(stop, next(self._pauses))  # it may come again, but not at once

    async def _in_order(self, heards: Iterable[Heard | Moved], stop: asyncio.Event) -> bool:
        """Serve one chat's updates, and say whether all of them are done with."""
        for heard in heards:
            if not await self._serve(heard, stop):
                return False  # those behind it must not overtake it
        return True

    async def _serve(self, heard: Heard | Moved, stop: asyncio.Event) -> bool:
        """Try until it is on disk. A full disk makes everybody wait, and loses nobody's words."""
        for pause in growing_pauses():
            try:
                await self._conversation.happen(heard)
            except NotNow as error:
                _log.error("the database cannot be written; trying again", reason=str(error))
                if await stopped(stop, pause):
                    return False
            except Unusable:
                raise
            except Exception as error:  # noqa: BLE001  one chat's trouble must not become everybody's
                _log.exception("an update is set aside", update=heard.update)
                await self._conversation.set_aside("broken", in_short(error))
                return True
            else:
                return True
        raise AssertionError("the pauses never end")

    async def _read(self, raw: Any) -> Heard | Moved | None:
        try:
            return read_update(raw, self._me)
        except MalformedUpdate as error:
            _log.error("a malformed update is set aside", update=error.update, reason=str(error))
            await self._conversation.set_aside("unreadable", str(error))
            return None

    async def _acknowledge(self) -> None:
        """Tell Telegram what is done, so that the next start need not sort it out."""
        if not self._offset:
            return
        try:
            async with asyncio.timeout(FAREWELL):
                await self._api.call("getUpdates", {**self._question(0), "limit": 1})
        except (TelegramError, TimeoutError, RecursionError):
            _log.info("the last updates will come once more")


def _between_moves(heards: Sequence[Heard | Moved]) -> Iterator[Sequence[Heard | Moved]]:
    """Part a batch where a group moves: what came before is done in the old one, what follows in the new one.

    The group and the supergroup are different chats, and would be served at once.
    """
    for moves, stretch in groupby(heards, lambda heard: isinstance(heard, Moved)):
        part = list(stretch)
        yield from ([move] for move in part) if moves else [part]


def _numbers(batch: Iterable[Any]) -> list[int]:
    numbers = (raw.get("update_id") for raw in batch if isinstance(raw, dict))
    return [number for number in numbers if type(number) is int and 0 < number < LARGEST]
