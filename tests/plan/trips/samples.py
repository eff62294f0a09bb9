"""Trips to plan in tests: some places, a way to write a trip, and a plan as readable text."""

from datetime import UTC, datetime

from bot.plan.trips.exercises import EXERCISES
from bot.plan.trips.plan import Plan
from bot.plan.trips.reading import read_leg
from bot.plan.trips.reminder import Reminder
from bot.plan.trips.trip import Leg, Mode, Place, Trip
from bot.plan.trips.written import read_line
from bot.texts import Texts
from bot.texts.speaker import Speaker

PLACES = (
    Place("London Heathrow", "Europe/London", (51.47, -0.46), "GB", "England", "LHR"),
    Place("Singapore", "Asia/Singapore", (1.36, 103.99), "SG", "", "SIN"),
    Place("Los Angeles", "America/Los_Angeles", (33.94, -118.41), "US", "California", "LAX"),
    Place("Auckland", "Pacific/Auckland", (-37.01, 174.79), "NZ", "", "AKL"),
    Place("Sydney", "Australia/Sydney", (-33.95, 151.18), "AU", "New South Wales", "SYD"),
    Place("Dubai", "Asia/Dubai", (25.25, 55.36), "AE", "", "DXB"),
    Place("New York", "America/New_York", (40.64, -73.78), "US", "New York", "JFK"),
    Place("Paris", "Europe/Paris", (48.86, 2.35), "FR", "Ile-de-France"),
    Place("Toulouse", "Europe/Paris", (43.6, 1.44), "FR", "Occitanie"),
    Place("London", "Europe/London", (51.51, -0.13), "GB", "England"),
    Place("London", "America/Toronto", (42.98, -81.25), "CA", "Ontario"),
)
BEFORE = datetime(2026, 11, 24, tzinfo=UTC)


class Atlas:
    """Knows a handful of places, by name or code."""

    def find(self, words: str) -> tuple[Place, ...]:
        return tuple(place for place in PLACES if words in {place.name, place.code})

    def similar(self, words: str) -> tuple[Place, ...]:
        return tuple(place for place in PLACES if words[:2] in {place.name[:2], place.code[:2]})


def ride(line: str, mode: Mode = "plane", *, driving: bool = False) -> Leg:
    return read_leg(read_line(line, 1), 1, Atlas(), mode, driving=driving)


def trip(*lines: str, mode: Mode = "plane", driving: bool = False) -> Trip:
    return Trip(tuple(ride(line, mode, driving=driving) for line in lines))


def english() -> Speaker:
    return Texts().speaker(None, ())


def told(plan: Plan) -> str:
    """A plan, a line a reminder: the clock of the place, what kind, the exercise or the first words."""
    return "\n".join(_line(reminder) for reminder in plan.reminders)


def _line(reminder: Reminder) -> str:
    words = english().say(reminder.what).partition(":")[0]
    if reminder.exercise:
        words = english().say(EXERCISES[reminder.exercise].name)
    return f"{reminder.local:%a %d %b %H:%M} {reminder.kind} | {words}"
