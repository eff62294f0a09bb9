"""A trip's reminders as a calendar file: an event with an alarm for each. RFC 5545, and 5546 for what is off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from bot.flow.drawings import OFF, TripCalendar
from bot.plan.trips.plan import UNREVIEWED
from bot.plan.trips.reminder import Reminder
from bot.texts.speaker import Speaker

MAKER = "-//Legwise//Trip//EN"
US = "@legwise"
LENGTHS = {"move": timedelta(minutes=5), "drink": timedelta(minutes=5)}
LENGTH = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a calendar file of ours holds: the highest SEQUENCE, and the moment of each event by its reminder's id."""

    revision: int
    events: dict[str, datetime]


def print_calendar(trip: TripCalendar, speaker: Speaker) -> bytes:
    """Make the file. Times are in UTC: every phone shows them on the clock of the place it is in.

    Where nothing is left, it takes back all that was sent before (METHOD:CANCEL).
    """
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH" if trip.plan.reminders else "CANCEL")
    for reminder in trip.plan.reminders:
        calendar.add_component(_event(reminder, trip, speaker))
    for event in _cancelled(trip, speaker):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def read_calendar(data: bytes) -> Earlier:
    """Read what an earlier file held.

    Raises:
        ValueError: It is no calendar, or not one of ours.
    """
    calendar = Calendar.from_ical(data.decode("utf-8"))
    if calendar.get("prodid") != MAKER:
        raise ValueError("not a calendar file of Legwise")
    events = [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    return Earlier(
        max((event.sequence for event in events), default=0),
        {
            str(event.uid).removesuffix(US): event.start
            for event in events
            if event.get("status") != "CANCELLED" and isinstance(event.start, datetime)
        },
    )


def _event(reminder: Reminder, trip: TripCalendar, speaker: Speaker) -> Event:
    what = speaker.say(reminder.what)
    event = _dated(reminder.id, reminder.at, trip)
    event.add("duration", LENGTHS.get(reminder.kind, LENGTH))
    event.add("summary", what)
    more = [f"• {speaker.say(line.say)}" for line in reminder.more]
    event.add("description", "\n".join((*more, speaker.say(UNREVIEWED))))
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", what)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event


def _cancelled(trip: TripCalendar, speaker: Speaker) -> Iterator[Event]:
    for name, at in trip.dropped:
        event = _dated(name, at, trip)
        event.add("duration", LENGTH)
        event.add("summary", speaker.say(OFF))
        event.add("status", "CANCELLED")
        event.add("transp", "TRANSPARENT")
        yield event


def _dated(name: str, at: datetime, trip: TripCalendar) -> Event:
    event = Event()
    event.add("uid", name + US)
    event.add("sequence", trip.plan.trip.revision)
    event.add("dtstamp", trip.made.astimezone(UTC))
    event.add("dtstart", at.astimezone(UTC))
    return event
