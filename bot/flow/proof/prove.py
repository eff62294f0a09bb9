"""Proofs over every possible set of answers: the claims a flow makes, and how many sets there are.

Why looking at situations is enough: rules, gates and claims know an answer only by the conditions it
fulfils. Answers that fulfil the same ones cannot be told apart by anything in the flow; and two beginnings
that leave the same conditions open end alike for every continuation. So each is looked at once, and still
no set of answers is left out. Questions are asked here wherever their `when:` holds; that a chat stops as
soon as nothing can change (bot/flow/walk.py) cannot alter the ending, save between two of one urgency.
"""

from dataclasses import dataclass
from typing import assert_never

from bot.flow.condition import Values
from bot.flow.model import Claim, Flow
from bot.flow.proof.chats import Chats
from bot.flow.proof.situation import Situation
from bot.flow.proof.situations import Situations
from bot.flow.proof.taps import Longest
from bot.flow.proof.together import breaking, kept, wrong_endings
from bot.flow.proof.ways import Way, Ways
from bot.flow.truth import holds


@dataclass(frozen=True, slots=True)
class Proof:
    """One claim, and the shortest chat found that breaks it: None where it holds."""

    claim: Claim
    broken_by: Way | None
    instead: Way | None = None  # of `rising`: the same chat with the less worrying answer

    @property
    def holds(self) -> bool:
        return self.broken_by is None


class Prover:
    """Walks every situation of one flow, each once."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._ways = Ways(Situations(flow))

    def prove(self) -> tuple[Proof, ...]:
        """Try every claim of the flow, in its order."""
        sound = kept(self.flow, self.flow.claims)
        return tuple(
            Proof(claim, None) if claim in sound else self.try_(claim) for claim in self.flow.claims
        )

    def answer_sets(self) -> int:
        """Count the sets of answers that the flow can tell apart before its ending is settled."""
        return self._ways.count(self._ways.all.start)

    def try_(self, claim: Claim) -> Proof:
        """Prove one claim, or find answers that break it."""
        match claim.kind:
            case "rising":
                return self._rising(claim)
            case "always" | "never":
                wrong = wrong_endings(self.flow, claim)
                return Proof(claim, breaking(self.flow, (claim,), wrong))
            case "at most":
                return Proof(claim, self._too_long(claim))
            case _:
                assert_never(claim.kind)

    def _too_long(self, claim: Claim) -> Way | None:
        """Find a chat with what the claim names that ends elsewhere, or else the longest, if it is too long."""
        every = frozenset(self.flow.endings)
        there = frozenset((claim.ending,)) if claim.ending else every
        elsewhere = Ways(Chats(self.flow, claim.when, every - there)).first_to(every - there)
        if elsewhere is not None:
            return elsewhere
        longest = Longest(self.flow, claim, there).chat()
        return longest[1] if longest is not None and longest[0] > claim.taps else None

    def _rising(self, claim: Claim) -> Proof:
        """Compare every answer with every more worrying one, and all that may be answered after it."""
        sound: set[tuple[Situation, Situation]] = set()
        for situation, way in self._ways.every_situation():
            if situation.over:
                continue
            question = self._ways.all.questions[situation.asked]
            for mild, worse in self._ways.worse(situation):
                low = self._ways.after(situation, mild)
                high = self._ways.after(situation, worse)
                rest = self._lowers(low, high, sound)
                if rest is not None:
                    return Proof(
                        claim,
                        self._asked((*way, (question.id, worse), *rest)),
                        self._asked((*way, (question.id, mild), *rest)),
                    )
        return Proof(claim, None)

    def _asked(self, way: Way) -> Way:
        """Leave out the answers to questions that only the other chat is asked."""
        given: dict[str, Values] = {}
        for question, values in way:
            if holds(self.flow.questions[question].when, given):
                given[question] = values
        return tuple(given.items())

    def _lowers(
        self, low: Situation, high: Situation, sound: set[tuple[Situation, Situation]]
    ) -> Way | None:
        """Find later answers, the same for both, that let `high` end less urgently than `low`."""
        if low == high or (low, high) in sound or self._ways.least(high) >= self._ways.most(low):
            return None
        ahead = [side for side in (low, high) if not side.over]
        if not ahead:
            return ()  # both are settled, and not as they should be
        asked = min(side.asked for side in ahead)
        sides = [side for side in ahead if side.asked == asked]
        question = self._ways.all.questions[asked]
        for values in self._ways.answers(question, sides):
            rest = self._lowers(
                self._ways.after(low, values) if low in sides else low,
                self._ways.after(high, values) if high in sides else high,
                sound,
            )
            if rest is not None:
                return ((question.id, values), *rest)
        sound.add((low, high))
        return None
