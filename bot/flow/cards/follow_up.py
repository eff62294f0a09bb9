"""What is asked some hours after an ending, and the promise of it on that ending's card."""

from dataclasses import replace

from bot.flow.cards import Card, choice
from bot.flow.ending import FollowUp
from bot.text import Block, Doc, Text, text

HOUR = 3600


def follow_up_card(asked: FollowUp) -> Card:
    """Ask how it went; each answer is one tap."""
    rows = tuple(
        (choice(Text(reply.label), f"reply:{name}"),) for name, reply in asked.replies.items()
    )
    return Card((Block("title", Text(asked.ask)),), rows, urgent=True)


def follow_up_record(asked: FollowUp, reply: str) -> Doc:
    """What stays in the chat of it: the question and the answer."""
    return (Block("note", Text(asked.ask)), Block("quote", Text(asked.replies[reply].label)))


def promised(card: Card, asked: FollowUp, *, set_already: bool, any_hour: bool = False) -> Card:
    """Say on an ending's card that it will be asked later, or offer to: one tap changes it.

    Args:
        any_hour: It may come at night, since nobody knows when that is; and need not.
    """
    hours = round(asked.after.total_seconds() / HOUR)
    if set_already:
        note = text(
            "In {hours} hours I will ask you how it went. Don't wait for that to get help.",
            hours=hours,
        )
        row = [choice(text("Don't ask me"), "unfollow")]
        if any_hour and not asked.offer:
            row.append(choice(text("Not at night"), "clock"))
        return replace(card, doc=(*card.doc, Block("note", note)), rows=(*card.rows, tuple(row)))
    offer = Text(asked.offer) if asked.offer else text("Ask me in {hours} hours", hours=hours)
    return replace(card, rows=(*card.rows, (choice(offer, "follow"),)))
