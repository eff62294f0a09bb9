"""One piece of a typed day or time."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "date",
    "ahead",
    "later",
    "weekday",
    "number",
    "time",
    "maybe",
    "half",
    "doubt",
    "filler",
    "unknown",
]
Wanted = Literal["day", "time"]
UNSAID = -1  # the year of a date such as 3/12, in which day and month may be either


@dataclass(frozen=True, slots=True)
class Token:
    """One piece, with its numbers.

    date: year (0 unsaid), month, day; or minus the year (-1 unsaid) and two numbers in either order.
    ahead: days from today; later: days from the one before; then the half of the day, -1 unsaid.
    weekday: 1 for Monday, then 1 for "next" or 2 for "this". number: a day of a month.
    time: hour, minute, 1 where it is certainly of 24 hours (2: by its name), the figures of the hour where minutes
    were written, and 1 where the "twelve" that was said is another hour.
    maybe: the same, of each time that one may mean.
    half: see HALVES.
    doubt: some word may mean something else.
    """

    kind: Kind
    values: tuple[int, ...] = ()
