"""The answers of a flow about drinking, as a recurring reminder: to drink, or only to move where drinking may harm."""

from dataclasses import dataclass

from bot.flow.blank import minutes
from bot.flow.condition import Given
from bot.plan.kinds import Kind
from bot.plan.recurrence import Every
from bot.text import Text, text

NEEDED = ("limits", "place", "begins", "ends", "every")
DRINK = text("Time for something to drink, if you'd like")
MOVE = text("Time to get up and move your legs for a minute")


@dataclass(frozen=True, slots=True)
class Routine:
    recurs: Every
    kind: Kind
    words: Text

    @property
    def possible(self) -> bool:
        """Does the day end after it begins?"""
        return self.recurs.begins < self.recurs.ends


def routine(given: Given) -> Routine:
    """Put the answers together; whoever has a limit on fluids, or may have one, is never told to drink."""
    begins, ends = (_minute(given[name][0]) for name in ("begins", "ends"))
    recurs = Every(minutes(given["every"][0]), begins, ends, given["place"][0])
    if given["limits"] == ("none",):
        return Routine(recurs, "drink", DRINK)
    return Routine(recurs, "move", MOVE)


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])
