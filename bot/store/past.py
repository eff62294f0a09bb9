"""What a restored database must not bring up again: what was on its way, and what was due."""

from datetime import datetime

from msgspec.structs import replace

from bot.flow.alarm import Alarm
from bot.plan.kinds import fate
from bot.plan.recurrence import next_occasion
from bot.store import ChatKey
from bot.store.codec import Codec
from bot.store.database import Script, ask
from bot.store.errors import Unreadable
from bot.store.packing import pack_alarm, unpack_alarm

_UNPOST_ALL = "DELETE FROM parcels"
_PAST = "SELECT id, chat, payload FROM alarms WHERE at <= $1"
_DROP = "DELETE FROM alarms WHERE id = $1"
_PUT_OFF = "UPDATE alarms SET at = $2, payload = $3 WHERE id = $1"
_UNCLAIM = "UPDATE alarms SET wake = at WHERE wake IS NOT NULL"


def leave_behind(codec: Codec, now: datetime) -> Script[None]:
    """Drop every parcel and every alarm that is past, but for care advice that still helps.

    What comes again goes on from its next time.
    """
    yield from ask(_UNPOST_ALL)
    past = yield from ask(_PAST, int(now.timestamp()))
    for number, chat, sealed in past:
        key = ChatKey.parse(chat)
        try:
            alarm = unpack_alarm(codec, key, sealed)
        except Unreadable:
            continue  # whoever looks at it says so
        yield from _settle(codec, number, key, alarm, now)
    yield from ask(_UNCLAIM)


def _settle(codec: Codec, number: int, chat: ChatKey, alarm: Alarm, now: datetime) -> Script[None]:
    following = alarm.recurs and next_occasion(alarm.recurs, now)
    if following:
        later = replace(alarm, at=int(following.at.timestamp()), about=following.face)
        yield from ask(_PUT_OFF, number, later.at, pack_alarm(codec, chat, later))
    elif not alarm.cares or fate(alarm.kind, alarm.due, now) == "missed":
        yield from ask(_DROP, number)
