"""The schema of a flow file."""

from bot.authoring.schema.conditions import CONDITION, WHEN
from bot.authoring.schema.values import (
    DAY,
    FLAG,
    LENGTH,
    NUMBER,
    TRUE,
    WORD,
    Schema,
    holding,
    listed,
    mapping,
    one_of,
    one_or_more,
    some_or_none,
    table,
    text,
    where,
    whole,
)
from bot.flow import read
from bot.flow.blank import KINDS as BLANKS
from bot.flow.ending import CALM, EMERGENCY
from bot.flow.itinerary import PUT_TOGETHER_FROM
from bot.flow.reading import (
    about,
    blanks,
    claims,
    endings,
    facts,
    follow_ups,
    groups,
    options,
    questions,
    rules,
)
from bot.flow.reading.listening import LANGUAGE_CODE
from bot.flow.reading.values import SHORT_NAME

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT = text()
_SAID = {"say": TEXT, "source": WORD, "when": WHEN, "because": TEXT}


def flow_schema() -> Schema:
    sources = table(about.SOURCE, about.OF_SOURCE, {"title": TEXT, "at": TEXT, "note": TEXT})
    otherwise = table(rules.OTHERWISE, (), {**_SAID, "ending": WORD})
    parts = {
        "flow": {**WORD, "pattern": f"^{about.FLOW_NAME}$"},
        "version": TEXT,
        "title": TEXT,
        "about": text(about.LONGEST_ABOUT),
        "command": {
            **WORD,
            "pattern": f"^{about.COMMAND_NAME}$",
            "not": one_of(*about.OWN_COMMANDS),
        },
        "reviewed": table(about.REVIEWED, (), {"on": DAY, "until": DAY, "by": TEXT}),
        "in an emergency": TEXT,
        "for everyone": listed(table(endings.LINE, (), _SAID)),
        "sources": mapping(sources),
        "terms": mapping(WHEN),
        "questions": mapping(
            holding("repeat", _group(), {"$ref": "#/$defs/question"}), names=SHORT_NAME
        ),
        "listen": mapping(mapping(mapping(one_or_more(TEXT), names=LANGUAGE_CODE))),
        "rules": listed(_rule()),
        "claims": listed(_claim()),
        "otherwise": otherwise,
        "endings": mapping(_ending(), names=SHORT_NAME),
    }
    whole_file = table(read.REQUIRED, read.OPTIONAL, parts)
    head = {"$schema": DIALECT, "title": "A flow of Legwise"}
    return {
        **head,
        **whole_file,
        "$defs": {"condition": CONDITION, "question": _question(), "option": _option()},
    }


def _question() -> Schema:
    values = {
        "ask": TEXT,
        "short": TEXT,
        "help": TEXT,
        "why": TEXT,
        "source": WORD,
        "choose": one_of(*questions.WAYS),
        "columns": whole(1, 3),
        "when": WHEN,
        "options": mapping({"$ref": "#/$defs/option"}, names=SHORT_NAME),
        "worry": listed(one_or_more(WORD)),
        "assumed": WORD,
        "strict": FLAG,
        "fresh for": LENGTH,
        "hints": table((), questions.LEANS, dict.fromkeys(questions.LEANS, mapping(TEXT))),
        "handover": one_of(*questions.PARTS),
    }
    choosing = table((*questions.REQUIRED, "options"), questions.OPTIONAL, values)
    filling = [
        where(
            "choose", [kind], table(questions.REQUIRED, (*questions.BESIDE_A_BLANK, *keys), values)
        )
        for kind, keys in blanks.KEYS.items()
    ]
    return {"allOf": [*filling, where("choose", BLANKS, {}, choosing)]}


def _group() -> Schema:
    question = {"$ref": "#/$defs/question"}
    values = {
        "title": TEXT,
        "repeat": {"type": "string", "pattern": f"^{groups.OFTEN}$"},
        "questions": mapping(question, names=SHORT_NAME),
        "again": question,
    }
    return table(groups.KEYS, (), values)


def _option() -> Schema:
    fact = {"anyOf": [one_or_more(WORD), table((), facts.RANGE, _range())]}
    values = {
        "label": TEXT,
        "button": text(options.LONGEST_BUTTON),
        "also": one_or_more(WORD),
        "stands for": one_or_more(mapping(fact, names=facts.KEY_NAME)),
        "alone": FLAG,
        "lasting": {"anyOf": [LENGTH, one_of(options.NO_BOUND)]},
        "confirm": TEXT,
    }
    short = text(options.LONGEST_LABEL)
    long = table(options.REQUIRED, options.OPTIONAL, values)
    bare = {"anyOf": [{"required": ["button"]}, {"properties": {"label": short}}]}
    return {"anyOf": [short, {**long, **bare}]}


def _range() -> dict[str, Schema]:
    return {"over": NUMBER, "below": NUMBER, "lacks": one_or_more(WORD)}


def _rule() -> Schema:
    return table(rules.REQUIRED, rules.OPTIONAL, {**_SAID, "at least": WORD, "unless": WHEN})


def _claim() -> Schema:
    taps = {"type": "string", "pattern": f"^{claims.TAPS.pattern}$"}
    values = {"always": WORD, "never": WORD, "rising": TRUE, "at most": taps}
    known = table((), (*claims.KINDS, "to", "when"), {**values, "to": WORD, "when": WHEN})
    one = [{"required": [kind]} for kind in claims.KINDS]
    whole_flow = {"not": {"required": ["rising", "when"]}}
    return {**known, "oneOf": one, "dependentRequired": {"to": ["at most"]}, **whole_flow}


def _ending() -> Schema:
    values = {
        "urgency": whole(CALM, EMERGENCY),
        "title": TEXT,
        "by when": TEXT,
        "say": some_or_none({"anyOf": [TEXT, table(("say",), ("source", "when"), _SAID)]}),
        "advice": mapping(listed(table(endings.LINE, ("when",), _SAID))),
        "safety net": TEXT,
        "only when": listed(table(endings.WAY, (), _SAID)),
        "follow up": _follow_up(),
    }
    hedged = where("urgency", [EMERGENCY, str(EMERGENCY)], {}, {"required": ["safety net"]})
    led_to = {"required": ["only when"]}
    calm = where("urgency", [CALM, str(CALM)], led_to, {"not": led_to})
    advice = {**table(endings.REQUIRED, endings.OPTIONAL, values), "allOf": [hedged, calm]}
    plan = {**values, "plan": one_of(*PUT_TOGETHER_FROM)}
    return holding("plan", table(endings.PLANNING, endings.OF_PLANNING, plan), advice)


def _follow_up() -> Schema:
    reply = {"label": TEXT, "say": TEXT, "then": one_of(*follow_ups.THEN)}
    replies = table(follow_ups.REPLY, follow_ups.OF_REPLY, reply)
    asked = {"after": LENGTH, "ask": TEXT, "source": WORD, "offer": TEXT, "when": WHEN}
    values = {**asked, "answers": mapping(replies, names=SHORT_NAME)}
    return table(follow_ups.REQUIRED, follow_ups.OPTIONAL, values)
