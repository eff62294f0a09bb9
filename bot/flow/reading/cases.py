"""YAML text to cases and chats: the form of flows/cases/*.yaml."""

from collections.abc import Iterator, Mapping
from typing import TypedDict

from bot.flow.cases import Case, Trial
from bot.flow.condition import Values
from bot.flow.errors import InvalidFlow
from bot.flow.model import Flow
from bot.flow.reading.nodes import Items, Node, Table, Word, read_nodes
from bot.flow.reading.notes import Notes, Place, instead, nearest, quoted
from bot.flow.reading.rehearsals import Steps
from bot.flow.reading.values import entries, items, one_or_more, word
from bot.flow.rehearsal import Rehearsal

MAIN = "leg-check"  # the flow of a case that names none
NOTHING = frozenset({"", "null", "~", "Null", "NULL"})

_Facts = dict[str, tuple[Values, Place]]


KINDS = {"vignettes": "answers", "chats": "steps"}  # and what each entry needs besides
KNOWN = {
    "id",
    "accepted",
    "flow",
    "expected",
    "min_safe",
    "title",
    "why",
    "source",
    *KINDS.values(),
}


def read_cases(text: str, path: str, flows: Mapping[str, Flow]) -> tuple[Trial, ...]:
    """Read a case file.

    Args:
        text: Its content: `vignettes:`, a list of cases, and `chats:`, a list of chats; or one of the two.
            Keys that are not needed are passed over.
        path: Its name, for messages only.
        flows: Those the cases may be about, by name.

    Raises:
        InvalidFlow: With every mistake found: a missing key, an unknown flow or ending, a repeated id.
    """
    notes = Notes(path)
    root = read_nodes(text, notes)
    found: list[Trial] = []
    if root is not None:
        top = {key.text: value for key, value in entries(notes, root)}
        for kind, read in zip(KINDS, (_case, _chat), strict=True):
            if kind in top:
                found += (
                    each for node in items(notes, top[kind]) for each in read(notes, node, flows)
                )
        _no_twins(notes, found)
        if top.keys().isdisjoint(KINDS) and not notes.problems():
            notes.mistake(root.place, "a case file needs 'vignettes', a list of cases, or 'chats'")
    if problems := notes.problems():
        raise InvalidFlow(problems)
    return tuple(found)


def _case(notes: Notes, node: Node, flows: Mapping[str, Flow]) -> Iterator[Case]:
    for common, _, answers in _trial(notes, node, flows, "a case", KINDS["vignettes"]):
        facts = dict(_facts(notes, answers, ""))
        yield Case(
            **common,
            facts={key: values for key, (values, _) in facts.items()},
            places={key: place for key, (_, place) in facts.items()},
        )


def _chat(notes: Notes, node: Node, flows: Mapping[str, Flow]) -> Iterator[Rehearsal]:
    for common, flow, steps in _trial(notes, node, flows, "a chat", KINDS["chats"]):
        yield Rehearsal(**common, steps=Steps(flow).read(notes, steps))


def needed(own: str) -> tuple[str, ...]:
    """The keys that a case or chat cannot do without; `own` is its own kind's."""
    return "id", own, "accepted"


class _Common(TypedDict):
    id: str
    flow: str
    title: str
    expected: str
    accepted: tuple[str, ...]
    min_safe: str
    origin: str
    place: tuple[int, int]
    slips: Mapping[tuple[int, int], str]


def _trial(
    notes: Notes, node: Node, flows: Mapping[str, Flow], what: str, own: str
) -> Iterator[tuple[_Common, Flow, Node]]:
    """What cases and chats have in common, the flow, and what stands at their `own` key; nothing if unreadable."""
    found = entries(notes, node)
    lines = {key.text: value for key, value in found}
    missing = [key for key in needed(own) if key not in lines]
    for key in missing:
        slip = nearest(key, lines.keys() - KNOWN)
        hint = f"; is '{slip}' meant for it?" if slip else ""
        notes.mistake(node.place, f"{what} needs '{key}'{hint}")
    flow = None if missing else _flow(notes, lines.get("flow"), flows)
    if flow is None:
        return
    accepted = _endings(notes, lines["accepted"], flow)
    expected = _endings(notes, lines["expected"], flow)[:1] if "expected" in lines else accepted[:1]
    safe = _endings(notes, lines["min_safe"], flow)[:1] if "min_safe" in lines else ()
    if not accepted or not expected:
        return
    common: _Common = {
        "id": word(notes, lines["id"]),
        "flow": flow.id,
        "title": word(notes, lines["title"]) if "title" in lines else "",
        "expected": expected[0],
        "accepted": accepted,
        "min_safe": safe[0] if safe else min(accepted, key=lambda e: flow.endings[e].urgency),
        "origin": _origin(lines.get("source")),
        "place": node.place,
        "slips": dict(_slips({key.text: key.place for key, _ in found})),
    }
    yield common, flow, lines[own]


def _slips(keys: Mapping[str, Place]) -> Iterator[tuple[Place, str]]:
    """The keys that are passed over, and look like one that is not there."""
    for key in keys.keys() - KNOWN:
        if (meant := nearest(key, KNOWN - keys.keys())) is not None:
            yield keys[key], f"{quoted(key)} is passed over; did you mean '{meant}'?"


def _origin(source: Node | None) -> str:
    """Read what kind of source a case has; of the rest of it nothing is needed."""
    if isinstance(source, Table):
        for key, value in source.entries:
            if key.text == "type" and isinstance(value, Word):
                return value.text
    return ""


def _flow(notes: Notes, node: Node | None, flows: Mapping[str, Flow]) -> Flow | None:
    name = MAIN if node is None else word(notes, node)
    if name in flows:
        return flows[name]
    place = Place(1, 1) if node is None else node.place
    notes.mistake(place, f"{quoted(name)} is not a flow{instead(name, flows.keys())}")
    return None


def _endings(notes: Notes, node: Node, flow: Flow) -> tuple[str, ...]:
    names = one_or_more(word)(notes, node)
    places = [each.place for each in node.nodes] if isinstance(node, Items) else [node.place]
    for name, place in zip(names, places, strict=True):
        if name and name not in flow.endings:
            hint = instead(name, flow.endings.keys())
            notes.mistake(place, f"{quoted(name)} is not an ending of '{flow.id}'{hint}")
    return tuple(name for name in names if name in flow.endings)


def _facts(notes: Notes, node: Node, prefix: str) -> Iterator[tuple[str, tuple[Values, Place]]]:
    """Flatten: a mapping inside is reached with a dot, a list keeps its values, nothing is left out."""
    if isinstance(node, Table) and not node.entries:
        return
    for key, value in entries(notes, node):
        name = f"{prefix}{key.text}"
        match value:
            case Table():
                yield from _facts(notes, value, f"{name}.")
            case Items(place, nodes):
                yield name, (tuple(_value(notes, each) for each in nodes), place)
            case Word(place, text) if text.strip() not in NOTHING:
                yield name, ((_value(notes, value),), place)
            case _:
                pass


def _value(notes: Notes, node: Node) -> str:
    said = word(notes, node)
    return said.lower() if said.lower() in {"true", "false"} else said


def _no_twins(notes: Notes, cases: list[Trial]) -> None:
    seen: dict[str, tuple[int, int]] = {}
    for case in cases:
        first = seen.setdefault(case.id, case.place)
        if first != case.place:
            message = f"{quoted(case.id)} is the id of another case too, at line {first[0]}"
            notes.mistake(Place(*case.place), message)
