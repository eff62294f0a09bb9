"""What every store does on its tables, whichever database has them."""

import logging
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.flow.alarm import Alarm
from bot.flow.state import State
from bot.store import Aside, Backlog, ChatKey, Parcel, Turn, scripts, sql
from bot.store.codec import Codec
from bot.store.database import Database, Row, Rows, ask
from bot.store.errors import Unreadable
from bot.store.moving import move_group
from bot.store.packing import unpack_alarm, unpack_parcel, unpack_state
from bot.store.sharing import Sharing
from bot.store.tidying import tidy

LONGEST_CLAIM = 60  # seconds that a due alarm may be put off while somebody looks at it

_log = logging.getLogger(__name__)


class Tables:
    """See `bot.store.Store`."""

    claiming = sql.CLAIM
    sharing: Sharing | None = None

    def __init__(self, database: Database, codec: Codec, keep: timedelta) -> None:
        """
        Args:
            keep: How long a chat is remembered after its last turn: see `prune`.
        """
        self._database, self._codec, self._keep_for = database, codec, keep

    async def load(self, chat: ChatKey) -> tuple[State, int]:
        for _, sealed, version in await self._database.read(sql.LOAD, str(chat)):
            try:
                return unpack_state(self._codec, chat, sealed), version
            except Unreadable as error:
                error.version = version
                raise
        return State(), 0

    async def commit(self, turn: Turn) -> Parcel | None:
        return await self._database.write(partial(scripts.keep, self._codec, turn))

    async def pending(self) -> list[Parcel]:
        return read_parcels(self._codec, await self._database.read(sql.PENDING))

    async def progress(self, parcel: Parcel, done: int, messages: Mapping[int, int]) -> None:
        await self._database.write(partial(scripts.tick, parcel, done, messages))

    async def message(self, chat: ChatKey, card: int) -> int | None:
        rows = await self._database.read(sql.MESSAGE, str(chat), card)
        return rows[0][1] if rows else None

    async def claim(self, now: datetime, until: datetime, most: int) -> list[ChatKey]:
        return await self._database.write(partial(scripts.claim, self.claiming, now, until, most))

    async def due(self, chat: ChatKey, now: datetime) -> tuple[Alarm, ...]:
        rows = await self._database.read(sql.DUE, str(chat), int(now.timestamp()))
        alarms = []
        for _, sealed in rows:
            try:
                alarms.append(unpack_alarm(self._codec, chat, sealed))
            except Unreadable as error:
                _log.error("an alarm is passed over: %s", error)
        return tuple(alarms)

    async def next_alarm(self) -> datetime | None:
        ((wake,),) = await self._database.read(sql.NEXT_WAKE)
        return _moment(wake)

    async def pause(self, chat: ChatKey) -> None:
        await self._database.write(partial(scripts.just, sql.PAUSE, str(chat)))

    async def move_group(self, old: int, new: int) -> None:
        await self._database.write(partial(move_group, self._codec, old, new))

    async def set_aside(self, what: str, reason: str, at: datetime) -> None:
        await self._database.write(
            partial(scripts.just, sql.SET_ASIDE, what, reason, int(at.timestamp()))
        )

    async def aside(self) -> list[Aside]:
        return read_aside(await self._database.read(sql.ASIDE))

    async def clear_aside(self) -> list[Aside]:
        return read_aside(await self._database.write(partial(ask, sql.CLEAR_ASIDE)))

    async def backlog(self, now: datetime) -> Backlog:
        at = int(now.timestamp())
        ((parcels, oldest),) = await self._database.read(sql.WAITING)
        ((due,),) = await self._database.read(sql.OVERDUE, at + LONGEST_CLAIM, at)
        return Backlog(parcels, _moment(oldest), _moment(due))

    async def known(self) -> int:
        ((count,),) = await self._database.read(sql.KNOWN)
        return int(count)

    async def prune(self, now: datetime) -> int:
        return await tidy(self._database, now, self._keep_for)


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else _at(seconds)


def read_aside(rows: Iterable[Row]) -> list[Aside]:
    """Return them the latest first."""
    found = [
        Aside(what, reason, times, _at(since), _at(latest))
        for what, reason, times, since, latest in rows
    ]
    return sorted(found, key=lambda aside: (-aside.latest.timestamp(), aside.what, aside.reason))


def read_parcels(codec: Codec, rows: Rows) -> list[Parcel]:
    """Open parcel rows; one that cannot be read is left out and logged."""
    parcels = []
    for number, chat, payload, done in rows:
        try:
            parcels.append(unpack_parcel(codec, number, ChatKey.parse(chat), payload, done))
        except Unreadable as error:
            _log.error("parcel %d is left where it is: %s", number, error)
    return parcels
