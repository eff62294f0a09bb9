"""What Telegram refuses for good, and what that means."""

import re

from telegram.error import BadRequest

from bot.outbound.calls import Call


def as_it_should_be(error: BadRequest) -> bool:
    """ "Not modified": the message is already as it is to be."""
    return "not modified" in error.message.lower()


def everyday(call: Call) -> bool:
    """Messages that are gone, taps that are old."""
    return not call.method.startswith("send")


def reason(error: BadRequest) -> str:
    """Telegram's words, without what they quote: that could be somebody's."""
    return re.sub(r'".*"', "…", error.message)
