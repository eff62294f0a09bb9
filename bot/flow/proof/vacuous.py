"""Claims that promise nothing, for what they speak of never comes about."""

from collections.abc import Iterator
from dataclasses import replace

from bot.flow.model import Claim, Flow
from bot.flow.proof.finding import Finding
from bot.flow.proof.sightings import unseen
from bot.flow.proof.sights import Sight
from bot.flow.proof.situations import Situations
from bot.flow.proof.ways import Ways
from bot.flow.proof.wording import claim_text


def vacuous(flow: Flow) -> Iterator[Finding]:
    """The claims that no set of answers could break; of those about taps, that no chat could."""
    undecided = _undecided(flow)
    for claim in flow.claims:
        if claim.kind == "at most":
            never = any(unseen(flow, (_told_in_a_chat(flow, claim),)))
        else:
            ways = Ways(Situations(undecided, claim.when))
            never = ways.some_to(frozenset(flow.endings)) is None
        if never:
            yield Finding("vacuous", _message(claim), claim.line)


def _undecided(flow: Flow) -> Flow:
    """The same questions, with nothing that decides between endings: all that is left to follow is the claim."""
    endings = {name: replace(ending, only_when=()) for name, ending in flow.endings.items()}
    return replace(flow, rules=(), endings=endings)


def _told_in_a_chat(flow: Flow, claim: Claim) -> Sight:
    return Sight("what a claim speaks of", claim.when, frozenset(flow.endings), "is never told")


def _message(claim: Claim) -> str:
    return f"the claim “{claim_text(claim)}” promises nothing: its `when:` never holds"
