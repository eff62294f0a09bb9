"""What can be drawn or printed. Plain data, kept with the effects: it becomes a picture when it is sent.

A new kind is a new struct here, a member of `Drawing` or of `Paper`, and one function in bot/pictures.
"""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from bot.flow.glasses import Noted
from bot.plan.trips.plan import Plan, plan_ids
from bot.text import Doc, Text, doc_ids, text


class Sheet(Struct, frozen=True, tag=True):
    """A page of words: to look at on a phone, or to print."""

    doc: Doc

    def ids(self) -> Iterator[str]:
        """Every gettext id that must exist in a language for this to be drawn in it."""
        yield from doc_ids(self.doc)


class WeekOfGlasses(Struct, frozen=True, tag=True):
    """What was noted of drinking on the days of a week, as bars.

    `aim` are the fewest and the most glasses that the words of the `band` speak of; `unnoted` stands in the
    place of a bar where nothing was noted.
    """

    title: Text
    days: tuple[Noted, ...]  # oldest first
    aim: tuple[int, int]
    band: Text
    unnoted: Text
    note: Text

    def ids(self) -> Iterator[str]:
        """See Sheet.ids."""
        for words in (self.title, self.band, self.unnoted, self.note):
            yield from words.ids()


class TripCard(Struct, frozen=True, tag=True):
    """A trip on one picture, to keep among the photos: what to do when, in both local times.

    It is tall, and Telegram makes tall photos small: it is sent as a file.
    """

    plan: Plan
    dark: bool = False

    def ids(self) -> Iterator[str]:
        """See Sheet.ids."""
        yield from plan_ids(self.plan)


OFF = text("Cancelled: nothing to do")  # for calendars that keep what is cancelled


class TripCalendar(Struct, frozen=True, tag=True):
    """A trip's reminders for the calendar of a phone, whose alarms need no network.

    `dropped` are those of an earlier calendar that are no more, by id, and when they would have been.
    """

    plan: Plan
    made: datetime  # aware
    dropped: tuple[tuple[str, datetime], ...] = ()

    def ids(self) -> Iterator[str]:
        """See Sheet.ids."""
        yield from plan_ids(self.plan)
        if self.dropped:
            yield from OFF.ids()


Drawing = Sheet | WeekOfGlasses  # what becomes a picture
Paper = Sheet | TripCalendar | TripCard  # what becomes a file
