"""The situations of a flow as chats go through them: a question is asked only while it can change what is told.

Situations asks every question whose `when:` holds, which is right for what must hold of every set of
answers. What people are asked and shown is decided by bot/flow/walk.py, which stops earlier, and goes on for a
line of advice where nothing urgent waits. Here the same is said of residuals.
"""

from dataclasses import replace

from bot.flow.ending import TODAY, Ending
from bot.flow.proof.residual import NO, YES, Residual, residual
from bot.flow.proof.situation import NOTHING, Facing, Pairs, Situation
from bot.flow.proof.situations import Situations


class Chats(Situations):
    """The situations that chats meet.

    Rules that hold stay in `rules`, and calm entries are not taken together: of both, one may hold while
    the next is still asked for. What is watched is followed, and asks for nothing.
    """

    def facing(self, situation: Situation) -> Facing:
        facing = super().facing(situation)
        ends = situation.rules and self.urgency(situation.rules[0][0]) >= TODAY
        return facing if ends else replace(facing, settling=NO)

    def _beginning(self, watched: Residual) -> Situation:
        _, _, rules, _, gates, _, _ = super()._beginning(watched).left
        endings = self.flow.endings.values()
        calm = ((ending.id, residual(c.when)) for ending in endings for c in ending.only_when)
        lines = ((ending.id, left) for ending in endings for left in _lines(ending))
        return Situation(0, None, rules, tuple(calm), gates, watched, tuple(lines))

    def _tidy(self, left: Situation) -> Situation:
        """Drop what cannot matter any more, and pass over the questions that a chat doesn't ask."""
        left = self._possible(self._closed(left))
        wanted = self._wanted(left)
        while left.gates and left.watched is not NO:
            question = self.questions[left.asked].id
            if question in wanted and left.gates[0] is YES:
                return self._shared(left)
            left = left.given(question, NOTHING).next()
        left = self._possible(left)
        return self._shared(
            Situation(left.asked, left.certain, left.rules, left.calm, (), left.watched)
        )

    def _closed(self, left: Situation) -> Situation:
        """Count the questions that can't be asked any more as not answered."""
        for place, question in enumerate(self.questions[left.asked :]):
            if left.gates[place] is NO and any(question.id in o.questions for o in left.open()):
                left = left.given(question.id, NOTHING)
        return left

    def _possible(self, left: Situation) -> Situation:
        """Keep the endings that are still possible, and what decides between them."""
        certain = next((ending for ending, when in left.rules if when is YES), None)
        least = self.urgency(certain) if certain else 0
        rules = tuple(
            (ending, when)
            for ending, when in left.rules
            if when is not NO and self.urgency(ending) >= least
        )
        calm = () if certain else tuple(pair for pair in left.calm if pair[1] is not NO)
        ends = self._ends(rules, calm)
        lines = frozenset(
            (ending, when)
            for ending, when in left.lines
            if ending in ends and when not in {YES, NO}
        )
        watched = NO if self._sought is not None and self._sought.isdisjoint(ends) else left.watched
        kept = tuple(pair for pair in dict.fromkeys(left.lines) if pair in lines)
        return Situation(left.asked, certain, rules, calm, left.gates, watched, kept)

    def _ends(self, rules: Pairs, calm: Pairs) -> set[str]:
        ends = {ending for ending, _ in (*rules, *calm)}
        settled = any(when is YES for _, when in (*rules, *calm))
        return ends if settled else ends | {self.flow.otherwise_ending}

    def _wanted(self, left: Situation) -> set[str]:
        """The questions worth asking, and those that say whether they are asked."""
        least = min(map(self.urgency, self._ends(left.rules, left.calm)))
        rules = (when for ending, when in left.rules if self.urgency(ending) > least)
        others = (when for _, when in (*left.calm, *left.lines))
        return self._needed(left.asked, (*rules, *others), left.gates)


def _lines(ending: Ending) -> list[Residual]:
    """The conditions of its advice; none where help would wait for a better-worded line."""
    if ending.urgency >= TODAY:
        return []
    items = (*ending.say, *(item for section in ending.sections for item in section.items))
    return [residual(item.when) for item in items]
