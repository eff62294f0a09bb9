"""What typed words mean as an answer: a number, an option's words with small slips, a length of time."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from bot.flow.hearing.contained import contained
from bot.flow.hearing.likeness import nearly
from bot.flow.hearing.spans import read_span
from bot.flow.hearing.tongue import EDGES, Tongue, fold
from bot.flow.question import UNSURE, Question

Wish = Literal["back", "why", "done", "cancel", "again", "go"]

YES, NO = ("yes", "true"), ("none", "no")  # how flows name the plain options
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Picked:
    """Options of the question asked. `whole` is False where part of what was typed was not understood."""

    values: tuple[str, ...]
    whole: bool = True


def understand(question: Question, text: str, tongues: Sequence[Tongue]) -> Picked | Wish | None:
    """Read a typed answer to one question, in any of the languages known.

    Order matters: "back", "done", "why" and "cancel" work at every question, whatever its options are called.
    A slip is forgiven only where it can neither calm by accident nor turn a yes into a no.

    Returns:
        The options meant, a wish such as "back", or None where it was not understood.
    """
    folded = fold(text).strip(EDGES)
    if not folded:
        return None
    if NUMBER.fullmatch(folded) and any(o.lasting for o in question.options.values()):
        return None  # three of what? Where a length is asked for, a bare number is not an option's
    if numbered := _numbers(question, folded, tongues):
        return _agreeing(question, numbered, whole=True)
    if wished := wish(folded, tongues):
        return wished
    if option := _said(question, folded, tongues):
        return Picked((option,))
    if lasting := _lasting(question, folded, tongues):
        return Picked((lasting,))
    if question.many and (several := _several(question, folded, tongues)):
        return several
    if meant := nearly(question, folded, tongues):
        return Picked((meant,))
    return None if "?" in text else _within(question, contained(question, folded, tongues))


def _within(question: Question, found: tuple[str, ...]) -> Picked | None:
    """Of many, what stood in other words is kept to be confirmed; else it must be one."""
    if not found or (len(found) > 1 and not question.many):
        return None
    return Picked(found, whole=not question.many)


def says_option(question: Question, text: str, tongues: Iterable[Tongue]) -> bool:
    """Say whether these words are an option's, without any slip, or a plain yes or no that is one."""
    return _said(question, fold(text).strip(EDGES), tuple(tongues)) is not None


def _said(question: Question, folded: str, tongues: Sequence[Tongue]) -> str | None:
    exact = _exactly(question, folded) or _exactly(question, _bare(folded, tongues))
    return exact or _plainly(question, folded, tongues)


def _plainly(question: Question, folded: str, tongues: Iterable[Tongue]) -> str | None:
    """A yes, a no or a don't know, where the question has an option that says just that."""
    for options, said in (
        (NO, {word for tongue in tongues for word in tongue.no}),
        (YES, {word for tongue in tongues for word in tongue.yes}),
        ((UNSURE,), {word for tongue in tongues for word in tongue.unsure}),
    ):
        if folded in said:
            return next((option for option in options if option in question.options), None)
    return None


def names_option(question: Question, text: str) -> bool:
    """Say whether these are the very words of one of the question's options."""
    return _exactly(question, fold(text).strip(EDGES)) is not None


def wish(text: str, tongues: Iterable[Tongue]) -> Wish | None:
    """Read one of the command words, such as "back", in any language."""
    folded = fold(text).strip(" .!?¡¿/")
    for tongue in tongues:
        for name in get_args(Wish):
            if folded in getattr(tongue, name):
                found: Wish = name
                return found
    return None


def thanks(text: str, tongues: Iterable[Tongue]) -> bool:
    """Say whether somebody says thank you, and nothing else."""
    folded = fold(text).strip(EDGES)
    return any(folded in tongue.thanks for tongue in tongues)


def _numbers(question: Question, folded: str, tongues: Iterable[Tongue]) -> tuple[str, ...]:
    """`2`, or `1, 3` and `1 and 3` where many may be chosen. Numbers count options from 1, as shown."""
    joining = {",", ";", "+", "&"}.union(*(tongue.and_ for tongue in tongues))
    parts = [
        word
        for word in folded.replace(",", " , ").replace(";", " ; ").split()
        if word not in joining
    ]
    options = tuple(question.options)
    if not parts or not all(part.isdecimal() and 1 <= int(part) <= len(options) for part in parts):
        return ()
    if len(parts) > 1 and not question.many:
        return ()
    return tuple(dict.fromkeys(options[int(part) - 1] for part in parts))


def _exactly(question: Question, folded: str) -> str | None:
    """The option with just these words; the most worrying where several have them."""
    return _worst(
        question, (option.id for option in question.options.values() if folded in option.typed)
    )


def _bare(folded: str, tongues: Iterable[Tongue]) -> str:
    """Without what leads to it, and without its side: "it is the left calf" is the calf."""
    tongues = tuple(tongues)
    leading = {p for tongue in tongues for p in (*tongue.small_words, *tongue.leading)}
    sides = {word for tongue in tongues for word in tongue.sides}
    said = folded.split()
    left = [word for word in said if word not in sides] or said
    while taken := next(
        (n for n in (3, 2, 1) if " ".join(left[:n]) in leading and n < len(left)), 0
    ):
        del left[:taken]
    return " ".join(left)


def _lasting(question: Question, folded: str, tongues: Sequence[Tongue]) -> str | None:
    """The option a length of time falls into: the shortest that is long enough."""
    timed = [option for option in question.options.values() if option.lasting is not None]
    if not timed or (span := read_span(folded, tongues)) is None:
        return None
    fitting = [
        option for option in timed if option.lasting is not None and span.length <= option.lasting
    ]
    if span.ongoing and fitting and fitting[0] is timed[0]:
        fitting = timed[1:]  # it has not ended, so it will be longer than the shortest
    return fitting[0].id if fitting else None


def _several(question: Question, folded: str, tongues: Sequence[Tongue]) -> Picked | None:
    parts = _split(folded, {word for tongue in tongues for word in tongue.and_})
    if len(parts) < 2:
        return None
    plain = [_said(question, part, tongues) or nearly(question, part, tongues) for part in parts]
    meant = [
        (one,) if one else contained(question, part, tongues)
        for part, one in zip(parts, plain, strict=True)
    ]
    values = tuple(dict.fromkeys(value for found in meant for value in found))
    return _agreeing(question, values, whole=None not in plain) if values else None


def _agreeing(question: Question, values: tuple[str, ...], *, whole: bool) -> Picked:
    """Who says "none" and names one all the same may have it: it is kept, to be confirmed."""
    named = tuple(value for value in values if not question.options[value].alone)
    return Picked(named, whole=False) if named and named != values else Picked(values, whole)


def _split(folded: str, joining: set[str]) -> list[str]:
    parts: list[list[str]] = [[]]
    for word in folded.replace(",", " , ").replace(";", " , ").replace("\n", " , ").split():
        if word == "," or word in joining:
            parts.append([])
        else:
            parts[-1].append(word)
    return [" ".join(part) for part in parts if part]


def _worst(question: Question, options: Iterable[str]) -> str | None:
    return max(options, key=lambda option: question.ranks.get(option, 0), default=None)
