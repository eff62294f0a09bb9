"""Would anybody notice? Each slip that makes some advice less urgent, tried by a flow's cases, claims and chats."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from bot.authoring.mutants.slips import Mutant
from bot.flow.cases import Case, Trial, play
from bot.flow.compare.falls import falls
from bot.flow.library import Library
from bot.flow.model import Flow
from bot.flow.proof.prove import Prover
from bot.flow.rehearsal import NotSo, Rehearsal
from bot.flow.rehearse import rehearse

Fate = Literal["harmless", "case", "claim", "chat", "survives"]


class Watch:
    """What watches over one flow: its cases, its claims, its chats; whatever is quickest is asked first."""

    def __init__(self, library: Library, flow: Flow, trials: Iterable[Trial]) -> None:
        self._library, self._flow = library, flow
        own = [trial for trial in trials if trial.flow == flow.id]
        self._cases = [trial for trial in own if isinstance(trial, Case)]
        self._chats = [trial for trial in own if isinstance(trial, Rehearsal)]

    def fate(self, mutant: Mutant) -> Fate:
        """Say what notices a mutant; "harmless" where no set of answers ends less urgently than before."""
        if any(play(mutant.flow, case).verdict == "under" for case in self._cases):
            return "case"
        if not falls(self._flow, mutant.flow):
            return "harmless"
        if _breaks_a_claim(mutant.flow):
            return "claim"
        return "chat" if self._misses_a_chat(mutant.flow) else "survives"

    def _misses_a_chat(self, flow: Flow) -> bool:
        library = replace(self._library, flows={**self._library.flows, flow.id: flow})
        try:
            return any(rehearse(library, chat).verdict == "under" for chat in self._chats)
        except NotSo:
            return True


def _breaks_a_claim(flow: Flow) -> bool:
    prover = Prover(flow)
    slow_last = sorted(flow.claims, key=lambda claim: claim.kind == "rising")
    return not all(prover.try_(claim).holds for claim in slow_last)
