"""YAML text to Flow."""

from dataclasses import replace
from hashlib import sha256

from bot.flow.errors import InvalidFlow
from bot.flow.model import Flow
from bot.flow.reading.about import (
    UNREVIEWED,
    command_line,
    name_of_command,
    name_of_flow,
    read_reviewed,
    read_sources,
)
from bot.flow.reading.cases import KINDS
from bot.flow.reading.claims import Claims
from bot.flow.reading.conditions import Conditions
from bot.flow.reading.endings import Endings
from bot.flow.reading.fields import Fields
from bot.flow.reading.groups import unfold
from bot.flow.reading.idle import note_idle
from bot.flow.reading.listening import Listen
from bot.flow.reading.names import gather
from bot.flow.reading.nodes import Node, Table, read_nodes
from bot.flow.reading.notes import Notes
from bot.flow.reading.questions import Questions
from bot.flow.reading.rules import NOWHERE, Rules
from bot.flow.reading.values import listed, text

REQUIRED = (
    *("flow", "version", "title", "about", "command", "reviewed"),
    *("sources", "questions", "rules", "otherwise", "endings"),
)
OPTIONAL = ("in an emergency", "for everyone", "never asked", "terms", "listen", "claims")


def read_flow(text: str, path: str) -> Flow:
    """Read one flow file.

    Args:
        text: The file's content; flows/README.md explains the keys.
        path: The file's name, used in messages only: nothing is opened here.

    Raises:
        InvalidFlow: With every problem found, each at its line and column.
    """
    notes = Notes(path)
    root = read_nodes(text, notes)
    flow = None if root is None or _holds_cases(notes, root) else _flow(notes, root)
    problems = notes.problems()
    if flow is None or problems:
        raise InvalidFlow(problems)
    return replace(
        flow, path=path, text_hash=sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    )


def _holds_cases(notes: Notes, root: Node) -> bool:
    """Whether a case file was given for a flow: told once, not by each key that is not there."""
    keys = {key.text for key, _ in root.entries} if isinstance(root, Table) else set()
    if found := keys.isdisjoint(REQUIRED) and not keys.isdisjoint(KINDS):
        notes.mistake(root.place, "this is a file of cases, not a flow; give it after --cases")
    return found


def _flow(notes: Notes, root: Node) -> Flow:
    lines = Fields(notes, root, "a flow", REQUIRED, OPTIONAL)
    unfolded = unfold(notes, lines.nodes.get("questions"))
    if unfolded.questions is not None:
        lines.nodes["questions"] = unfolded.questions
    names = gather(lines.nodes)
    conditions = Conditions(names)
    lines.read("terms", conditions.read_terms, None)
    advice = Endings(names, conditions)
    endings = lines.read("endings", advice.read, {})
    rules = Rules(names, conditions, endings)
    otherwise_ending, otherwise = lines.read("otherwise", rules.otherwise, NOWHERE)
    flow = Flow(
        id=lines.read("flow", name_of_flow, ""),
        version=lines.read("version", text, ""),
        title=lines.read("title", text, ""),
        about=lines.read("about", command_line, ""),
        command=lines.read("command", name_of_command, ""),
        reviewed=lines.read("reviewed", read_reviewed, UNREVIEWED),
        sources=lines.read("sources", read_sources, {}),
        questions=lines.read("questions", Questions(names, conditions, unfolded.rounds).read, {}),
        rules=lines.read("rules", listed(rules.rule), ()),
        endings=endings,
        otherwise=otherwise,
        otherwise_ending=otherwise_ending,
        in_an_emergency=lines.read("in an emergency", text, ""),
        for_everyone=lines.read("for everyone", listed(advice.for_everyone), ()),
        never_asked=lines.read("never asked", listed(text), ()),
        listening=lines.read("listen", Listen(names).read, ()),
        claims=lines.read("claims", Claims(names, conditions).read, ()),
    )
    note_idle(notes, flow, names.places)
    return flow
