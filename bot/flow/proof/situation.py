"""Where a walk over every answer can be: what is certain, and what is left to decide."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.flow.condition import Chosen
from bot.flow.proof.residual import YES, Residual, answered

Pairs = tuple[tuple[str, Residual], ...]  # endings, and what is left of the ways to each
Left = tuple[int, str | None, Pairs, Pairs, tuple[Residual, ...], Residual, Pairs]
NOTHING: frozenset[Chosen] = frozenset()  # what a question fulfils that is not asked


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """What the answers so far have left open.

    Two sets of answers that lead to one situation end alike whatever comes next: that is why it is
    enough to look at each situation once. Situations gives the same object where the same is left: so
    situations, too, are compared by identity.
    """

    asked: int  # how many of the flow's questions lie behind, asked or passed over
    certain: str | None  # the ending of the most urgent rule that holds
    rules: Pairs  # what would go before it, the most urgent first
    calm: Pairs  # calm endings in their order; none once a rule holds
    gates: tuple[Residual, ...]  # of the questions still ahead; NO where it cannot matter
    watched: Residual = YES  # what is left of a claim's condition
    lines: Pairs = ()  # of advice that is still open; only where chats are followed

    @property
    def left(self) -> Left:
        return (
            *(self.asked, self.certain, self.rules, self.calm),
            *(self.gates, self.watched, self.lines),
        )

    @property
    def over(self) -> bool:
        return not self.gates

    def open(self) -> Iterator[Residual]:
        """Everything that is left to decide."""
        yield from (when for _, when in (*self.rules, *self.calm, *self.lines))
        yield from (*self.gates, self.watched)

    def given(self, question: str, fulfilled: AbstractSet[Chosen]) -> "Situation":
        """What is left after an answer to any question ahead, as it comes: nothing is dropped yet."""

        def left(pairs: Pairs) -> Pairs:
            return tuple((ending, answered(when, question, fulfilled)) for ending, when in pairs)

        return Situation(
            self.asked,
            self.certain,
            left(self.rules),
            left(self.calm),
            tuple(answered(gate, question, fulfilled) for gate in self.gates),
            answered(self.watched, question, fulfilled),
            left(self.lines),
        )

    def next(self) -> "Situation":
        """The same with the next question behind."""
        asked, certain, rules, calm, gates, watched, lines = self.left
        return Situation(asked + 1, certain, rules, calm, gates[1:], watched, lines)


@dataclass(frozen=True, slots=True)
class Facing:
    """What of a situation bears on the answer to its next question.

    Where two situations face alike, the same answers need trying.
    """

    told: frozenset[Chosen]  # what tells its answers apart
    settling: Residual  # the most urgent rule left, as far as it is about the question; NO: nothing settles
    watched: Residual  # YES where it is of no interest once that rule holds
    beside: frozenset[Chosen]  # what it depends on, or whether its questions are asked
