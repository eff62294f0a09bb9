"""An alarm that was only tried: did it ring, and what to do where it did not."""

from bot.flow.alarm import Alarm
from bot.flow.cards import Card, choice
from bot.text import Block, Doc, Text, text

OWNER = "trial"
FALLBACK = (
    text(
        "Open the calendar file on your phone and add all its events: those alarms ring without a network."
    ),
    text("Keep the picture among your photos. It shows every time on both clocks."),
    text(
        "In your phone's settings, let Telegram notify you; in this chat, turn the sound on. Then try once more."
    ),
)


def trial_card(alarm: Alarm, note: Text | None) -> Card:
    """Ask whether it was heard."""
    blocks = [Block("note", note)] if note else []
    rows = ((choice(text("Yes"), "heard"), choice(text("No, or I heard nothing"), "silent")),)
    return Card((*blocks, Block("plain", alarm.words), Block("title", text("Did it ring?"))), rows)


def trial_record(heard: str) -> Doc | None:
    """What follows from the answer; None where it is none."""
    match heard:
        case "heard":
            said = text("It rang. The others will too, while your phone has a network.")
            return (Block("plain", said),)
        case "silent":
            said = text("Then don't rely on Telegram alone:")
            again = text("“Calendar and picture” under /trip sends both again.")
            items = (Block("item", each) for each in FALLBACK)
            return (Block("title", said), *items, Block("plain", again))
        case _:
            return None
