"""Lengths of time in signs that every language here reads."""

from datetime import timedelta


def spell_length(length: timedelta) -> str:
    """Such as 45 min, 2 h, 13 h 5 min; of a negative length, as if it were not."""
    minutes = round(abs(length).total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    parts = ([f"{hours} h"] if hours else []) + ([f"{rest} min"] if rest or not hours else [])
    return " ".join(parts)
