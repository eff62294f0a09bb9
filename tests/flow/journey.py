"""A small flow whose answers are filled in, and a small atlas for it."""

from dataclasses import replace

from bot.flow.hearing.teach import teach
from bot.flow.read import read_flow
from bot.plan.trips.trip import Place
from tests.chat import LIBRARY, TEXTS

JOURNEY = """\
flow: journey
version: "1"
title: A journey
about: Plan a journey
command: journey
reviewed: {on: 2026-11-22, until: 2027-11-22, by: nobody yet}
sources:
  house: {title: Caution, at: docs}
questions:
  from:
    ask: Where do you start?
    short: From
    choose: place
  day:
    ask: On which day?
    short: Day
    choose: day
    clock: from
    to: 400 days
    quick: [today, tomorrow]
  time:
    ask: At what time, there?
    short: Time
    choose: time
    on: day
    clock: from
  to:
    ask: Where do you go?
    short: To
    choose: place
    unlike: from
  every:
    ask: How often shall I remind you?
    short: Every
    choose: span
    from: 30 minutes
    to: 2 hours
    step: 5 minutes
    quick: [45 minutes, 90 minutes]
    options:
      never: Not at all
rules:
  - at least: later
    when: {every: never}
    because: You want none.
    source: house
otherwise: {ending: later, because: It is planned., source: house}
endings:
  later:
    urgency: 2
    title: It is planned
    by when: Have a good journey.
    safety net: This is a test.
    say:
      - {say: You go there., when: {to: answered, time: answered, from: answered, day: answered}}
      - {say: I remind you., when: {every: answered, not: {every: never}}}
claims:
  - always: later
    when: {every: answered}
"""


HEATHROW = Place("London Heathrow", "Europe/London", (51.47, -0.45), "GB", code="LHR")
LONDON_IN_CANADA = Place("London", "America/Toronto", (42.98, -81.25), "CA", "Ontario")
SINGAPORE = Place("Singapore", "Asia/Singapore", (1.36, 103.99), code="SIN")
AUCKLAND = Place("Auckland", "Pacific/Auckland", None, "NZ")
PLACES = (HEATHROW, LONDON_IN_CANADA, SINGAPORE, AUCKLAND)


class FourPlaces:
    """An atlas: a place is found by its code, or by any word of its name."""

    def open(self) -> None:
        """Nothing to read."""

    def find(self, words: str) -> tuple[Place, ...]:
        named = words.casefold()
        exact = tuple(
            place for place in PLACES if named in {place.code.lower(), place.name.lower()}
        )
        if exact and named != "london":
            return exact
        return tuple(place for place in PLACES if named in place.name.lower().split())

    def similar(self, words: str) -> tuple[Place, ...]:
        return (AUCKLAND,) if words == "Aukland" else ()

    def near(self, latitude: float, longitude: float) -> Place:
        return HEATHROW if 50 < latitude < 52 and -1 < longitude < 1 else AUCKLAND


FLOW = teach(read_flow(JOURNEY, "journey.yaml"), TEXTS.translations)
LIBRARY_OF_JOURNEYS = replace(
    LIBRARY, flows={FLOW.id: FLOW, LIBRARY.main.id: LIBRARY.main}, atlas=FourPlaces()
)
