"""A time with its half of the day in words, so that whoever meant the other sees it, and can say so by one tap."""

from bot.flow.cards import choice
from bot.flow.effects import Button
from bot.text import Clock, Text, text

NOON, DUSK = "12:00", "18:00"


def noted_time(clock: str) -> Text:
    """How a time was understood that may be meant otherwise."""
    return text("I take that as {time}.", time=in_words(clock))


def other_half(clock: str) -> Button:
    """The button that takes it back."""
    return choice(text("No, {time}", time=in_words(clock)), "other")


def in_words(clock: str) -> Text:
    """A time of 24 hours as people say it."""
    time = Clock(clock)
    if clock[:2] == "00":
        return text("{time}, at night", time=time)
    if clock < NOON:
        return text("{time}, in the morning", time=time)
    if clock < DUSK:
        return text("{time}, in the afternoon", time=time)
    return text("{time}, in the evening", time=time)
