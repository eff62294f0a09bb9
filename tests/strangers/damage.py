"""Sound updates with something wrong: fields missing, added, of another type, too large, too deep."""

import copy
import json
import random
from collections.abc import Callable
from typing import Any

from tests.strangers.words import BROKEN, ODD

Json = dict[str, Any]
Damage = Callable[[random.Random, Json], Json]

DEEP = 2_000  # levels: more than any reader of JSON goes down
WRONG: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 1e308, float("nan"), float("inf"), "", "7", [], {}, [[]]),
    *(2**31, 2**52, 2**63 - 1, 2**63, -(2**63) - 1, 10**40, -(10**18), *BROKEN, *ODD[:8]),
    *({"id": {"id": {}}}, ["a", 1, None], {"": ""}, "en-xx-\x00", "x" * 10_000),
)
LIKELY = frozenset(
    [
        *("message", "edited_message", "callback_query", "chat", "id", "type", "from", "text"),
        *("caption", "data", "language_code", "location", "latitude", "longitude", "entities"),
        *("message_thread_id", "is_topic_message", "forward_origin", "message_id", "date"),
    ]
)


def damaged(chance: random.Random, update: Json) -> Json:
    """Return a copy with one to three things wrong. Its number is never another believable one."""
    found = copy.deepcopy(update)
    for _ in range(chance.choice((1, 1, 2, 3))):
        found = chance.choice(_WAYS)(chance, found)
    number = found.get("update_id")
    believable = isinstance(number, int | float) and 0 <= number < 2**63
    if believable and number != update["update_id"]:
        found["update_id"] = update["update_id"]  # who numbers wrongly cannot be followed
    return found


def _drop(chance: random.Random, update: Json) -> Json:
    inside, key = _somewhere(chance, update)
    inside.pop(key, None)
    return update


def _retype(chance: random.Random, update: Json) -> Json:
    inside, key = _somewhere(chance, update)
    inside[key] = copy.deepcopy(chance.choice(WRONG))
    return update


def _add(chance: random.Random, update: Json) -> Json:
    inside, _ = _somewhere(chance, update)
    name = chance.choice((*sorted(LIKELY), "migrate_to_chat_id", "migrate_from_chat_id", "x"))
    inside[name] = copy.deepcopy(chance.choice(WRONG))
    return update


def _wrap(chance: random.Random, update: Json) -> Json:
    inside, key = _somewhere(chance, update)
    inside[key] = {key: inside.get(key)} if chance.random() < 0.5 else [inside.get(key)]
    return update


def _break_words(chance: random.Random, update: Json) -> Json:
    inside, key = _somewhere(chance, update)
    words = inside.get(key)
    half = chance.choice(BROKEN)
    inside[key] = words[: len(words) // 2] + half if isinstance(words, str) else half
    return update


_WAYS: tuple[Damage, ...] = (_drop, _retype, _retype, _add, _wrap, _break_words)


def _somewhere(chance: random.Random, update: Json) -> tuple[Json, str]:
    """Go down by chance, mostly where somebody reads."""
    inside: Json = update
    while True:
        keys = sorted(inside) or ["x"]
        read = [key for key in keys if key in LIKELY] or keys
        key = chance.choice(read if chance.random() < 0.8 else keys)
        below = inside.get(key)
        if not isinstance(below, dict) or not below or chance.random() < 0.25:
            return inside, key
        inside = below


def body_of(chance: random.Random, update: Json) -> bytes:
    """Return the bytes of a delivery that is no JSON, or that says things twice or too deep."""
    sound = json.dumps(update).encode()
    return chance.choice(_BODIES)(chance, sound)


_BODIES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    lambda chance, sound: sound[: chance.randrange(len(sound))],
    lambda _, sound: sound.replace(b'"chat"', b'"chat": {"id": 1, "type": "x"}, "chat"', 1),
    lambda _, sound: b'{"update_id": 1, ' + sound[1:],
    lambda _, sound: sound[:-1] + b', "x": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    lambda _, sound: b'{"forward_origin": ' * DEEP + sound + b"}" * DEEP,
    lambda _, sound: b"\xef\xbb\xbf" + sound,
    lambda _, sound: sound.decode().encode("utf-16"),
    lambda _, sound: sound.replace(b"e", b"\xff", 3),
    lambda chance, _: chance.randbytes(chance.randint(0, 400)),
    lambda _, sound: sound + sound,
)
