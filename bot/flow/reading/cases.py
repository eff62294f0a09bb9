"""YAML text to cases: the form of flows/cases/*.yaml."""

from collections.abc import Iterator, Mapping

from bot.flow.cases import Case
from bot.flow.condition import Values
from bot.flow.errors import InvalidFlow
from bot.flow.model import Flow
from bot.flow.reading.nodes import Items, Node, Table, Word, read_nodes
from bot.flow.reading.notes import Notes, Place, instead, quoted
from bot.flow.reading.values import entries, items, one_or_more, word

MAIN = "leg-check"  # the flow of a case that names none
NOTHING = frozenset({"", "null", "~", "Null", "NULL"})

_Facts = dict[str, tuple[Values, Place]]


def read_cases(text: str, path: str, flows: Mapping[str, Flow]) -> tuple[Case, ...]:
    """Read a case file.

    Args:
        text: Its content: `vignettes:`, a list of cases. Keys that are not needed are passed over.
        path: Its name, for messages only.
        flows: Those the cases may be about, by name.

    Raises:
        InvalidFlow: With every mistake found: a missing key, an unknown flow or ending, a repeated id.
    """
    notes = Notes(path)
    root = read_nodes(text, notes)
    found: list[Case] = []
    if root is not None:
        top = {key.text: value for key, value in entries(notes, root)}
        if "vignettes" in top:
            found = [
                case
                for node in items(notes, top["vignettes"])
                if (case := _case(notes, node, flows))
            ]
            _no_twins(notes, found)
        elif not notes.problems():
            notes.mistake(root.place, "a case file needs 'vignettes', a list of cases")
    if problems := notes.problems():
        raise InvalidFlow(problems)
    return tuple(found)


def _case(notes: Notes, node: Node, flows: Mapping[str, Flow]) -> Case | None:
    lines = {key.text: value for key, value in entries(notes, node)}
    missing = [key for key in ("id", "answers", "accepted") if key not in lines]
    for key in missing:
        notes.mistake(node.place, f"a case needs '{key}'")
    if missing:
        return None
    flow = _flow(notes, lines.get("flow"), flows)
    if flow is None:
        return None
    accepted = _endings(notes, lines["accepted"], flow)
    expected = _endings(notes, lines["expected"], flow)[:1] if "expected" in lines else accepted[:1]
    safe = _endings(notes, lines["min_safe"], flow)[:1] if "min_safe" in lines else ()
    if not accepted or not expected:
        return None
    facts = dict(_facts(notes, lines["answers"], ""))
    return Case(
        id=word(notes, lines["id"]),
        flow=flow.id,
        title=word(notes, lines["title"]) if "title" in lines else "",
        facts={key: values for key, (values, _) in facts.items()},
        expected=expected[0],
        accepted=accepted,
        min_safe=safe[0] if safe else min(accepted, key=lambda name: flow.endings[name].urgency),
        place=node.place,
        places={key: place for key, (_, place) in facts.items()},
    )


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


def _no_twins(notes: Notes, cases: list[Case]) -> None:
    seen: dict[str, int] = {}
    for case in cases:
        line = seen.setdefault(case.id, case.place[0])
        if line != case.place[0]:
            message = f"{quoted(case.id)} is the id of another case too, at line {line}"
            notes.mistake(Place(*case.place), message)
