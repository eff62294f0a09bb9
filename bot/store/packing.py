"""States and effects to sealed bytes and back."""

import msgspec

from bot.flow.alarm import Alarm
from bot.flow.effects import Performed
from bot.flow.state import State
from bot.store import ChatKey, Parcel, Turn
from bot.store.codec import Codec
from bot.store.errors import Unreadable

# Lengths are padded: without the key, nobody is to tell one advice from another by its length.
GRAIN = 256


class Payload(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a parcel row holds sealed."""

    effects: tuple[Performed, ...]
    locale: str | None = None
    query: str | None = None
    trace: str | None = None
    taken: float | None = None


_encoder = msgspec.json.Encoder()
_states = msgspec.json.Decoder(State)
_payloads = msgspec.json.Decoder(Payload)
_alarms = msgspec.json.Decoder(Alarm)


def pack_state(codec: Codec, chat: ChatKey, state: State) -> bytes:
    return codec.seal(_padded(_encoder.encode(state)), _context("chats", chat))


def unpack_state(codec: Codec, chat: ChatKey, sealed: bytes) -> State:
    """Open a chat's state.

    Raises:
        Unreadable: The keys do not fit, or the JSON inside is no State.
    """
    try:
        return _states.decode(codec.open(sealed, _context("chats", chat)))
    except msgspec.MsgspecError as error:
        raise Unreadable(f"a chat's state is not one this version knows: {error}") from None


def pack_effects(codec: Codec, turn: Turn) -> bytes:
    payload = Payload(turn.performed, turn.locale, turn.query, turn.trace, turn.taken)
    return codec.seal(_padded(_encoder.encode(payload)), _context("parcels", turn.chat))


def unpack_parcel(codec: Codec, number: int, chat: ChatKey, sealed: bytes, done: int) -> Parcel:
    """Open a parcel row.

    Raises:
        Unreadable: The keys do not fit, or the JSON inside holds no effects.
    """
    try:
        payload = _payloads.decode(codec.open(sealed, _context("parcels", chat)))
    except msgspec.MsgspecError as error:
        raise Unreadable(f"parcel {number} is not one this version knows: {error}") from None
    return Parcel(
        number,
        chat,
        payload.effects,
        payload.locale,
        payload.query,
        done,
        payload.trace,
        payload.taken,
    )


def pack_alarm(codec: Codec, chat: ChatKey, alarm: Alarm) -> bytes:
    return codec.seal(_padded(_encoder.encode(alarm)), _context("alarms", chat))


def unpack_alarm(codec: Codec, chat: ChatKey, sealed: bytes) -> Alarm:
    """Open an alarm.

    Raises:
        Unreadable: The keys do not fit, or the JSON inside is no Alarm.
    """
    try:
        return _alarms.decode(codec.open(sealed, _context("alarms", chat)))
    except msgspec.MsgspecError as error:
        raise Unreadable(f"an alarm is not one this version knows: {error}") from None


def reseal(
    codec: Codec, table: str, chat: ChatKey, sealed: bytes, to: ChatKey | None = None
) -> bytes:
    """Seal the same again with the current key, for another chat where it is to belong to one.

    Raises:
        Unreadable: The keys do not fit.
    """
    plain = codec.open(sealed, _context(table, chat))
    return codec.seal(plain, _context(table, to or chat))


def _context(table: str, chat: ChatKey) -> bytes:
    return f"{table}:{chat}".encode()


def _padded(json: bytes) -> bytes:
    """Fill up with spaces, which JSON allows at the end."""
    return json.ljust(-len(json) // GRAIN * -GRAIN)
