"""The schema of a case file."""

from bot.authoring.schema.conditions import WORDS
from bot.authoring.schema.flows import DIALECT
from bot.authoring.schema.values import WORD, Schema, listed
from bot.flow.reading.cases import KINDS, needed
from bot.flow.reading.rehearsals import DEEDS

FACTS: Schema = {"$ref": "#/$defs/facts"}
_BARE: Schema = {"type": ["string", "number", "boolean", "null"]}


def case_schema() -> Schema:
    own = {"answers": FACTS, "steps": listed(_step())}
    entries = {kind: listed(_trial(need, own[need])) for kind, need in KINDS.items()}
    facts = {"anyOf": [_BARE, {"type": "array", "items": WORD}, FACTS]}
    return {
        "$schema": DIALECT,
        "title": "Cases for flows of Legwise",
        "type": "object",
        "properties": entries,
        "anyOf": [{"required": [kind]} for kind in KINDS],
        "$defs": {"facts": {"type": "object", "additionalProperties": facts}},
    }


def _trial(need: str, own: Schema) -> Schema:
    """A case or a chat; keys that are not read may stand beside, such as a narrative."""
    words = dict.fromkeys(("id", "flow", "title"), WORD)
    endings = dict.fromkeys(("accepted", "expected", "min_safe"), WORDS)
    return {
        "type": "object",
        "required": list(needed(need)),
        "properties": {**words, **endings, need: own},
    }


def _step() -> Schema:
    changed = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": WORDS,
    }
    done = {"changes": changed, "asks": WORD, "ends": WORD}
    deed = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {key: done[key] for key in DEEDS},
        "additionalProperties": WORDS,
    }
    return {"anyOf": [WORD, deed]}
