"""A length typed where a day or a time is asked: "13 hours", of the ride that arrives then."""

import re
from collections.abc import Sequence

from bot.flow.blank import Blank, span
from bot.flow.hearing.filled import Around, Doubt, Filled, Wrong
from bot.flow.hearing.lengths import read_length
from bot.flow.hearing.tongue import Tongue
from bot.text import Length, Text, text

IS_IT_LENGTH = text("Is that how long it takes? If it is the time, type the day with it.")
TIME_OR_LENGTH = text("Is that the time, or how long it takes?")
_FACE = re.compile(r"\d{1,2}[:.]\d\d(?: ?[ap]m)?")  # shows a clock, and no length
_EITHER = re.compile(r"\d{1,2} ?h(?:rs?|s)?(?:\d\d)?")  # 13h, 13h20


def fill_length(blank: Blank, folded: str, around: Around) -> Filled | Doubt | Wrong | None:
    """Read a length of a ride in the place of its arrival; None where it is no length, or none can be told."""
    lasting = around.lasting
    asked = lasting.question.blank if lasting else None
    if lasting is None or asked is None or _FACE.fullmatch(folded):
        return None
    told, ahead = _after_now(folded, around.tongues)
    length = read_length(told, around.tongues)
    if length is None:
        return None
    if not asked.allows(length):
        either = _EITHER.fullmatch(folded) is not None
        return None if either or ahead else Wrong(limits(asked))
    if ahead:
        return Doubt((span(length),), IS_IT_LENGTH)
    if _EITHER.fullmatch(folded):
        if blank.kind == "day":
            return Doubt((span(length),), IS_IT_LENGTH)
        return _time_or_length(folded, length)
    return took(around, length)


def took(around: Around, length: int) -> Filled | None:
    """The answers that say how long the ride takes; None where that is not asked."""
    if (lasting := around.lasting) is None:
        return None
    asked = lasting.question.id
    answers = {lasting.day: (lasting.option,), asked: (span(length),)}
    return Filled(answers, main=asked)


def limits(blank: Blank) -> Text:
    """Say what a span may be."""
    least, most = Length(blank.least), Length(blank.most)
    if blank.step == 1:
        return text("It can be from {least} to {most}.", least=least, most=most)
    return text(
        "It can be from {least} to {most}, in steps of {step}.",
        least=least,
        most=most,
        step=Length(blank.step),
    )


def _time_or_length(folded: str, length: int) -> Doubt | None:
    hour, _, minute = folded.replace(" ", "").partition("h")
    minutes = re.sub(r"\D", "", minute) or "0"
    if int(hour) > 23 or int(minutes) > 59:
        return None
    return Doubt((f"{int(hour):02}:{int(minutes):02}", span(length)), TIME_OR_LENGTH)


def _after_now(folded: str, tongues: Sequence[Tongue]) -> tuple[str, bool]:
    """The words without what makes the length one from now on, and whether that was said."""
    for tongue in tongues:
        for phrase in tongue.ahead:
            if folded.startswith(f"{phrase} "):
                return folded[len(phrase) + 1 :], True
        for phrase in tongue.from_now:
            if folded.endswith(f" {phrase}") and phrase not in tongue.lasts:
                return folded[: -len(phrase) - 1], True
    return folded, False
