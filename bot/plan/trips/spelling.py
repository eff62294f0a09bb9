"""Lengths of time, and a sleep window, in words."""

from datetime import timedelta

from bot.plan.trips.trip import Sleep
from bot.text import Clock, Text, text


def spell_length(length: timedelta) -> str:
    """Such as 45 min, 2 h, 13 h 5 min, in signs that every language here reads; of a negative length, as if it were not."""
    minutes = round(abs(length).total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    parts = ([f"{hours} h"] if hours else []) + ([f"{rest} min"] if rest or not hours else [])
    return " ".join(parts)


def spell_sleep(sleep: Sleep, begins: str | Clock, ends: str | Clock) -> Text:
    """Say when nobody is nudged, and by whose clock."""
    if sleep.clock == "departure":
        return text(
            "No nudges from {begins} to {ends}, on the clock of the place each ride departs from.",
            begins=begins,
            ends=ends,
        )
    return text(
        "No nudges from {begins} to {ends}, on the clock of the place each ride arrives at.",
        begins=begins,
        ends=ends,
    )
