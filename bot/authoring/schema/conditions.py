"""Conditions: `when:`, `unless:` and the terms."""

from bot.authoring.schema.values import WORD, Schema, listed, one_or_more, table, whole
from bot.flow.reading.conditions import RELATIONS

WHEN: Schema = {"$ref": "#/$defs/condition"}
WORDS = one_or_more(WORD)
_COUNTED: Schema = {"dependentRequired": {"at least": ["of"], "of": ["at least"]}}
_RELATED = table((), RELATIONS, {**dict.fromkeys(RELATIONS, WORDS), "at least": whole(1, 99)})
CONDITION: Schema = {
    "type": "object",
    "minProperties": 1,
    "properties": {"is": WORDS, "any": listed(WHEN), "not": WHEN},
    "additionalProperties": {"anyOf": [WORDS, {**_RELATED, **_COUNTED}]},
}
