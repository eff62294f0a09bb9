"""What is said to words typed below a result: how urgent it is, and by when, once more."""

from bot.flow.cards.handover import TITLE
from bot.flow.ending import CALM, Ending
from bot.flow.model import Flow
from bot.text import Block, Doc, Text, text


def afterwards_doc(flow: Flow, ending: Ending, *, thanked: bool) -> Doc:
    """Every line of advice in it stands in the flow, with its source."""
    blocks = [Block("plain", text("You're welcome."))] if thanked else []
    if ending.urgency > CALM:  # that is not said again: what was typed may be that it got worse
        title, when = Text(ending.title), Text(ending.by_when)
        stands = text("What I said stands: {title}. {when}", title=title, when=when)
        blocks.append(Block("plain", stands))
    changed = text(
        "If it goes on or anything has changed, tap “Change an answer” above or send /{command}."
        " If it worries you, have it looked at.",
        command=flow.command,
    )
    blocks.append(Block("plain", changed))
    if flow.hands_over:
        to_tell = text("What to tell a clinician stands under “{button}”.", button=TITLE)
        blocks.append(Block("plain", to_tell))
    return tuple(blocks)
