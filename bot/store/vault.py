"""Whether the keys fit a database, and moving everything to the current key."""

import logging

from bot.store import ChatKey, Unreadable, Unusable, sql
from bot.store.codec import Codec
from bot.store.group import GroupCommit
from bot.store.packing import reseal

PROBE, CONTEXT = b"legwise", b"probe"
_log = logging.getLogger(__name__)


async def check_keys(database: GroupCommit, codec: Codec) -> None:
    """Open the value kept for this.

    Raises:
        Unusable: None of the keys fits.
    """
    for (sealed,) in await database.read(sql.PROBE):
        try:
            codec.open(sealed, CONTEXT)
        except Unreadable as error:
            raise Unusable(f"was written with another key; {error}") from None


async def take_keys(database: GroupCommit, codec: Codec) -> None:
    """Seal everything with the current key, unless it is: no older one is needed afterwards."""

    async def work() -> None:
        found = await database.rows(sql.PROBE)
        if found and codec.is_current(found[0][0]):
            return
        await _reseal(database, codec, "chats", sql.STATES, sql.RESEAL_STATE)
        await _reseal(database, codec, "parcels", sql.PAYLOADS, sql.RESEAL_PAYLOAD)
        await _reseal(database, codec, "alarms", sql.ALARMS, sql.RESEAL_ALARM)
        await database.rows(sql.SET_PROBE, codec.seal(PROBE, CONTEXT))

    await database.write(work)


async def _reseal(
    database: GroupCommit, codec: Codec, table: str, select: str, update: str
) -> None:
    last: object = "" if table == "chats" else 0
    while rows := await database.rows(select, last):
        for last, chat, sealed in rows:  # the next page begins after the last
            try:
                anew = reseal(codec, table, ChatKey.parse(chat), sealed)
            except Unreadable as error:
                _log.warning("a row of %s keeps its old seal: %s", table, error)
            else:
                await database.rows(update, last, anew)
