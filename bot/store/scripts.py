"""What is written together: the scripts of every store, see `bot.store.database`."""

from collections.abc import Mapping
from datetime import datetime

from bot.flow.effects import DropAlarms, Effect, SetAlarm
from bot.flow.state import State
from bot.store import ChatKey, Parcel, Turn, sql
from bot.store.codec import Codec
from bot.store.database import Script, ask
from bot.store.errors import AlreadyHandled, Conflict
from bot.store.packing import pack_alarm, pack_effects, pack_state


def keep(codec: Codec, turn: Turn) -> Script[Parcel | None]:
    """Write one turn. Where it raises, what it has written is taken back."""
    chat, at = str(turn.chat), int(turn.at.timestamp())
    if turn.update is not None and not (yield from ask(sql.SEE, turn.update, at)):
        raise AlreadyHandled(f"update {turn.update} was committed before")
    if not (yield from _move(codec, turn, at)):
        if turn.update is not None:
            yield from ask(sql.UNSEE, turn.update)
        raise Conflict(f"chat {chat} was moved by another process: load it again")
    if turn.state is None:
        yield from ask(sql.UNPOST, chat)
    if turn.update is not None and turn.version:
        yield from ask(sql.RESUME, chat)
    if turn.rang:
        yield from ask(sql.RANG, chat, at)
    for effect in turn.effects:
        yield from _wind(codec, turn.chat, effect)
    if not turn.performed:
        return None
    ((_, number),) = yield from ask(sql.POST, chat, pack_effects(codec, turn), at)
    return Parcel(
        number,
        turn.chat,
        turn.performed,
        turn.locale,
        turn.query,
        trace=turn.trace,
        taken=turn.taken,
    )


def _move(codec: Codec, turn: Turn, at: int) -> Script[bool]:
    """Write the chat's state, if its version is still the turn's, and say whether it was."""
    chat = str(turn.chat)
    if turn.version == 0 and turn.state in (None, State()):
        # Nothing to remember, nobody to forget.
        return bool((yield from ask(sql.STAY_AWAY, chat)))
    if turn.state is None:
        return bool((yield from ask(sql.FORGET, chat, turn.version)))
    state = pack_state(codec, turn.chat, turn.state)
    if turn.version == 0:
        # Not 1: after a forget, a turn begun before it must not fit the versions that follow.
        version = int(turn.at.timestamp() * 1000)
        return bool((yield from ask(sql.START, chat, state, version, at)))
    return bool((yield from ask(sql.MOVE, chat, state, turn.version, at)))


def _wind(codec: Codec, chat: ChatKey, effect: Effect) -> Script[None]:
    """Do what an effect wants of the alarms; most want nothing."""
    match effect:
        case SetAlarm(alarm):
            sealed = pack_alarm(codec, chat, alarm)
            yield from ask(
                sql.SET_ALARM, str(chat), alarm.owner, int(alarm.cares), alarm.at, sealed
            )
        case DropAlarms(owner):
            yield from ask(sql.DROP_ALARMS, str(chat), owner)
        case _:
            pass


def tick(parcel: Parcel, done: int, messages: Mapping[int, int]) -> Script[None]:
    if done < len(parcel.effects):
        yield from ask(sql.TICK, parcel.id, done)
    else:
        yield from ask(sql.FINISH, parcel.id)
    for card, message in messages.items():
        if card:
            yield from ask(sql.PLACE, str(parcel.chat), card, message)


def claim(statement: str, now: datetime, until: datetime, most: int) -> Script[list[ChatKey]]:
    seconds, lease = int(now.timestamp()), int(until.timestamp())
    found: list[str] = []
    for care in (1, 0):
        rows = yield from ask(statement, seconds, lease, care, most - len(found))
        found += [chat for (chat,) in rows]
    return [ChatKey.parse(chat) for chat in dict.fromkeys(found)]


def just(statement: str, *values: object) -> Script[None]:
    """One statement that returns nothing."""
    yield from ask(statement, *values)
