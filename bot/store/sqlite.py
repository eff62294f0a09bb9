"""Memory in one SQLite file, for one process."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import aiosqlite

from bot.flow.alarm import Alarm
from bot.flow.effects import DropAlarms, Effect, SetAlarm
from bot.flow.state import State
from bot.store import AlreadyHandled, ChatKey, Conflict, Parcel, Turn, Unreadable, sql
from bot.store.codec import Codec
from bot.store.group import GroupCommit
from bot.store.opening import MEMORY, claim, explained, full_name, prepare
from bot.store.packing import (
    pack_alarm,
    pack_effects,
    pack_state,
    unpack_alarm,
    unpack_parcel,
    unpack_state,
)

T = TypeVar("T")

BUSY = 5.0  # seconds; another program may look into the file now and then
UPDATES_KEPT = timedelta(days=3)  # Telegram keeps an update for 24 hours at most
CARDS_KEPT = 40

_log = logging.getLogger(__name__)


class SqliteStore:
    """See `bot.store.Store`. Belongs to the event loop it was opened in."""

    def __init__(
        self, database: GroupCommit, codec: Codec, keep: timedelta, name: str, held: AsyncExitStack
    ) -> None:
        """Join what `open` made."""
        self._database = database
        self._codec = codec
        self._keep_for = keep
        self._name = name
        self._held = held  # the file's lock, and the connection

    @classmethod
    async def open(cls, path: Path | str, codec: Codec, keep: timedelta) -> "SqliteStore":
        """Open a file, made where there is none, or `:memory:`.

        Args:
            keep: How long a chat is remembered after its last turn: see `prune`.

        Raises:
            Unusable: The file cannot be used; it is left as it was. The message says what to do.
        """
        name = full_name(path)
        async with AsyncExitStack() as held:
            if name != MEMORY:
                held.callback(claim(Path(name)).release)
            with explained(name):
                connection = await aiosqlite.connect(name, isolation_level=None, timeout=BUSY)
            held.push_async_callback(connection.close)
            database = await prepare(connection, codec, name)
            return cls(database, codec, keep, name, held.pop_all())

    async def close(self) -> None:
        """Write what waits and let the file go. Closing twice is fine."""
        await self._database.close()
        await self._held.aclose()

    async def load(self, chat: ChatKey) -> tuple[State, int]:
        with explained(self._name):
            rows = await self._database.read(sql.LOAD, str(chat))
        for sealed, version in rows:
            try:
                return unpack_state(self._codec, chat, sealed), version
            except Unreadable as error:
                error.version = version
                raise
        return State(), 0

    async def commit(self, turn: Turn) -> Parcel | None:
        payload = pack_effects(self._codec, turn) if turn.performed else None
        return await self._write(partial(self._keep, turn, payload))

    async def pending(self) -> list[Parcel]:
        with explained(self._name):
            rows = await self._database.read(sql.PENDING)
        parcels = []
        for number, chat, payload, done in rows:
            key = ChatKey.parse(chat)
            try:
                parcels.append(unpack_parcel(self._codec, number, key, payload, done))
            except Unreadable as error:
                _log.error("parcel %d is left where it is: %s", number, error)
        return parcels

    async def progress(self, parcel: Parcel, done: int, messages: Mapping[int, int]) -> None:
        await self._write(partial(self._tick, parcel, done, messages))

    async def message(self, chat: ChatKey, card: int) -> int | None:
        with explained(self._name):
            rows = await self._database.read(sql.MESSAGE, str(chat), card)
        return rows[0][0] if rows else None

    async def claim(self, now: datetime, until: datetime, most: int) -> list[ChatKey]:
        return await self._write(partial(self._claim, now, until, most))

    async def due(self, chat: ChatKey, now: datetime) -> tuple[Alarm, ...]:
        with explained(self._name):
            rows = await self._database.read(sql.DUE, str(chat), int(now.timestamp()))
        alarms = []
        for (sealed,) in rows:
            try:
                alarms.append(unpack_alarm(self._codec, chat, sealed))
            except Unreadable as error:
                _log.error("an alarm is passed over: %s", error)
        return tuple(alarms)

    async def next_alarm(self) -> datetime | None:
        with explained(self._name):
            ((wake,),) = await self._database.read(sql.NEXT_WAKE)
        return None if wake is None else datetime.fromtimestamp(wake, UTC)

    async def pause(self, chat: ChatKey) -> None:
        await self._write(partial(self._database.rows, sql.PAUSE, str(chat)))

    async def prune(self, now: datetime) -> int:
        forgotten = await self._write(partial(self._prune, now))
        with explained(self._name):  # what was deleted is still in the log beside the file
            await self._database.read("PRAGMA wal_checkpoint(TRUNCATE)")
        return forgotten

    async def _write(self, work: Callable[[], Awaitable[T]]) -> T:
        with explained(self._name):
            return await self._database.write(work)

    async def _keep(self, turn: Turn, payload: bytes | None) -> Parcel | None:
        """Write one turn. Where it raises, what it has written is taken back."""
        rows, chat, at = self._database.rows, str(turn.chat), int(turn.at.timestamp())
        if turn.update is not None and not await rows(sql.SEE, turn.update, at):
            raise AlreadyHandled(f"update {turn.update} was committed before")
        if not await self._move(turn, at):
            await rows(sql.UNSEE, turn.update)
            raise Conflict(f"chat {chat} was moved by another process: load it again")
        if turn.state is None:
            await rows(sql.UNPOST, chat)
        if turn.update is not None and turn.version:
            await rows(sql.RESUME, chat)
        if turn.rang:
            await rows(sql.RANG, chat, at)
        for effect in turn.effects:
            await self._wind(turn.chat, effect)
        if payload is None:
            return None
        ((number,),) = await rows(sql.POST, chat, payload, at)
        return Parcel(number, turn.chat, turn.performed, turn.locale, turn.query)

    async def _wind(self, chat: ChatKey, effect: Effect) -> None:
        """Do what an effect wants of the alarms; most want nothing."""
        rows = self._database.rows
        match effect:
            case SetAlarm(alarm):
                sealed = pack_alarm(self._codec, chat, alarm)
                await rows(
                    sql.SET_ALARM, str(chat), alarm.owner, int(alarm.cares), alarm.at, sealed
                )
            case DropAlarms(owner):
                await rows(sql.DROP_ALARMS, str(chat), owner)
            case _:
                pass

    async def _move(self, turn: Turn, at: int) -> bool:
        """Write the chat's state, if its version is still the turn's, and say whether it was."""
        rows, chat = self._database.rows, str(turn.chat)
        if turn.version == 0 and turn.state in (None, State()):
            return bool(await rows(sql.STAY_AWAY, chat))  # nothing to remember, nobody to forget
        if turn.state is None:
            return bool(await rows(sql.FORGET, chat, turn.version))
        state = pack_state(self._codec, turn.chat, turn.state)
        if turn.version == 0:
            # Not 1: after a forget, a turn begun before it must not fit the versions that follow.
            return bool(await rows(sql.START, chat, state, int(turn.at.timestamp() * 1000), at))
        return bool(await rows(sql.MOVE, chat, state, turn.version, at))

    async def _tick(self, parcel: Parcel, done: int, messages: Mapping[int, int]) -> None:
        rows = self._database.rows
        if done < len(parcel.effects):
            await rows(sql.TICK, parcel.id, done)
        else:
            await rows(sql.FINISH, parcel.id)
        for card, message in messages.items():
            if card:
                await rows(sql.PLACE, str(parcel.chat), card, message)

    async def _claim(self, now: datetime, until: datetime, most: int) -> list[ChatKey]:
        seconds, lease = int(now.timestamp()), int(until.timestamp())
        found: list[str] = []
        for care in (1, 0):
            left = most - len(found)
            found += [
                chat for (chat,) in await self._database.rows(sql.CLAIM, seconds, lease, care, left)
            ]
        return [ChatKey.parse(chat) for chat in dict.fromkeys(found)]

    async def _prune(self, now: datetime) -> int:
        rows, limit = self._database.rows, int((now - self._keep_for).timestamp())
        forgotten = await rows(sql.PRUNE_CHATS, limit)
        await rows(sql.PRUNE_PARCELS, limit)
        await rows(sql.PRUNE_UPDATES, int((now - UPDATES_KEPT).timestamp()))
        await rows(sql.PRUNE_CARDS, CARDS_KEPT)
        return len(forgotten)
