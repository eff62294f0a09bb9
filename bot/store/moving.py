"""A group that has become a supergroup: what is kept of it, under its new number.

What is sealed belongs to its chat, so it is sealed anew.
"""

import logging
from dataclasses import replace

from bot.store import ChatKey, sql
from bot.store.codec import Codec
from bot.store.database import Row, Script, ask
from bot.store.errors import Unreadable
from bot.store.packing import reseal

_log = logging.getLogger(__name__)


def move_group(codec: Codec, old: int, new: int) -> Script[None]:
    """See `bot.store.Store.move_group`. What cannot be read is left behind, and goes."""
    ours = (f"{old}/", f"{old}0")  # every key of the group is between them
    chats = yield from ask(sql.CHATS_OF, *ours)
    moved: set[str] = set()
    for row in chats:
        if (yield from _begin(codec, row, new)):
            moved.add(row[0])
    for row in (yield from ask(sql.ALARMS_OF, *ours)):
        if row[1] in moved:
            yield from _move(codec, "alarms", sql.MOVE_ALARM, row, new)
    for row in (yield from ask(sql.PARCELS_OF, *ours)):
        yield from _move(codec, "parcels", sql.MOVE_PARCEL, row, new)
    for chat in moved:
        yield from ask(sql.MOVE_CARDS, chat, str(_renumbered(chat, new)))
    for chat, *_ in chats:
        yield from ask(sql.LEAVE, chat)


def _begin(codec: Codec, row: Row, new: int) -> Script[bool]:
    """Keep a chat's state under its new key, unless there is one; say whether it was kept."""
    chat, sealed, version, touched = row
    there = _renumbered(chat, new)
    anew = _resealed(codec, "chats", chat, sealed, there)
    if anew is None:
        return False
    return bool((yield from ask(sql.START, str(there), anew, version, touched)))


def _move(codec: Codec, table: str, statement: str, row: Row, new: int) -> Script[None]:
    number, chat, sealed = row
    there = _renumbered(chat, new)
    anew = _resealed(codec, table, chat, sealed, there)
    if anew is not None:
        yield from ask(statement, number, str(there), anew)


def _resealed(codec: Codec, table: str, chat: str, sealed: bytes, there: ChatKey) -> bytes | None:
    try:
        return reseal(codec, table, ChatKey.parse(chat), sealed, there)
    except Unreadable as error:
        _log.error("a row of %s does not move with its group: %s", table, error)
        return None


def _renumbered(chat: str, new: int) -> ChatKey:
    return replace(ChatKey.parse(chat), chat=new)
