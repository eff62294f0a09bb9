"""Whose clock somebody lives by: asked as the time they have now, a town, or a shared location."""

from datetime import datetime

from bot.flow.cards import Card, Rows, choice, in_pairs
from bot.flow.cards.places import place_choice
from bot.flow.cards.rhythm import clock_at
from bot.flow.hearing.places import place_of
from bot.flow.schedule import Draft
from bot.flow.state import State
from bot.plan.clocks import LIVED_BY, city_of
from bot.plan.local import minute_of_day
from bot.text import Block, Clock, Doc, Text, text

_HOW = text(
    "Type it, such as 14:30, or a town or airport near you, so that I know your clock. You can also send your location."
)
_WHICH_CITY = text(
    "Tap the city whose clock you live by; if none is near, one whose clocks change as yours do. Or type your town."
)
_WHICH_TOWN = text("Tap the place you mean, or type it with its country.")


def clock_card(state: State, now: datetime) -> Card:
    """Say by which clock reminders come, and ask for another."""
    draft = state.draft or Draft()
    doc, rows = which_clock(draft), clock_rows(draft)
    if state.zone is not None:
        doc = (*doc, Block("plain", said_clock(state.zone, now, state.city(state.zone))))
    elif not rows:
        rows = _likely(state.locale, now)
    return Card(doc, (*rows, (choice(text("Back"), "back"),)))


def _likely(language: str | None, now: datetime) -> Rows:
    """Clocks that many who speak a language live by, as the time they show now."""
    zones = LIVED_BY.get((language or "").partition("-")[0], ())
    return in_pairs(
        [
            choice(
                text("{time}, {city}", time=_time(zone, now), city=city_of(zone)), f"zone:{zone}"
            )
            for zone in zones
        ]
    )


def _time(zone: str, now: datetime) -> Clock:
    return clock_at(minute_of_day(now, zone))


def said_clock(zone: str, now: datetime, city: str) -> Text:
    time = clock_at(minute_of_day(now, zone))
    return text("I go by the clock of {city}: it is {time} there.", city=city, time=time)


def which_clock(draft: Draft) -> Doc:
    hint = _WHICH_TOWN if draft.towns else _WHICH_CITY if draft.offered else _HOW
    return (Block("title", text("What time is it for you now?")), Block("plain", hint))


def clock_rows(draft: Draft) -> Rows:
    """What may have been meant, to tap: towns of one name, or cities where it is that time."""
    if draft.towns:
        towns = map(place_of, draft.towns)
        return tuple((place_choice(at, f"town:{n}"),) for n, at in enumerate(towns))
    cities = [choice(text("{city}", city=city_of(zone)), f"zone:{zone}") for zone in draft.offered]
    return in_pairs(cities)
