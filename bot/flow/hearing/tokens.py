"""The pieces of a typed day or time: dates, times, weekdays, months and small words, in any language."""

import re
from collections.abc import Iterator, Sequence

from bot.flow.hearing.faces import Face, take_spoken
from bot.flow.hearing.figures import take_figures
from bot.flow.hearing.pieces import Piece, pieces
from bot.flow.hearing.token import Token, Wanted
from bot.flow.hearing.tongue import Tongue

YEARS = range(2000, 2400)  # beside a month; other numbers of four figures are times: 1830
_HALF = re.compile(r"\b([ap])\. ?m\b\.?|(?<=\d)([ap])m\b|(?<=\d)(p)\b|(?<=[:.h]\d\d)(a)\b")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


def tokens(folded: str, tongues: Sequence[Tongue], wanted: Wanted) -> tuple[Token, ...]:
    """Cut what was typed into its pieces, small words left out.

    Args:
        wanted: What a bare number is.
    """
    found: list[Token] = []
    text = " ".join(_HALF.sub(lambda m: f" {m[1] or m[2] or m[3] or m[4]}m ", folded).split())
    text, spoken = take_spoken(text, tongues)
    found += [token for faces in spoken for token in _spoken(faces)]
    text = _HYPHEN.sub(" ", take_figures(text, found))
    timed = any(token.kind in {"time", "maybe"} for token in found)
    found += _joined(list(pieces(text, tongues)), wanted, timed=timed)
    return tuple(token for token in found if token.kind != "filler")


def _spoken(faces: tuple[Face, ...]) -> Iterator[Token]:
    one = len(faces) == 1 and faces[0].sure
    for face in faces:
        values = face.hour, face.minute, face.certain + face.named, 0, int(face.crosses)
        yield Token("time" if one else "maybe", values)


def _joined(found: list[Piece], wanted: Wanted, *, timed: bool) -> Iterator[Token]:
    """Put together what belongs together: a day, its month and its year; a weekday and "next"."""
    told, doubtful = _told_apart(found)
    if doubtful:
        yield Token("doubt")
    months = [p.values[0] for p in told if p.kind == "month"]
    nexts = [p for p in told if p.kind in {"this", "next"}]
    weekdays = [p for p in told if p.kind == "weekday"]
    if len(months) > 1 or len(nexts) > 1 or len(nexts) > len(weekdays):
        yield Token("unknown")
        return
    for weekday in weekdays:
        said = {"next": 1, "this": 2}[nexts[0].kind] if nexts else 0
        yield Token("weekday", (*weekday.values, said))
    numbers: list[int] = []
    previous = ""
    for piece in told:
        if piece.kind == "number" and previous == "clock":
            yield _at(piece.values[0])
        elif piece.kind == "number":
            numbers.append(piece.values[0])
        elif piece.kind == "time":
            of_which_night = piece.values[0] == 0
            yield Token("maybe" if of_which_night else "time", piece.values)
        elif piece.kind in {"ahead", "later", "half", "unknown"}:
            yield Token(piece.kind, piece.values)
        previous = piece.kind
    if any(piece.kind in {"ahead", "later"} for piece in told):
        wanted = "time"  # "tomorrow 7" is no 7th
    elif timed or "clock" in (piece.kind for piece in told):
        wanted = "day"  # "Friday 27 at 19:00"
    yield from _dated(months, numbers, wanted)


def _at(number: int) -> Token:
    """The hour behind "at": 7, 1930."""
    hour, minute = divmod(number, 100) if number > 99 else (number, 0)
    if hour > 23 or minute > 59:
        return Token("unknown")
    return Token("time", (hour, minute, 0, len(str(hour)) if number > 99 else 0))


def _told_apart(found: list[Piece]) -> tuple[list[Piece], bool]:
    """Take "mar" for Tuesday, as in Spanish, or for March; and say whether it might be the other."""
    told = list(found)
    either = [at for at, piece in enumerate(found) if piece.kind == "either"]
    kinds = [piece.kind for piece in found]
    numbers = [piece.values[0] for piece in found if piece.kind == "number"]
    for at in reversed(either):  # "mar, 2 mar 2027": the month stands last
        is_month = "month" not in kinds and bool(numbers)
        kinds[at] = "month" if is_month else "weekday"
        told[at] = Piece(kinds[at], (found[at].values[0 if is_month else 1],))
    plain = "month" in [piece.kind for piece in found] or "weekday" in kinds
    return told, bool(either) and bool(numbers) and not plain and max(numbers) < 100


def _dated(months: list[int], numbers: list[int], wanted: Wanted) -> Iterator[Token]:
    years = [n for n in numbers if n > 99]
    days = [n for n in numbers if n <= 31]
    if months and years and (len(years) > 1 or years[0] not in YEARS):
        yield _at(years.pop())  # 3 December 1830, 3 December 2026 1830
    elif wanted == "time" and years and not days and not months:
        yield _at(years.pop())
    if len(years) > 1 or len(days) > 1 or any(31 < n < 100 for n in numbers):
        yield Token("unknown")
    elif months and days:
        yield Token("date", (years[0] if years else 0, months[0], days[0]))
    elif months or years:
        yield Token("unknown")
    elif days and wanted == "time":
        yield _at(days[0])
    elif days:
        yield Token("number", (days[0],))
