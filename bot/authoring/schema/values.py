"""The values in a flow file, as an editor reads them: to it, a bare 4 is a number and a bare true no text."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.flow.reading.values import FLAGS, LONGEST_TEXT, SPAN

Schema = Mapping[str, Any]

ANYTHING: Schema = {}
WORD: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
FLAG: Schema = {
    "enum": [True, False, *(w for flag in FLAGS for w in (flag, flag.title(), flag.upper()))]
}
TRUE: Schema = {"enum": [w for w in FLAG["enum"] if w is True or FLAGS.get(str(w).lower())]}
NUMBER: Schema = {"type": ["number", "string"], "pattern": r"^-?[0-9]{1,9}(\.[0-9]{1,9})?$"}
LENGTH: Schema = {"type": "string", "pattern": f"^{SPAN.pattern}$"}
DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def text(most: int = LONGEST_TEXT) -> Schema:
    return {**WORD, "pattern": r"^[^{}]*\S[^{}]*$", "maxLength": most}


def whole(low: int, high: int) -> Schema:
    numbers = "|".join(map(str, range(low, high + 1)))
    kinds = ["integer", "string"]
    return {"type": kinds, "minimum": low, "maximum": high, "pattern": f"^0*({numbers})$"}


def one_of(*words: str) -> Schema:
    return {"enum": list(words)}


def listed(each: Schema) -> Schema:
    return {"type": "array", "minItems": 1, "items": each}


def one_or_more(each: Schema) -> Schema:
    return {"anyOf": [each, listed(each)]}


def some_or_none(each: Schema) -> Schema:
    return {"anyOf": [each, {"type": "array", "items": each}]}


def mapping(value: Schema, *, names: str = "") -> Schema:
    """A mapping by names of the author's own, which match a pattern where there is one."""
    found = {"type": "object", "minProperties": 1, "additionalProperties": value}
    return {**found, "propertyNames": {"pattern": f"^{names}$"}} if names else found


def table(required: Iterable[str], optional: Iterable[str], values: Mapping[str, Schema]) -> Schema:
    """A mapping whose keys are known, as bot/flow/reading/fields.py reads it."""
    needed = list(required)
    keys = {key: values.get(key, ANYTHING) for key in (*needed, *optional)}
    return {
        "type": "object",
        "minProperties": 1,
        "required": needed,
        "properties": keys,
        "additionalProperties": False,
    }


def holding(key: str, then: Schema, otherwise: Schema) -> Schema:
    """`then` holds where a key is there, `otherwise` elsewhere."""
    return {"if": {"required": [key]}, "then": then, "else": otherwise}


def where(key: str, words: Iterable[object], then: Schema, otherwise: Schema = ANYTHING) -> Schema:
    """`then` holds where a key has one of these values, `otherwise` elsewhere."""
    known = {"properties": {key: {"enum": list(words)}}, "required": [key]}
    return {"if": known, "then": then, "else": otherwise}
