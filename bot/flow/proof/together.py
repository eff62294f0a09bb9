"""Claims proved with one walk for all that are about the same endings.

Such claims all hold just where no set of answers fulfils any of their conditions and ends where none of them may.
Which of them is broken, only a walk for each says; but most flows that are checked keep what they promise.
"""

from collections.abc import Iterable

from bot.flow.condition import Any
from bot.flow.model import Claim, Flow
from bot.flow.proof.situations import Situations
from bot.flow.proof.ways import Way, Ways


def breaking(flow: Flow, claims: Iterable[Claim], wrong: frozenset[str]) -> Way | None:
    """A shortest set of answers that fulfils the condition of any claim, and ends in one of `wrong`."""
    watched = Any(tuple(claim.when for claim in claims))
    return Ways(Situations(flow, watched, wrong)).first_to(wrong)


def wrong_endings(flow: Flow, claim: Claim) -> frozenset[str]:
    """The endings that break an `always` or `never` where its condition holds."""
    named = frozenset((claim.ending,))
    return named if claim.kind == "never" else frozenset(flow.endings) - named


def kept(flow: Flow, claims: Iterable[Claim]) -> frozenset[Claim]:
    """Those of these claims that hold, as far as it shows without looking at each."""
    alike: dict[frozenset[str], list[Claim]] = {}
    for claim in claims:
        if claim.kind in {"always", "never"}:
            alike.setdefault(wrong_endings(flow, claim), []).append(claim)
    groups = (group for wrong, group in alike.items() if breaking(flow, group, wrong) is None)
    return frozenset().union(*groups)
