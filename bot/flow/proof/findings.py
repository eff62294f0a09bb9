"""What holds of every flow without being claimed.

Proved here: everything in a flow is shown by some chat, no rule is idle, nothing contradicts itself, and each
claim promises something. Three promises need no trial. Every path ends, for questions are asked in the file's order,
each once, and a `when:` may only name earlier ones. Every option can be reached, for it is offered wherever its
question is asked. And reading refuses an ending below an emergency that has no safety net.
"""

from collections.abc import Iterator

from bot.flow.model import Flow
from bot.flow.proof.contradictions import contradictions
from bot.flow.proof.finding import Finding
from bot.flow.proof.sightings import unseen
from bot.flow.proof.sights import sights
from bot.flow.proof.vacuous import vacuous


def findings(flow: Flow) -> tuple[Finding, ...]:
    """Everything wrong with a flow that its claims don't speak of; none for a sound one."""
    return (*contradictions(flow), *_unseen(flow), *vacuous(flow))


def _unseen(flow: Flow) -> Iterator[Finding]:
    for sight in unseen(flow, sights(flow)):
        yield Finding(sight.kind, f"{sight.what} {sight.otherwise}", sight.line)
