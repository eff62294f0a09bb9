"""Everything that is proved of one flow."""

from dataclasses import dataclass

from bot.flow.model import Flow
from bot.flow.proof.finding import Finding
from bot.flow.proof.findings import findings
from bot.flow.proof.prove import Proof, Prover
from bot.flow.proof.wording import claim_text


@dataclass(frozen=True, slots=True)
class FlowProof:
    """What was tried of one flow, over how many sets of answers."""

    proofs: tuple[Proof, ...]
    findings: tuple[Finding, ...]
    answer_sets: int

    @property
    def wrong(self) -> tuple[str, ...]:
        """Each broken claim in words, and each finding; none where the flow is proved."""
        broken = (claim_text(proof.claim) for proof in self.proofs if not proof.holds)
        return (*(f"not so: {claim}" for claim in broken), *(f.message for f in self.findings))


def prove_flow(flow: Flow) -> FlowProof:
    """Try every claim of a flow, and what must hold without being claimed."""
    prover = Prover(flow)
    return FlowProof(prover.prove(), findings(flow), prover.answer_sets())
