"""A flow that was edited while somebody is in the middle of it: what still fits stays, and it is said once."""

from hashlib import sha256

from bot.flow.condition import described
from bot.flow.ending import EMERGENCY
from bot.flow.model import Flow
from bot.flow.moves.desk import Desk
from bot.flow.state import Answer, Run, State
from bot.text import Block, Text, text

CHANGED = text(
    "The questions have changed since you began. I keep the answers that still fit, and ask only what is new."
)
REREAD = text("What I advise for your answers has changed since. Please read it again.")
GONE = text("The check you had begun is no longer offered. If you are worried, have it looked at.")
FLOWS = 16  # whose edition is remembered

_editions: dict[int, tuple[Flow, str]] = {}


def edition(flow: Flow) -> str:
    """A short name for all that a flow asks and decides by; the words it says may change."""
    known = _editions.get(id(flow))
    if known is None:
        if len(_editions) >= FLOWS:
            _editions.clear()
        # The flow is kept, so that no other can get its id.
        known = _editions[id(flow)] = flow, _edition(flow)
    return known[1]


def _edition(flow: Flow) -> str:
    parts = [f"{q.id} {q.many} {[*q.options]} {described(q.when)}" for q in flow.questions.values()]
    parts += [f"{rule.ending} {described(rule.holds_when)}" for rule in flow.rules]
    parts += [
        f"{ending.id} {ending.urgency} {[described(entry.when) for entry in ending.only_when]}"
        for ending in flow.endings.values()
    ]
    return sha256("\n".join(parts).encode()).hexdigest()[:12]


def keep_up(desk: Desk, before: State) -> None:
    """Bring a run to the flow as it is now.

    Args:
        before: The state as the last event left it.
    """
    run = desk.state.run
    if run is None:
        return
    if desk.run is None:
        desk.news = GONE
        desk.change(run=None)
    elif run.edition not in {"", edition(desk.flow)}:
        desk.news = _brought_along(desk, run, before.view)


def note_edition(desk: Desk) -> None:
    """Remember which edition a run answers; and show the news that no card has carried yet."""
    if desk.run is not None and desk.run.edition != edition(desk.flow):
        desk.change_run(edition=edition(desk.flow))
    if desk.news is None or not desk.effects or desk.in_emergency():
        return
    if desk.run is not None:
        desk.again()
    else:
        desk.say((Block("plain", desk.news),))


def _brought_along(desk: Desk, run: Run, view: str) -> Text | None:
    """Drop the answers that no longer fit; say what is worth saying. An emergency stays one."""
    flow = desk.flow
    if run.reached in flow.endings and flow.endings[run.reached].urgency == EMERGENCY:
        return None
    kept = {name: said for name, said in run.answers.items() if _fits(flow, name, said)}
    if len(kept) < len(run.answers):
        desk.change_run(answers=kept, picked=(), editing=None)
        return CHANGED
    place = desk.place()
    if place.next is not None:
        asked = view.removeprefix("question:") if view.startswith("question:") else None
        return CHANGED if run.reached or asked not in {None, place.next.id} else None
    ending = desk.ending().id
    return REREAD if run.reached and run.reached != ending else None


def _fits(flow: Flow, name: str, said: Answer) -> bool:
    question = flow.questions.get(name)
    if question is None:
        return False
    return question.blank is not None or all(value in question.options for value in said.values)
