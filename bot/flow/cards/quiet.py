"""When nobody is reminded: what is set, and what it may be."""

from bot.flow.cards import Card, choice
from bot.flow.cards.rhythm import clock_at
from bot.plan.quiet import NEVER, NIGHT, Quiet
from bot.text import Block, Text, text

OFFERED = (NIGHT, Quiet(21 * 60, 8 * 60), Quiet(23 * 60, 6 * 60), NEVER)
CHOSEN = "✓ "


def quiet_card(quiet: Quiet) -> Card:
    """Offer other hours; those that are set are marked."""
    rows = tuple(
        (choice(said_quiet(each), f"quiet:{number}", CHOSEN if each == quiet else ""),)
        for number, each in enumerate(OFFERED)
    )
    blocks = (
        Block("title", text("Quiet hours")),
        Block("plain", text("Nothing I remind you of comes then; it waits for the morning.")),
    )
    return Card(blocks, (*rows, (choice(text("Back"), "back"),)))


def said_quiet(quiet: Quiet) -> Text:
    if quiet.begins == quiet.ends:
        return text("No quiet hours")
    return text("{begins} to {ends}", begins=clock_at(quiet.begins), ends=clock_at(quiet.ends))
