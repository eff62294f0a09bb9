"""Nudges that came too late to help, told in one line."""

from bot.text import Block, Doc, text


def unsent_doc(count: int) -> Doc:
    return (
        Block(
            "note",
            text(
                "While I was away, reminders went by unsent: {count}. I won't send them late.",
                count=count,
            ),
        ),
    )
