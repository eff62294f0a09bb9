"""Days and times in figures: 2030-12-01, 3/12, 18:30, 1830h, 7 pm."""

import re
from functools import partial

from bot.flow.hearing.token import UNSAID, Token

_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:t| |$|(?=,))")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|o|a|\.)(?= |,|$)")  # fold makes º an o
_SLASHED = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})(?:\2(\d{4}|\d\d))?(?=[ ,]|$)")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d\d)| ?(?=[ap]\.? ?m\b)| ?h)(?:rs?|s)?(?=[ ,ap]|$)")
_PLUS = re.compile(r" ?\(?\+([1-3])\)?$")  # "06:10 +1", as tickets have it
_FOUR = re.compile(
    r"(?<![\w:./+-])(\d{1,2})([0-5]\d)(?:(?= [ap]m\b)| ?h(?:rs?|s)?\b)|\b(0\d)([0-5]\d)(?![\w:./-])"
)
_APART = re.compile(r"(?<![\w:./+-])(1?\d) ([0-5]\d)(?= [ap]m\b)")


def take_figures(text: str, found: list[Token]) -> str:
    """Take out the days and times that are written in figures: what is left of the words."""
    for pattern, read in _FORMS:
        text = pattern.sub(partial(read, found), text)
    return _ORDINAL.sub(r"\1 ", text)


def _plus(found: list[Token], match: re.Match[str]) -> str:
    found.append(Token("later", (int(match[1]), UNSAID)))
    return ""


def _iso(found: list[Token], match: re.Match[str]) -> str:
    found.append(Token("date", (int(match[1]), int(match[2]), int(match[3]))))
    return " "


def _time(found: list[Token], match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59:
        return match[0]
    certain = match[1].startswith("0") or "h" in match[0]
    digits = len(match[1]) if match[2] else 0
    found.append(Token("time", (hour, minute, int(certain), digits)))
    return " "


def _four(found: list[Token], match: re.Match[str]) -> str:
    """ "1830h", "630 pm", "0630"."""
    hour, minute = match[1] or match[3], match[2] or match[4]
    if int(hour) > 23:
        return match[0]
    certain = hour.startswith("0") or "h" in match[0]
    found.append(Token("time", (int(hour), int(minute), int(certain), len(hour))))
    return " "


def _slashed(found: list[Token], match: re.Match[str]) -> str:
    year = -UNSAID
    if match[4]:
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
    elif match[2] == ".":
        return match[0]
    found.append(Token("date", (-year, int(match[1]), int(match[3]))))
    return " "


_FORMS = (
    (_PLUS, _plus),
    (_ISO, _iso),
    (_FOUR, _four),
    (_APART, _time),
    (_TIME, _time),
    (_SLASHED, _slashed),
)
