"""The nudges and looks at the legs whose buttons count: one of each an owner, and what becomes of those before it."""

from bot.flow.cards.glasses import NOTED
from bot.flow.cards.nudge import nudge_record, said
from bot.flow.effects import Effect, Remove, Rewrite
from bot.flow.moves.desk import Desk
from bot.flow.schedule import Rung
from bot.text import Block

MANY = 5  # older ones lose theirs


def only_latest(desk: Desk, rung: Rung) -> None:
    """Let a new one's buttons count instead of those before it; a nudge takes none from a look at the legs."""
    of_one = (rung.alarm.owner, rung.alarm.cares)
    others = [o for o in desk.state.rung if (o.alarm.owner, o.alarm.cares) != of_one]
    kept = (*others, rung)[-MANY:]
    desk.effects += [_past(old) for old in desk.state.rung if old not in kept]
    desk.change(rung=kept)


def retire(desk: Desk, owner: str) -> None:
    """Let no button of an owner's nudges count any more."""
    gone = [r for r in desk.state.rung if r.alarm.owner == owner and not r.alarm.cares]
    desk.effects += [Rewrite(old.card, said(old.alarm)) for old in gone]
    desk.change(rung=tuple(rung for rung in desk.state.rung if rung not in gone))


def _past(old: Rung) -> Effect:
    if old.alarm.lands:  # a phone in the air gets them all at once
        return Remove(old.card)
    if old.noted:
        return Rewrite(old.card, nudge_record(old.alarm, NOTED))
    if old.alarm.cares:  # the next says the rest again
        return Rewrite(old.card, (Block("plain", old.alarm.words),))
    return Rewrite(old.card, said(old.alarm))
