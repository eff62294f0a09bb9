"""Does anything end less urgently? The quick question about two flows, without where or how much."""

from collections.abc import Iterator

from bot.flow.compare.meeting import Fulfilled, Meeting
from bot.flow.compare.side import Left
from bot.flow.model import Flow

Pair = tuple[Left, Left]  # what is left to decide in the old flow, and in the new


def falls(old: Flow, new: Flow) -> bool:
    """Say whether any set of answers at all ends less urgently in the new flow.

    Both are walked in step over every answer, as far as they can still part: where both have the same left
    to decide, or the new one can end no lower than the old one at its most urgent, nothing can fall.
    """
    meeting = Meeting(old, new)
    start = meeting.old.start, meeting.new.start
    seen = {start}
    todo = [start]
    for pair in todo:
        if not _may_fall(meeting, pair):
            continue
        if all(len(left) == 1 for left in pair):
            return True
        following = dict.fromkeys(_following(meeting, pair))
        todo += following.keys() - seen
        seen |= following.keys()
    return False


def _may_fall(meeting: Meeting, pair: Pair) -> bool:
    old, new = pair
    same = len(old) == len(new) and all(
        end == other and meeting.alike(when, then)
        for (end, when), (other, then) in zip(old, new, strict=True)
    )
    return not same and min(end.urgency for end, _ in new) < max(end.urgency for end, _ in old)


def _following(meeting: Meeting, pair: Pair) -> Iterator[Pair]:
    old, new = pair

    def final(question: str, fulfilled: Fulfilled) -> bool:
        return meeting.old.final(old, question, fulfilled[0]) and meeting.new.final(
            new, question, fulfilled[1]
        )

    question, turns = meeting.turns([when for _, when in (*old, *new)], final)
    for turn in turns:
        yield (
            meeting.old.after(old, question, turn.fulfilled[0]),
            meeting.new.after(new, question, turn.fulfilled[1]),
        )
