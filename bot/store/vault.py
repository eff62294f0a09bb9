"""Whether the keys fit a database, and moving everything to the current key."""

import logging
from functools import partial

from bot.store import ChatKey, sql
from bot.store.codec import Codec
from bot.store.database import Database, Script, ask
from bot.store.errors import Unreadable, Unusable
from bot.store.packing import reseal

PROBE, CONTEXT = b"legwise", b"probe"
_log = logging.getLogger(__name__)


async def check_keys(database: Database, codec: Codec) -> None:
    """Open the value kept for this.

    Raises:
        Unusable: None of the keys fits.
    """
    for (sealed,) in await database.read(sql.PROBE):
        try:
            codec.open(sealed, CONTEXT)
        except Unreadable as error:
            raise Unusable(f"{database.name} was written with another key; {error}") from None


async def take_keys(database: Database, codec: Codec) -> None:
    """Seal everything with the current key, unless it is: no older one is needed afterwards."""

    await database.write(partial(_take, codec))


def _take(codec: Codec) -> Script[None]:
    found = yield from ask(sql.PROBE)
    if found and codec.is_current(found[0][0]):
        return
    yield from _reseal(codec, "chats", sql.STATES, sql.RESEAL_STATE)
    yield from _reseal(codec, "parcels", sql.PAYLOADS, sql.RESEAL_PAYLOAD)
    yield from _reseal(codec, "alarms", sql.ALARMS, sql.RESEAL_ALARM)
    yield from ask(sql.SET_PROBE, codec.seal(PROBE, CONTEXT))


def _reseal(codec: Codec, table: str, select: str, update: str) -> Script[None]:
    last: object = "" if table == "chats" else 0
    while rows := (yield from ask(select, last)):
        for last, chat, sealed in rows:  # the next page begins after the last
            try:
                anew = reseal(codec, table, ChatKey.parse(chat), sealed)
            except Unreadable as error:
                _log.warning("a row of %s keeps its old seal: %s", table, error)
            else:
                yield from ask(update, last, anew, sealed)
