"""Claims in words."""

from bot.flow.condition import described
from bot.flow.model import Claim


def claim_text(claim: Claim) -> str:
    """A claim in one line, for authors."""
    if claim.kind == "rising":
        return "rising: no more worrying answer lowers the urgency"
    return f"{_promised(claim)} when {described(claim.when)}"


def _promised(claim: Claim) -> str:
    if claim.kind != "at most":
        return f"{claim.kind} {claim.ending}"
    taps = "1 tap" if claim.taps == 1 else f"{claim.taps} taps"
    return f"at most {taps} to {claim.ending or 'any ending'}"
